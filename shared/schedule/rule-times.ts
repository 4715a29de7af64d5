import { parseCron } from './aws-cron.ts';
import { dayOf, timeOf, weekdayOf } from './civil-day.ts';
import { daysOfMonth } from './cron-day.ts';
import type { Rule } from './transition.ts';

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
  /** Selects every day where the calendar decides. */
  readonly selects: DaySelector;
  /** The years in which the rule has days, ascending; null when every year is like the others. */
  readonly years: readonly number[] | null;
}

/**
 * Reads a rule once, so that many days can be asked for.
 * @throws CronError for a cron expression that cannot be read
 * @throws RangeError for a time or date that cannot be read
 */
export function timesOf(rule: Rule): RuleTimes {
  if (rule.kind === 'cron') return cronTimes(rule.cron);
  const times = [timeOf(rule.time)];
  if (rule.kind === 'once') {
    const date = dayOf(rule.date);
    return { times, selects: (day) => day === date, years: [new Date(date).getUTCFullYear()] };
  }
  const { days } = rule;
  return { times, selects: typeof days === 'string' ? () => true : (day) => days.includes(weekdayOf(day)), years: null };
}

function cronTimes(expression: string): RuleTimes {
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
