import { dayMs } from '../../../shared/schedule/civil-day.ts';
import type { DayTable } from '../../../shared/schedule/day-table.ts';
import type { Rule, TimedSchedule } from '../../../shared/schedule/transition.ts';
import { type DrawnSchedule, drawnDays, drawnFrom, knownCrons } from './any-schedule.ts';

/**
 * Dates as texts, a few weeks more on each side than are drawn. They are made once, because a text
 * of each day is asked for thousands of times.
 */
const dates = new Map(
  Array.from({ length: drawnDays + 100 }, (_, n) => drawnFrom + (n - 50) * dayMs).map((day) => [
    day,
    new Date(day).toISOString().slice(0, 10),
  ]),
);
const iso = (day: number): string => dates.get(day) ?? new Date(day).toISOString().slice(0, 10);
const weekdayOf = (day: number): number => new Date(day).getUTCDay() + 1;
const mondayOf = (day: number): number => day - ((weekdayOf(day) + 5) % 7) * dayMs;

/** Whether people work on a day, and whether the calendar knows that. */
interface Work {
  readonly worked: boolean;
  readonly known: boolean;
}

function workOn({ schedule, table }: DrawnSchedule, day: number): Work {
  return workIn(table, day, table.workSaturdays, schedule.unknownYear === 'weekdays');
}

// A list has no working Saturdays for some of its calendars: they are those of all.
function workIn(table: DayTable, day: number, saturdays: DayTable['workSaturdays'], guesses: boolean): Work {
  for (const [date, days] of [[iso(day), table] as const, [iso(day).slice(5), table.yearly] as const]) {
    if (days !== undefined && date in days.workdays) return { worked: true, known: true };
    if (days !== undefined && date in days.holidays) return { worked: false, known: true };
  }
  if (table.anyOf !== undefined) {
    const all = table.anyOf.map((each) => workIn(each, day, saturdays ?? each.workSaturdays, guesses));
    if (all.some(({ worked, known }) => worked && known)) return { worked: true, known: true };
    return { worked: all.some(({ worked }) => worked), known: all.every(({ known }) => known) };
  }
  const isWorkSaturday = saturdays !== undefined && weekdayOf(day) === 7 && isCounted(saturdays.every, saturdays.from, day);
  const known = table.years === null || table.years.includes(Number(iso(day).slice(0, 4)));
  const worked = isWorkSaturday || !table.weekend.includes(weekdayOf(day));
  return { worked: worked && (known || guesses), known };
}

function isCounted(every: number, from: string, day: number): boolean {
  return iso(day) >= from && ((mondayOf(day) - mondayOf(Date.parse(from))) / (7 * dayMs)) % every === 0;
}

/** The dates between two others; without years they come again each year, perhaps over New Year. */
function isBetween(from: string | undefined, to: string | undefined, day: number): boolean {
  const yearly = (from ?? to ?? '').length === 5;
  const date = yearly ? iso(day).slice(5) : iso(day);
  const [after, before] = [from === undefined || date >= from, to === undefined || date <= to];
  return yearly && (from ?? '') > (to ?? '') ? after || before : after && before;
}

/** The days that a rule has by itself, whatever the calendar says. */
function hasDay(rule: Rule, day: number): boolean {
  if (rule.kind === 'once') return iso(day) === rule.date;
  if (!isBetween(rule.from, rule.to, day)) return false;
  if (rule.kind === 'cron') return knownCrons[rule.cron]?.has(new Date(day)) ?? false;
  const { days, only, every, from = '' } = rule;
  if (only !== undefined && !only.includes(weekdayOf(day))) return false;
  if (every !== undefined && !isCounted(every, from, day)) return false;
  if (typeof days === 'string') return true;
  if (!('nth' in days)) return days.includes(weekdayOf(day));
  const counted = day - days.plus * dayMs;
  const ofMonth = Array.from({ length: 31 }, (_, n) => Date.parse(`${iso(counted).slice(0, 8)}01`) + n * dayMs);
  const alike = ofMonth.filter((each) => iso(each).slice(0, 7) === iso(counted).slice(0, 7) && weekdayOf(each) === days.weekday);
  return alike.at(days.nth < 0 ? -1 : days.nth - 1) === counted;
}

