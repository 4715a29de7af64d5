/**
 * The years that compiled calendars cover, the first and the last included. A table is part of a function's bundle, so it is kept
 * small.
 */
export const holidayYears: readonly number[] = Array.from({ length: 13 }, (_, n) => 2024 + n);

/** A country, or a part of it, by the codes that date-holidays gives them: `DE`, `DE-BY`, `US-CA-LA`. */
export interface Territory {
  readonly country: string;
  readonly state: string | null;
  readonly region: string | null;
}

/** A calendar as a person describes it: public holidays of a territory, or another calendar, or neither; and days of its own on top. */
export interface CalendarSource {
  readonly territory: Territory | null;
  /** The name of the calendar it begins with. */
  readonly base: string | null;
  /** Dates that are off whatever the rest says, and dates that are worked. No date is in both. */
  readonly holidays: readonly string[];
  readonly workdays: readonly string[];
  /** Years that the lists make known: all of their holidays and make-up workdays are in them. */
  readonly years: readonly number[];
  /** Weekdays as cron counts them, from 1, which is Sunday; null for those of the base, or else Saturday and Sunday. */
  readonly weekend: readonly number[] | null;
}
