import { quote } from '../text/describe-value.ts';
import { CronError, cronFields, fieldValue, fieldValues } from './cron-field.ts';

/**
 * Which days of a month a cron expression selects. Weekdays count from 1, which is Sunday.
 * `workdayNear` and `lastWorkday` are the W forms. They select a day from Monday to Friday and
 * stay inside the month.
 */
export type CronDays =
  | { readonly kind: 'days'; readonly days: readonly number[] }
  | { readonly kind: 'lastDay' }
  | { readonly kind: 'lastWorkday' }
  | { readonly kind: 'workdayNear'; readonly day: number }
  | { readonly kind: 'weekdays'; readonly weekdays: readonly number[] }
  | { readonly kind: 'nthWeekday'; readonly weekday: number; readonly nth: number }
  | { readonly kind: 'lastWeekday'; readonly weekday: number };

/**
 * Reads a day-of-month field in upper case: numbers, `L`, `LW`, `15W`.
 * @throws CronError when it is not of that form.
 */
export function daysOfMonthField(text: string): CronDays {
  if (text === 'L') return { kind: 'lastDay' };
  if (text === 'LW') return { kind: 'lastWorkday' };
  const near = /^(\d+)W$/.exec(text)?.[1];
  if (near !== undefined) return { kind: 'workdayNear', day: fieldValue(near, cronFields.dayOfMonth) };
  if (/[LW]/.test(text))
    throw new CronError(`day-of-month cannot be ${quote(text)}`, 'L, LW and W stand alone: write L, LW or 15W');
  return { kind: 'days', days: fieldValues(text, cronFields.dayOfMonth) };
}

/**
 * A day-of-week field in upper case with every range that runs backwards spelled as a list:
 * `SAT-SUN` is `SAT,SUN`, and `FRI-MON` is `FRI,SAT,SUN,MON`. People write such ranges, because
 * their week begins on Monday. AWS does not document whether it takes them, so it never gets one.
 * Text of another form comes back as it is.
 */
export function forwardWeekdays(text: string): string {
  return text.split(',').map(forwardRange).join(',');
}

function forwardRange(part: string): string {
  const [, start, end] = /^([A-Z]{3}|[1-7])-([A-Z]{3}|[1-7])$/.exec(part) ?? [];
  const [first, last] = [weekdayIn(start), weekdayIn(end)];
  if (first === null || last === null || first <= last) return part;
  const length = last + 7 - first + 1;
  return Array.from({ length }, (_, n) => cronFields.dayOfWeek.names[(first - 1 + n) % 7]).join(',');
}

/** The number of a weekday's text; null for a text that is none. */
function weekdayIn(text = ''): number | null {
  const named = cronFields.dayOfWeek.names.indexOf(text);
  if (named >= 0) return named + 1;
  return /^[1-7]$/.test(text) ? Number(text) : null;
}

/**
 * Reads a day-of-week field in upper case: numbers or names, `L` (Saturday), `6L` (the month's
 * last Friday) and `2#1` (the month's first Monday).
 * @throws CronError when it is not of that form.
 */
export function daysOfWeekField(text: string): CronDays {
  if (text === 'L') return { kind: 'weekdays', weekdays: [7] };
  const last = /^([A-Z]{3}|\d+)L$/.exec(text)?.[1];
  if (last !== undefined) return { kind: 'lastWeekday', weekday: fieldValue(last, cronFields.dayOfWeek) };
  const [, weekday, nth] = /^([A-Z]{3}|\d+)#(\d+)$/.exec(text) ?? [];
  if (weekday !== undefined && nth !== undefined) {
    if (!/^[1-5]$/.test(nth))
      throw new CronError(`day-of-week cannot be #${nth}, because a month has at most five of each weekday`, 'write #1 to #5');
    return { kind: 'nthWeekday', weekday: fieldValue(weekday, cronFields.dayOfWeek), nth: Number(nth) };
  }
  const [, counted, nthOf, plus] = /^([A-Z]{3}|[1-7])#([1-5])\+(\d+)$/.exec(text) ?? [];
  if (counted !== undefined && nthOf !== undefined) {
    const named = cronFields.dayOfWeek.names[fieldValue(counted, cronFields.dayOfWeek) - 1]?.toLowerCase();
    const fix = `write days: { nth: ${nthOf}, weekday: ${named}, plus: ${plus} } with at`;
    throw new CronError(`day-of-week cannot be ${quote(text)}, because a cron counts no days from a weekday`, fix);
  }
  if (/#|\dL|^L|,L/.test(text))
    throw new CronError(`day-of-week cannot be ${quote(text)}`, 'L and # stand alone: write 6L or 2#1');
  return { kind: 'weekdays', weekdays: fieldValues(text, cronFields.dayOfWeek) };
}

/**
 * The days of a month that a field selects, ascending; `month` counts from 1. Empty when the field
 * selects none.
 */
export function daysOfMonth(field: CronDays, year: number, month: number): readonly number[] {
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const weekdayOfFirst = new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 1;
  const weekdayOf = (day: number): number => ((weekdayOfFirst + day - 2) % 7) + 1;
  const firstOf = (weekday: number): number => ((weekday - weekdayOfFirst + 7) % 7) + 1;
  switch (field.kind) {
    case 'days':
      return field.days.filter((day) => day <= length);
    case 'lastDay':
      return [length];
    case 'lastWorkday':
      return [nearestWorkday(length, length, weekdayOf)];
    case 'workdayNear':
      return field.day > length ? [] : [nearestWorkday(field.day, length, weekdayOf)];
    case 'weekdays':
      return Array.from({ length }, (_, index) => index + 1).filter((day) => field.weekdays.includes(weekdayOf(day)));
    case 'nthWeekday':
      return [firstOf(field.weekday) + (field.nth - 1) * 7].filter((day) => day <= length);
    case 'lastWeekday':
      return [firstOf(field.weekday) + Math.floor((length - firstOf(field.weekday)) / 7) * 7];
  }
}

function nearestWorkday(day: number, length: number, weekdayOf: (day: number) => number): number {
  if (weekdayOf(day) === 7) return day === 1 ? 3 : day - 1;
  if (weekdayOf(day) === 1) return day === length ? day - 2 : day + 1;
  return day;
}
