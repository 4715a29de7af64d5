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

/**
 * True for a day in a span; a span over New Year has its first day later in the year.
 * @throws RangeError for a bound that is not a date
 */
export function isInSpan({ from, to }: DateSpan, day: number): boolean {
  const bound = from ?? to;
  if (bound === undefined) return true;
  const number = isYearly(bound) ? dayOfYear(day) : day;
  const first = from === undefined ? Number.NEGATIVE_INFINITY : numberOf(from);
  const last = to === undefined ? Number.POSITIVE_INFINITY : numberOf(to);
  // Only days of each year can be in this order.
  return first > last ? number >= first || number <= last : number >= first && number <= last;
}

/**
 * True for a day of every so many weeks, counted from the week of `from`; no day before `from` is.
 * @throws RangeError for a `from` that is not a date
 */
export function isInWeeks({ every, from }: EveryWeeks, day: number): boolean {
  const first = numberOf(from);
  return day >= first && (weekOf(day) - weekOf(first)) % every === 0;
}

// Each bound is read once: thousands of days are compared with it.
const numbers = new Map<string, number>();

/** A date as its day, and a day of each year as a number in the order of the year. */
function numberOf(date: string): number {
  const known = numbers.get(date);
  if (known !== undefined) return known;
  const number = isYearly(date) ? dayOfYear(dayOf(`${leapYear}-${date}`)) : dayOf(date);
  numbers.set(date, number);
  return number;
}

/** A year with every day of each year. */
const leapYear = 2028;

function dayOfYear(day: number): number {
  const date = new Date(day);
  return date.getUTCMonth() * 100 + date.getUTCDate();
}

/** Weeks counted from that of 1 January 1970, a Thursday; a week begins on Monday. */
function weekOf(day: number): number {
  return Math.floor((day / dayMs + 3) / 7);
}
