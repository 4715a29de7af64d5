/** Why a calendar and the second source differ, although ours is right for its readers. */
export interface Explanation {
  /** The code of a territory; it does not stand for its parts. */
  readonly territory: string;
  /** Dates, days of each year (`04-03`) or years, separated by spaces; left out: every date. */
  readonly days?: string;
  readonly because: string;
}

/** Why a difference on a date of a territory is none, or null when it is one. */
export function explanationOf(rows: readonly Explanation[], code: string, date: string): string | null {
  const row = rows.find(({ territory, days }) => {
    return territory === code && (days?.split(' ').some((day) => date.startsWith(day) || date.endsWith(`-${day}`)) ?? true);
  });
  return row?.because ?? null;
}

const easterMonday = '2026-04-06 2027-03-29 2028-04-17';
const goodFriday = '2026-04-03 2027-03-26 2028-04-14';

/** The rows, each of which accounts for a difference that there is; a test sees to that. */
export const explanations: readonly Explanation[] = [
  { territory: 'MO', because: 'the library has no Macao: `country: MO` is a mistake that says so' },
  { territory: 'KH', because: 'the library has no Cambodia: `country: KH` is a mistake that says so' },
  { territory: 'QA', because: 'the library has no Qatar: `country: QA` is a mistake that says so' },
  {
    territory: 'CN',
    days: '2027 2028',
    because: 'the State Council has not announced these years, so the calendar calls them unknown; the second source estimates',
  },
  { territory: 'MY', days: '01-01', because: 'a holiday of most states, which is off for a calendar of the whole country too' },
  { territory: 'MY', days: '2027-02-24', because: 'Nuzul Al-Quran, a holiday of most states' },
  { territory: 'MY', days: '2026-11-09 2027-10-28 2028-11-15', because: 'Deepavali, a holiday of all states but Sarawak' },
  {
    territory: 'US-CA',
    days: '2027-10-29 2028-02-15 2028-10-17',
    because: 'Diwali and Susan B. Anthony Day are observances of Government Code 6700; offices are open',
  },
  {
    territory: 'US-TX',
    days: '01-19 03-02 04-21 08-27',
    because: 'partial staffing holidays of Texas (Government Code 662.003(b)), on which offices are open',
  },
  {
    territory: 'US-TX',
    days: `03-31 ${goodFriday}`,
    because: 'optional holidays of Texas (Government Code 662.003(c)), each in exchange for another',
  },
  {
    territory: 'US-TX',
    days: '2026-10-12 2027-10-11 2028-10-09',
    because: 'Columbus Day, a federal holiday; state offices are open',
  },
  {
    territory: 'US-TX',
    days: '2027-12-23 2028-12-22',
    because: 'Texas moves no holiday off a weekend (Government Code 662.003)',
  },
  {
    territory: 'US-NY',
    days: '2028-02-11',
    because: 'New York moves a holiday on a Sunday to Monday, and none off a Saturday (General Construction Law 24)',
  },
  {
    territory: 'HK',
    days: goodFriday,
    because: 'a general holiday (Cap. 149); the second source has the statutory holidays only',
  },
  {
    territory: 'AU',
    days: '2026-12-28 2027-12-27 2027-12-28 2028-01-03',
    because: 'substitute days that every state gives; the second source leaves them to the states',
  },
  {
    territory: 'GB',
    days: easterMonday,
    because: 'a bank holiday everywhere but in Scotland; the second source leaves it to the parts',
  },
  {
    territory: 'NL',
    days: goodFriday,
    because: 'off at banks and by agreement; the General Time Limits Act counts it, and no law makes it a day off',
  },
  {
    territory: 'CH',
    days: `${goodFriday} ${easterMonday} 2026-05-25 2027-05-17 2028-06-05 2028-12-26`,
    because: 'days of most cantons; the second source has the only federal holiday alone',
  },
  {
    territory: 'FI',
    days: '2026-06-19 2027-06-25 2028-06-23 12-24',
    because: 'Midsummer Eve and Christmas Eve are off by collective agreement, not by law; the calendar says that it lacks them',
  },
  {
    territory: 'AR',
    days: '2026-03-23 2026-07-10 2026-12-07 2027-03-25 2028-04-13',
    because: 'non-working days, on which the employer decides (Law 27.399); the calendar says that it lacks them',
  },
  { territory: 'IN-TN', days: '2027-05-01 2028-05-01', because: 'May Day, on the list of Tamil Nadu' },
  { territory: 'IN-KA', days: '11-01', because: 'Kannada Rajyotsava, on the list of Karnataka' },
  { territory: 'LK', days: '2027 2028', because: 'holidays by date; the second source ends with 2026' },
];
