import { holidayYears } from './calendar-source.ts';
import { holidayName, type ListedDay } from './library-days.ts';

/**
 * Names that stand in a list year by year and end for a reason, so that later years are complete
 * without them.
 */
export interface EndedNames {
  /** The code of a country. It stands for its parts too. */
  readonly territory: string;
  readonly names: readonly string[];
  /** The years without them; left out: every year. */
  readonly years?: readonly number[];
  readonly because: string;
}

/** What the completeness of a territory's years comes to. */
export interface KnownYears {
  /** Ascending. */
  readonly years: readonly number[];
  /** Year → the names that it lacks, sorted. */
  readonly incomplete: Readonly<Record<number, readonly string[]>>;
}

/** Years before those that calendars cover, against which the first of them are measured. */
export const seedYears: readonly number[] = [2021, 2022, 2023];

/** A year is measured against so many years before it that are known. */
const measure = 3;

/**
 * Finds the years that are complete: those with every name that stood in each of the last three
 * known years. A name that a rule gives for every year is not asked for, because the rule says
 * itself when the holiday is; a name from a list of dates is, because a list ends where its author
 * stopped. The days of `years` count, ascending; the first three years with days are taken as
 * known. A year without days is neither known nor incomplete. Only years that calendars cover are
 * given back.
 */
export function knownYears(code: string, days: readonly ListedDay[], years: readonly number[]): KnownYears {
  const known: ReadonlyMap<string, boolean>[] = [];
  const complete: number[] = [];
  const incomplete: Record<number, readonly string[]> = {};
  for (const year of years) {
    const names = namesOf(days, year);
    if (names.size === 0) continue;
    const listed = missingNames(known.slice(-measure), names).filter((name) => !hasEnded(code, name, year));
    const missing = [...unlisted.filter((row) => isUnlisted(row, code, year)).flatMap(({ names: never }) => never), ...listed];
    const isCovered = holidayYears.includes(year);
    if (missing.length === 0) known.push(names);
    if (missing.length === 0 && isCovered) complete.push(year);
    if (missing.length > 0 && isCovered) incomplete[year] = missing;
  }
  return { years: complete, incomplete };
}

// Name → whether dates of a list alone have given it. A year has a holiday of which it has only the
// substitute day, and no later year is asked for that.
function namesOf(days: readonly ListedDay[], year: number): Map<string, boolean> {
  const names = new Map<string, boolean>();
  const own = days.filter(({ date }) => date.startsWith(`${year}-`));
  for (const { name, origin } of own.filter((day) => holidayName(day) === day.name)) {
    names.set(name, (names.get(name) ?? true) && origin === 'dated');
  }
  for (const substitute of own.map(holidayName).filter((name) => !names.has(name))) names.set(substitute, false);
  return names;
}

function missingNames(before: readonly ReadonlyMap<string, boolean>[], names: ReadonlyMap<string, boolean>): string[] {
  const last = before.at(-1);
  if (last === undefined || before.length < measure) return [];
  const listed = [...last].filter(([, isDated]) => isDated).map(([name]) => name);
  return listed.filter((name) => before.every((year) => year.has(name)) && !names.has(name)).sort();
}

function hasEnded(code: string, name: string, year: number): boolean {
  return endedNames.some(
    ({ territory, names, years }) => code.split('-')[0] === territory && names.includes(name) && (years?.includes(year) ?? true),
  );
}

/** Holidays of which the library has the dates of one year only, and repeats them. */
export interface UnlistedNames {
  /** The code of a country. It stands for its parts too. */
  readonly territory: string;
  readonly names: readonly string[];
  /** The years whose dates it has. */
  readonly listedIn: readonly number[];
}

function isUnlisted({ territory, listedIn }: UnlistedNames, code: string, year: number): boolean {
  return code.split('-')[0] === territory && !listedIn.includes(year);
}

/** The names that no year but those of `listedIn` has. */
export const unlisted: readonly UnlistedNames[] = [
  { territory: 'BD', names: ['Buddha Purnima', 'Durga Puja', 'Janmashtami'], listedIn: [] },
  {
    territory: 'LK',
    names: ['Poya days', 'Thai Pongal', 'Mahasivarathri', 'Id-Ul-Fitr', 'Id-Ul-Alha', 'Milad-Un-Nabi', 'Deepavali'],
    listedIn: [2026],
  },
];

/** The names that may be missing, and why. */
export const endedNames: readonly EndedNames[] = [
  { territory: 'AR', names: ['Bridge Day'], because: 'the cabinet decides anew each year whether there are such days' },
  { territory: 'IL', names: ['Election Day'], because: 'parliament was elected four times from 2019 to 2021, and not each year' },
  {
    ...{ territory: 'CN', names: ['Mid-autumn Festival (中秋)'], years: [2028, 2031, 2036] },
    because: 'the festival is within the days of National Day, and the notice names it with them',
  },
  {
    ...{ territory: 'VA', names: ['Anniversary of the election of Pope Francis', 'Saint George - Name day of the Holy Father'] },
    because: 'Pope Francis died in April 2025',
  },
];
