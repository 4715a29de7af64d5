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
 * A calendar as a person describes it. It starts from the days of a territory, from those of
 * another calendar, or from none, and adds days of its own.
 */
export interface CalendarSource {
  readonly territory: Territory | null;
  /** The name of the calendar from whose days this calendar starts. */
  readonly base: string | null;
  /** Days off and workdays of its own; they win over territory and base. No date is in both. */
  readonly holidays: readonly string[];
  readonly workdays: readonly string[];
  /** Years for which the two lists have every holiday and make-up workday. */
  readonly years: readonly number[];
  /**
   * Weekdays as cron counts them, from 1, which is Sunday; null: those of the base, or else
   * Saturday and Sunday.
   */
  readonly weekend: readonly number[] | null;
}
