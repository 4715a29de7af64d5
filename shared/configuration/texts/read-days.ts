import { calendarDays, type Days, type NthWeekday } from '../../schedule/transition.ts';
import { quote } from '../../text/describe-value.ts';
import type { Reading } from '../../text/reading.ts';

/** The weekdays in cron's order: the index of a name is its number less one. */
const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const words: readonly string[] = ['daily', ...calendarDays] satisfies readonly Days[];

/** What to write for days. */
export const fixDays = `write ${words.join(', ')}, mon-fri, [mon, wed] or { nth: 2, weekday: tue }`;

/**
 * Reads the value of `days`, or one entry of it: a word, a weekday, or a range of weekdays, which
 * may run past Saturday.
 */
export function readDays(text: string): Reading<Exclude<Days, NthWeekday>> {
  const word = words.indexOf(text);
  if (word >= 0) return { value: text as Extract<Days, string> };
  const weekdays = readWeekdays(text);
  if ('value' in weekdays) return weekdays;
  const problem = `${quote(text)} is not a day`;
  if (/^week-?days?$/i.test(text)) return { problem, fix: 'write mon-fri, or workdays to follow a calendar' };
  const hyphened = text.trim().toLowerCase().replace(/\s+/g, '-');
  if (words.includes(hyphened)) return { problem, fix: `did you mean ${hyphened}?` };
  const meant = /\b(every|each)\b|\b(second|third|last|1st|2nd|3rd|other|alternate)\b/i.exec(text);
  if (meant !== null) {
    const fix = 'write fri with every: 2 and from: the first date, or { nth: 2, weekday: tue } for one of the month';
    return { problem, fix };
  }
  const short = text.slice(0, 3).toLowerCase();
  if (/^[a-z]+day$/i.test(text) && names.includes(short)) return { problem, fix: `did you mean ${short}?` };
  return { problem, fix: fixDays };
}

/** Reads a weekday, `sat`, or a range, `fri-mon`, as cron counts weekdays: 1 is Sunday. */
export function readWeekdays(text: string): Reading<readonly number[]> {
  const [first = '', last = first, ...more] = text.toLowerCase().split('-');
  const [from, to] = [names.indexOf(first), names.indexOf(last)];
  if (from < 0 || to < 0 || more.length > 0) {
    return {
      problem: `${quote(text)} is not a weekday`,
      fix: `write ${names.slice(1).join(', ')} or sun, or a range such as mon-fri`,
    };
  }
  const count = ((to - from + 7) % 7) + 1;
  return { value: Array.from({ length: count }, (_, n) => ((from + n) % 7) + 1).sort((a, b) => a - b) };
}

/** Weekdays as a person writes them, `[fri, sat]`. */
export function weekdaysText(weekdays: readonly number[]): string {
  return `[${weekdays.map((weekday) => names[weekday - 1]).join(', ')}]`;
}
