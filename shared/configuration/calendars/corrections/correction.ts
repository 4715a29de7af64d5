import { holidayYears } from '../calendar-source.ts';
import type { DayOrigin, ListedDay } from '../library-days.ts';

/**
 * Text → its days, separated by spaces. A day is a date or a day of each year:
 * `{ 'Labour Day': '05-01 2027-05-03' }`.
 */
export type DaysByText = Readonly<Record<string, string>>;

/** Days of a territory that its library has wrong, and who says so. */
export interface Correction {
  /**
   * The code of a country or of a part of it. It stands for its own parts too, except those of
   * `except`.
   */
  readonly territory: string;
  readonly except?: readonly string[];
  /** The row is not about the parts of its territory. */
  readonly isWhole?: true;
  /** Days off that the library lacks, by name. */
  readonly add?: DaysByText;
  /** Days that the library has, and that are no days off. */
  readonly remove?: string;
  /** Names of the library's whose days are no days off in any year. */
  readonly removeNamed?: readonly string[];
  /** The days off are computed, and the moon decides. */
  readonly isByMoon?: true;
  /** Make-up workdays, by what each is exchanged for. */
  readonly workdays?: DaysByText;
  /** The first year of days of each year; left out: every year. */
  readonly since?: number;
  /** The law, decree or ministry. */
  readonly source: string;
  /** The date on which the row was written. */
  readonly entered: string;
}

/** True for a row about the territory with a code, or about what it is a part of. */
export function isAbout(
  { territory, except = [], isWhole }: Pick<Correction, 'territory' | 'except' | 'isWhole'>,
  code: string,
): boolean {
  return code === territory || (isWhole !== true && code.startsWith(`${territory}-`) && !except.includes(code));
}

/** One date of a row. A day of each year is many of them, within the years that calendars cover. */
export interface DatedText {
  readonly date: string;
  readonly text: string;
  readonly isEachYear: boolean;
}

/** A row's days, date by date. */
export function datesOf({ since = 0 }: Pick<Correction, 'since'>, days: DaysByText = {}): DatedText[] {
  return Object.entries(days).flatMap(([text, dates]) =>
    dates.split(' ').flatMap((day): DatedText[] => {
      if (day.length > 'MM-DD'.length) return [{ date: day, text, isEachYear: false }];
      const years = holidayYears.filter((year) => year >= since);
      return years.map((year) => ({ date: `${year}-${day}`, text, isEachYear: true }));
    }),
  );
}

/** The dates of a row that are no days off. */
export function removedDates(row: Correction): string[] {
  return row.remove === undefined ? [] : datesOf(row, { '': row.remove }).map(({ date }) => date);
}

/** The days of a territory after its corrections. */
export interface CorrectedDays {
  readonly days: readonly ListedDay[];
  /** Date → what the make-up workday is exchanged for. */
  readonly workdays: Readonly<Record<string, string>>;
}

/**
 * Applies the rows of a territory to the library's days: first all removals, then all additions. A
 * day off that both have keeps the library's name.
 */
export function corrected(rows: readonly Correction[], days: readonly ListedDay[]): CorrectedDays {
  const gone = new Set(rows.flatMap(removedDates));
  const goneNames = new Set(rows.flatMap(({ removeNamed = [] }) => removeNamed));
  const more = rows.flatMap((row) => datesOf(row, row.add).map((day) => ({ ...day, origin: originOf(row, day) })));
  const worked = rows.flatMap((row) => datesOf(row, row.workdays));
  return {
    days: [
      ...days.filter(({ date, name }) => !gone.has(date) && !goneNames.has(name)),
      ...more.map(({ date, text, origin }) => ({ date, name: text, origin })),
    ],
    workdays: Object.fromEntries(worked.map(({ date, text }) => [date, text])),
  };
}

// A day of each year follows from a rule, so a year without it is no gap in a list.
function originOf({ isByMoon }: Correction, { isEachYear }: DatedText): DayOrigin {
  if (isByMoon === true) return 'moon';
  return isEachYear ? 'computed' : 'dated';
}
