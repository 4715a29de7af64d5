import type { EveryWeeks } from '../../schedule/day-table.ts';

/**
 * The years that compiled calendars cover, the first and the last included. A table is part of a
 * function's bundle, so it is kept small.
 */
export const holidayYears: readonly number[] = Array.from({ length: 13 }, (_, n) => 2024 + n);

/**
 * A country, or a part of it, by the codes that date-holidays gives them: `DE`, `DE-BY`,
 * `US-CA-LA`.
 */
export interface Territory {
  readonly country: string;
  readonly state: string | null;
  readonly region: string | null;
}

/**
 * A file that lists days, of a kind of its own: an iCalendar file or plain lines. The path is
 * relative to the folder of the configuration file.
 */
export interface CalendarFile {
  readonly kind: 'ics' | 'list';
  readonly path: string;
}

/**
 * A calendar as a person describes it. It starts from the days of a territory, from those of
 * other calendars, or from none, and adds those of a file and days of its own.
 */
export interface CalendarSource {
  readonly territory: Territory | null;
  /**
   * The names of the calendars from whose days this calendar starts; with several, a day on which
   * people work in any of them is worked.
   */
  readonly bases: readonly string[];
  readonly file: CalendarFile | null;
  /**
   * Days off and workdays of its own, each a date or a day of each year (`12-24`); they win over
   * territory, bases and file. No text is in both.
   */
  readonly holidays: readonly string[];
  readonly workdays: readonly string[];
  /** Years for which file and lists have every holiday and make-up workday. */
  readonly years: readonly number[];
  /**
   * Weekdays as cron counts them, from 1, which is Sunday; null: those of the bases, or else
   * Saturday and Sunday.
   */
  readonly weekend: readonly number[] | null;
  /** The Saturdays on which people work; null: those of the bases, or else none. */
  readonly workSaturdays: EveryWeeks | null;
}
