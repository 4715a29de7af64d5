import { dayMs, dayOf, dayText } from './civil-day.ts';
import type { EveryWeeks } from './day-table.ts';
import type { DateSpan } from './transition.ts';

/** `12-24`: the day of each year that a text of five characters means. */
const yearlyLength = 'MM-DD'.length;

/** True for a day of each year, `12-24`; false for a date, `2026-12-24`. */
export function isYearly(date: string): boolean {
  return date.length === yearlyLength;
}

/** The day of the year of a day, `12-24`. */
export function yearlyText(day: number): string {
  return dayText(day).slice(-yearlyLength);
}

/** True for a day in a span; a span over New Year has its first day later in the year. */
export function isInSpan({ from, to }: DateSpan, day: number): boolean {
  const bound = from ?? to;
  if (bound === undefined) return true;
  const date = isYearly(bound) ? yearlyText(day) : dayText(day);
  const isAfter = from === undefined || from <= date;
  const isBefore = to === undefined || date <= to;
  // Only days of each year can be in this order.
  const isOverNewYear = from !== undefined && to !== undefined && from > to;
  return isOverNewYear ? isAfter || isBefore : isAfter && isBefore;
}

/**
 * True for a day of every so many weeks, counted from the week of `from`; no day before `from` is.
 * @throws RangeError for a `from` that is not a date
 */
export function isInWeeks({ every, from }: EveryWeeks, day: number): boolean {
  const first = dayOf(from);
  return day >= first && (weekOf(day) - weekOf(first)) % every === 0;
}

/** Weeks counted from that of 1 January 1970, a Thursday; a week begins on Monday. */
function weekOf(day: number): number {
  return Math.floor((day / dayMs + 3) / 7);
}
