import { parseCron } from './aws-cron.ts';
import { dayMs, dayOf, timeOf, weekdayOf } from './civil-day.ts';
import { daysOfMonth } from './cron-day.ts';
import { isInSpan, isInWeeks } from './date-span.ts';
import type { NthWeekday, Rule } from './transition.ts';

/**
 * True for a day that the rule itself selects; the calendar and the exceptions do not matter here.
 */
export type DaySelector = (day: number) => boolean;

/**
 * The times of day of a rule, in milliseconds after midnight and ascending, and the days on which
 * they count.
 */
export interface RuleTimes {
  readonly times: readonly number[];
  /**
   * Where the calendar decides, these are the days that it may choose from. For `after-workdays`
   * they are the days on which the windows begin.
   */
  readonly selects: DaySelector;
  /** The years in which the rule has days, ascending; null when every year is like the others. */
  readonly years: readonly number[] | null;
  /**
   * How the days come again: every `week`, by the form of the `year` (its first weekday, and whether
   * it is a leap year), or by `dates` of their own.
   */
  readonly repeats: 'week' | 'year' | 'dates';
}

/**
 * Reads a rule once, so that many days can be asked for.
 * @throws CronError for a cron expression that cannot be read
 * @throws RangeError for a time or date that cannot be read
 */
export function timesOf(rule: Rule): RuleTimes {
  if (rule.kind === 'cron') {
    const { times, selects, years } = cronTimes(rule.cron);
    const repeats = rule.from === undefined && rule.to === undefined ? 'year' : 'dates';
    return { times, selects: (day) => selects(day) && isInSpan(rule, day), years, repeats };
  }
  const times = [timeOf(rule.time)];
  if (rule.kind === 'once') {
    const date = dayOf(rule.date);
    return { times, selects: (day) => day === date, years: [new Date(date).getUTCFullYear()], repeats: 'dates' };
  }
  return { times, selects: daysOfAt(rule), years: null, repeats: repeatsOf(rule) };
}

function repeatsOf({ days, every, from, to }: Extract<Rule, { kind: 'at' }>): RuleTimes['repeats'] {
  if (every !== undefined || from !== undefined || to !== undefined) return 'dates';
  return typeof days !== 'string' && 'nth' in days ? 'year' : 'week';
}

function daysOfAt({ days, only, every, ...span }: Extract<Rule, { kind: 'at' }>): DaySelector {
  const selectors: DaySelector[] = [];
  if (typeof days !== 'string') selectors.push('nth' in days ? nthWeekday(days) : (day) => days.includes(weekdayOf(day)));
  if (only !== undefined) selectors.push((day) => only.includes(weekdayOf(day)));
  const { from } = span;
  if (every !== undefined && from !== undefined) selectors.push((day) => isInWeeks({ every, from }, day));
  if (from !== undefined || span.to !== undefined) selectors.push((day) => isInSpan(span, day));
  return (day) => selectors.every((selects) => selects(day));
}

function nthWeekday({ nth, weekday, plus }: NthWeekday): DaySelector {
  return (day) => {
    const counted = day - plus * dayMs;
    if (weekdayOf(counted) !== weekday) return false;
    const month = (of: number): number => new Date(of).getUTCMonth();
    if (nth < 0) return month(counted) !== month(counted + 7 * dayMs);
    return Math.ceil(new Date(counted).getUTCDate() / 7) === nth;
  };
}

function cronTimes(expression: string): Omit<RuleTimes, 'repeats'> {
  const { times, days, months, years } = parseCron(expression);
  const daysIn = (year: number, month: number): readonly number[] =>
    years.includes(year) && months.includes(month) ? daysOfMonth(days, year, month) : [];
  // The days of one month are kept, because neighbouring days are asked for.
  let kept = { year: 0, month: 0, days: daysIn(0, 0) };
  const selects = (day: number): boolean => {
    const date = new Date(day);
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
    if (kept.year !== year || kept.month !== month) kept = { year, month, days: daysIn(year, month) };
    return kept.days.includes(date.getUTCDate());
  };
  return { times, selects, years };
}
