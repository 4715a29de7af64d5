import type { Days } from '../../schedule/transition.ts';
import { quote } from '../../text/describe-value.ts';
import type { Reading } from '../../text/reading.ts';

/** The weekdays in cron's order: the index of a name is its number less one. */
const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const words: readonly string[] = ['daily', 'workdays', 'after-workdays'] satisfies readonly Days[];

/**
 * Reads the value of `days`, or one entry of it: a word, a weekday, or a range of weekdays, which
 * may run past Saturday.
 */
export function readDays(text: string): Reading<Days> {
  const word = words.indexOf(text);
  if (word >= 0) return { value: text as (typeof words)[number] as Exclude<Days, readonly number[]> };
  const weekdays = readWeekdays(text);
  if ('value' in weekdays) return weekdays;
  const problem = `${quote(text)} is not a day`;
  if (/^week-?days?$/i.test(text)) return { problem, fix: 'write mon-fri, or workdays to follow a calendar' };
  const short = text.slice(0, 3).toLowerCase();
  if (/^[a-z]+day$/i.test(text) && names.includes(short)) return { problem, fix: `did you mean ${short}?` };
  return { problem, fix: `write ${words.join(', ')}, a range such as mon-fri, or a list such as [mon, wed]` };
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