/** Whether the calendar's word meets a day on which people work. */
function isMet(drawn: DrawnSchedule, word: string, day: number): boolean {
  const refuses = ({ known }: { readonly known: boolean }): boolean => !known && drawn.schedule.unknownYear === 'fail';
  if (word === 'before-days-off') {
    const next = workOn(drawn, day + dayMs);
    return !next.worked && !refuses(next);
  }
  if (word !== 'first-workday' && word !== 'last-workday') return true;
  const step = word === 'last-workday' ? dayMs : -dayMs;
  for (let other = day + step; iso(other).slice(0, 7) === iso(day).slice(0, 7); other += step) {
    const work = workOn(drawn, other);
    if (work.worked || refuses(work)) return false;
  }
  return true;
}

function isRun(drawn: DrawnSchedule, { action, rule }: TimedSchedule['transitions'][number], day: number): boolean {
  if (!hasDay(rule, day)) return false;
  if (rule.kind === 'once') return true;
  const word = rule.kind === 'at' && typeof rule.days === 'string' && rule.days !== 'daily' ? rule.days : null;
  const exception = drawn.schedule.exceptions.find((each) => each.actions.includes(action) && isBetween(each.from, each.to, day));
  if (exception?.effect === 'skip') return false;
  if (word === null) return true;
  return (exception !== undefined || workOn(drawn, day).worked) && isMet(drawn, word, day);
}

/**
 * The wall times at which a schedule runs, told by strings and weekdays: nothing here is the code
 * under test's. Each is `start 1767052800000`. `isShown` tells whether the clock shows a wall time:
 * the last stop of a schedule that ends is one that really happens.
 */
export function wallTimes(drawn: DrawnSchedule, isShown: (wall: number) => boolean): Set<string> {
  const { from, until } = drawn.schedule;
  // A window that is open at the end may have begun long before.
  const first = until === undefined ? drawnFrom : drawnFrom - 400 * dayMs;
  const found = new Set<string>();
  for (const transition of drawn.schedule.transitions) {
    const { rule } = transition;
    const times = rule.kind === 'cron' ? (knownCrons[rule.cron]?.times ?? []) : [rule.time];
    const before = rule.kind === 'at' && rule.days === 'after-workdays' ? dayMs : 0;
    for (let day = first; day < drawnFrom + drawnDays * dayMs; day += dayMs) {
      if ((from !== undefined && iso(day - before) < from) || !isRun(drawn, transition, day - before)) continue;
      for (const time of times) found.add(`${transition.action} ${Date.parse(`${iso(day)}T${time}:00Z`)}`);
    }
  }
  if (until === undefined) return found;
  const kept = cutAfter(found, Date.parse(until), (wall) => wall < drawnFrom || isShown(wall));
  return new Set([...kept].filter((key) => Number(key.split(' ')[1]) >= drawnFrom));
}

// What is left of the wall times when a schedule ends with a day: a window that is open then gets
// the stop that would come next. The morning after belongs to its evening.
function cutAfter(found: ReadonlySet<string>, lastDay: number, isShown: (wall: number) => boolean): Set<string> {
  const all = [...found]
    .map((key) => ({ key, action: key.split(' ')[0], wall: Number(key.split(' ')[1]) }))
    .sort((a, b) => a.wall - b.wall);
  const [kept, gone] = [all.filter(({ wall }) => wall < lastDay + dayMs), all.filter(({ wall }) => wall >= lastDay + dayMs)];
  const last = kept.findLast(({ wall }) => isShown(wall));
  const closing = last?.action === 'start' ? gone.findIndex(({ action, wall }) => action === 'stop' && isShown(wall)) : -1;
  const stops = gone.slice(0, closing + 1).filter(({ action }) => action === 'stop');
  return new Set([...kept, ...stops].map(({ key }) => key));
}
