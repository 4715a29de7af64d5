import type { Schedule } from '../contract/compiled-configuration.ts';
import { dayMs, timeText, weekdayOf } from '../schedule/civil-day.ts';
import { cronFields } from '../schedule/cron-field.ts';
import type { Rule } from '../schedule/transition.ts';
import { localText } from './planned-moment.ts';
import type { Window } from './windows.ts';

/**
 * Why a window is longer than is usual, as far as the rules tell, and what to write, as a clause
 * for people. A stop that ends every night a day too early explains more than what happens to be
 * skipped, so it comes first.
 */
export function longWindowFix(window: Window, { transitions }: Pick<Schedule, 'transitions'>): string {
  const rules = (wanted: Window['on']): readonly At[] =>
    transitions.flatMap(({ action, rule }) =>
      action === wanted.action && rule.kind === 'at' && rule.time === timeText(wanted.time) ? [rule] : [],
    );
  const starts = rules(window.on).filter(({ days }) => !isWeekdays(days) || days.includes(weekdayOf(window.on.day)));
  const stops = window.off === null ? [] : rules(window.off);
  return nightFix(window, starts, stops) ?? missedFix(window, starts) ?? dayFix(window, starts, stops);
}

type At = Extract<Rule, { kind: 'at' }>;

// The stop at or before the start's time of day ends the night, and so belongs to the next day.
function nightFix({ on, off }: Window, starts: readonly At[], stops: readonly At[]): string | null {
  if (off === null || off.time > on.time) return null;
  const start = starts.find((each) => stops.some((stop) => sameDays(each, stop)));
  const days = start === undefined ? null : daysAfter(start);
  return days === null ? null : `the stop at ${timeText(off.time)} ends the night before: write ${atText(off.time, days)}`;
}

function sameDays(a: At, b: At): boolean {
  return JSON.stringify([a.days, a.only]) === JSON.stringify([b.days, b.only]);
}

// A holiday that skips the stop and not the start is a matter of their days.
function missedFix({ missed }: Window, starts: readonly At[]): string | null {
  if (missed === null) return null;
  const stop = `its stop of ${localText(missed)}`;
  if (missed.shown === 0) return `${stop} is left out by the clock: stop at a time that every day has`;
  if (missed.decision.cause !== 'exception' && starts.length > 0) return null;
  return `${stop} is skipped (${missed.because}): to stop then, add { once: "${localText(missed)}" } under stop`;
}

function dayFix({ on, off }: Window, [start]: readonly At[], stops: readonly At[]): string {
  if (off === null) return `to end it, add a stop after ${localText(on)}`;
  if (stops.some(({ every, from, to }) => (every ?? from ?? to) !== undefined)) {
    return `to end it sooner, look at from, to and every of the stop at ${timeText(off.time)}`;
  }
  const isNextDay = off.time <= on.time;
  const ofStart = start === undefined ? null : isNextDay ? daysAfter(start) : daysText(start);
  const days = ofStart ?? `days: ${weekdaysText([weekdayOf(isNextDay ? on.day + dayMs : on.day)])}`;
  return `to end it sooner, add ${atText(off.time, days)} under stop`;
}

function atText(time: number, days: string): string {
  return `{ at: "${timeText(time)}", ${days} }`;
}

function isWeekdays(days: At['days']): days is readonly number[] {
  return typeof days !== 'string' && !('nth' in days);
}

/** The days of a rule as a person writes them; null for a weekday of the month. */
function daysText({ days, only }: At): string | null {
  const own = typeof days === 'string' ? days : isWeekdays(days) ? weekdaysText(days) : null;
  return own === null ? null : `days: ${own}${only === undefined ? '' : `, only: ${weekdaysText(only)}`}`;
}

/** The days after those of a rule; null where no word says them. */
function daysAfter({ days, only }: At): string | null {
  // `only` counts from the day on which the night began.
  if (days === 'workdays') return daysText({ kind: 'at', time: '', days: 'after-workdays', only });
  if (days === 'daily' && only === undefined) return 'days: daily';
  return isWeekdays(days) && only === undefined ? daysText({ kind: 'at', time: '', days: days.map(nextWeekday) }) : null;
}

function nextWeekday(weekday: number): number {
  return (weekday % 7) + 1;
}

/**
 * Weekdays as a person writes them: `fri`, `tue-sat`, or `[mon, wed]`. Their week begins on Monday.
 */
function weekdaysText(weekdays: readonly number[]): string {
  const fromMonday = weekdays.map((weekday) => (weekday + 5) % 7).sort((a, b) => a - b);
  const names = fromMonday.map((day) => cronFields.dayOfWeek.names[(day + 1) % 7]?.toLowerCase());
  if (names.length === 1) return `${names[0]}`;
  const isRange = (fromMonday.at(-1) ?? 0) - (fromMonday[0] ?? 0) === names.length - 1;
  return isRange ? `${names[0]}-${names.at(-1)}` : `[${names.join(', ')}]`;
}
