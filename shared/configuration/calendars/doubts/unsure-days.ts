import { dayMs, dayOf, dayText } from '../../../schedule/civil-day.ts';
import { type DaysByText, datesOf, isAbout } from '../corrections/correction.ts';
import { holidayName, type ListedDay } from '../library-days.ts';
import { doubts } from './all-doubts.ts';

/** Days of a territory of which nobody can say today whether people work. */
export interface Doubt {
  /**
   * The code of a country or of a part of it. It stands for its own parts too, except those of
   * `except`.
   */
  readonly territory: string;
  readonly except?: readonly string[];
  /** The row is about the parts of its territory only. */
  readonly isOfParts?: true;
  /** What is not certain, as a clause for people, and its dates. */
  readonly dates?: DaysByText;
  /** What is not certain about every holiday since a date, as a clause after its name. */
  readonly every?: { readonly since: string; readonly clause: string };
  /** Where it can be read of. */
  readonly source: string;
  /** The date on which the row was written. */
  readonly entered: string;
}

/**
 * The dates of a territory that are not certain, ascending, each with what is not certain about it.
 * Days of the Islamic calendar after those that a government has fixed are among them, with the days
 * beside them.
 */
export function unsureDays(code: string, days: readonly ListedDay[]): Record<string, string> {
  const unsure: Record<string, string> = {};
  const rows = doubts.filter((row) => isAbout(row, code) && !(row.isOfParts === true && row.territory === code));
  for (const { date, text } of rows.flatMap(({ dates }) => datesOf({}, dates))) unsure[date] ??= text;
  for (const { every } of rows) {
    if (every === undefined) continue;
    for (const day of days) if (day.date >= every.since) unsure[day.date] ??= `${holidayName(day)} ${every.clause}`;
  }
  const settledTo = fixedThrough[code.split('-')[0] ?? ''] ?? writtenOn;
  const moved = days.filter(({ date, origin }) => origin === 'moon' && date > settledTo);
  // The day of the feast first: a day beside it may be another feast's own.
  for (const beside of [0, -1, 1]) {
    for (const day of moved) {
      unsure[dayText(dayOf(day.date) + beside * dayMs)] ??= `${holidayName(day)} may begin a day earlier or later, by the moon`;
    }
  }
  return Object.fromEntries(Object.entries(unsure).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Islamic holidays before this date have been seen and are settled. */
const writtenOn = '2026-11-27';

/**
 * Countries whose government has fixed the days of the Islamic calendar, and through which date.
 * Turkey's Presidency of Religious Affairs computes them and does not look at the moon.
 */
const fixedThrough: Readonly<Record<string, string>> = {
  ID: '2027-12-31',
  MY: '2027-12-31',
  SG: '2027-12-31',
  TR: '9999-12-31',
};
