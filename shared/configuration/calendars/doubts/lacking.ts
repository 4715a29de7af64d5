/** What the data of a territory never has. */
export interface Lack {
  /** The code of a country or of a part of it. It stands for its own parts too. */
  readonly territory: string;
  /** The kind of days, in words for people. */
  readonly lacks: string;
  /** Why no data has it. */
  readonly because: string;
}

/** What is missing from the data of a territory, each as words for people: `bridge days of RO (why)`. */
export function lacking(code: string): string[] {
  const rows = lacks.filter(({ territory }) => code === territory || code.startsWith(`${territory}-`));
  return rows.map(({ territory, lacks: kind, because }) => `${kind} of ${territory} (${because})`);
}

const decree = 'the government orders them year by year';
const president = 'the president orders them year by year';
const minister = 'a ministerial decree orders them year by year';

/** What no data has. */
export const lacks: readonly Lack[] = [
  // Those of 2025 and 2026 stand in ../corrections.
  { territory: 'HU', lacks: 'make-up workdays after 2026', because: minister },
  { territory: 'VN', lacks: 'make-up workdays and exchanged days off', because: decree },
  { territory: 'LV', lacks: 'make-up workdays', because: decree },
  { territory: 'BY', lacks: 'make-up workdays', because: decree },
  { territory: 'RU', lacks: 'make-up workdays and moved days off', because: decree },
  { territory: 'KG', lacks: 'make-up workdays', because: decree },
  { territory: 'KZ', lacks: 'make-up workdays', because: decree },
  { territory: 'UA', lacks: 'make-up workdays', because: decree },
  { territory: 'UZ', lacks: 'make-up workdays and further days off', because: president },
  { territory: 'AM', lacks: 'make-up workdays', because: decree },
  { territory: 'AZ', lacks: 'moved days off', because: decree },
  { territory: 'MD', lacks: 'make-up workdays', because: decree },
  { territory: 'RO', lacks: 'bridge days that are worked off', because: decree },
  { territory: 'IN', lacks: 'holidays of a single state', because: 'each state lists its own year by year' },
  { territory: 'ID', lacks: 'days of collective leave (cuti bersama)', because: 'three ministers decide them year by year' },
  { territory: 'AR', lacks: 'non-working days (días no laborables)', because: 'the employer decides on them' },
  { territory: 'FI', lacks: 'Midsummer Eve and Christmas Eve', because: 'they are off by collective agreement, not by law' },
  { territory: 'EG', lacks: 'days moved to a Thursday', because: 'the prime minister decides them one by one' },
  { territory: 'SA', lacks: 'days off for a feast on a weekend', because: 'they are announced with each feast' },
];
