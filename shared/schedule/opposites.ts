import { parseCron } from './aws-cron.ts';
import { dayMs, dayOf } from './civil-day.ts';
import { exceptionOn } from './decision.ts';
import { type RuleTimes, timesOf } from './rule-times.ts';
import { asksCalendar, followsWorkday, type TimedSchedule, type Transition } from './transition.ts';
import { WallTime } from './wall-time.ts';

/**
 * A start and a stop of one schedule that come close together. `first` and `second` are indices of
 * the schedule's transitions, `at` their epoch milliseconds.
 */
export interface Opposites {
  readonly first: number;
  readonly second: number;
  readonly at: readonly [number, number];
}

type Row = RuleTimes & { readonly transition: Transition; readonly index: number };
type Moment = { readonly at: number; readonly row: Row };

/**
 * One year is enough for rules that repeat every week. Cron rules may depend on months and leap
 * years, so they get four.
 */
const firstYear = 2026;
const ordinaryYears = 1;
const cronYears = 4;
/**
 * A job lasts two days at most: twice the longest duration of a configuration. One day more for
 * the clock changes.
 */
const nearbyDays = 3;
/** A longer exception is looked at for this many days: a year shows all that it can do. */
const longestException = 366;

/**
 * The start and the stop of a schedule that are nearest in time to each other, clock changes
 * included; null when the schedule has only starts or only stops. A calendar may make any day a
 * workday, so every day counts. Exceptions have dates, so only what they really do counts.
 * @throws CronError, RangeError when a rule or the zone cannot be read
 */
export function nearestOpposites(schedule: TimedSchedule): Opposites | null {
  const rows = schedule.transitions.map((transition, index) => ({ ...timesOf(transition.rule), transition, index }));
  if (new Set(rows.map(({ transition }) => transition.action)).size < 2) return null;
  const wallTime = new WallTime(schedule.timezone);
  const days = usualDays(rows);
  const usual = rows
    .filter(({ transition }) => transition.rule.kind !== 'once')
    .flatMap((row) => momentsOf(row, days.filter(isUsualDay(row)), wallTime));
  const dated = datedDays(schedule);
  const special = rows.flatMap((row) => momentsOf(row, dated.filter(isRealDay(row, schedule)), wallTime));
  return nearer(nearestOf(usual), nearestOf(special));
}

function momentsOf(row: Row, days: readonly number[], wallTime: WallTime): Moment[] {
  return days.flatMap((day) => [...wallTime.instantsOf(day, row.times)].map((at) => ({ at, row })));
}

function isUsualDay({ transition, selects }: Row): (day: number) => boolean {
  return asksCalendar(transition) ? () => true : selects;
}

function isRealDay(row: Row, { exceptions }: TimedSchedule): (day: number) => boolean {
  const { transition } = row;
  const isUsual = isUsualDay(row);
  return (day) => {
    const effect = exceptionOn(exceptions, transition.action, followsWorkday(transition) ? day - dayMs : day)?.effect;
    if (effect === 'skip') return false;
    return isUsual(day) || (effect === 'run' && transition.rule.kind !== 'once');
  };
}

function usualDays(rows: readonly Row[]): readonly number[] {
  const years = rows.some(({ transition }) => transition.rule.kind === 'cron') ? cronYears : ordinaryYears;
  return daysFrom(Date.UTC(firstYear, 0), Date.UTC(firstYear + years, 0));
}

// The days around everything that has a date or a year of its own.
function datedDays({ transitions, exceptions }: TimedSchedule): readonly number[] {
  const around = (from: number, to: number) => daysFrom(from - nearbyDays * dayMs, to + (nearbyDays + 1) * dayMs);
  const dated = transitions.flatMap(({ rule }) => {
    if (rule.kind === 'once') return around(dayOf(rule.date), dayOf(rule.date));
    return rule.kind === 'cron' ? yearsOf(rule.cron).flatMap((year) => daysFrom(Date.UTC(year, 0), Date.UTC(year + 1, 0))) : [];
  });
  const excepted = exceptions
    .filter(({ effect }) => effect === 'run')
    .flatMap(({ from, to }) => around(dayOf(from), Math.min(dayOf(to), dayOf(from) + longestException * dayMs)));
  return [...new Set([...dated, ...excepted])];
}

// The first years that a cron expression asks for; none when these are the usual years.
function yearsOf(cron: string): readonly number[] {
  const years = parseCron(cron)
    .years.filter((year) => year >= firstYear)
    .slice(0, cronYears);
  return years.at(-1) === firstYear + cronYears - 1 && years.length === cronYears ? [] : years;
}

function daysFrom(first: number, end: number): readonly number[] {
  return Array.from({ length: (end - first) / dayMs }, (_, n) => first + n * dayMs);
}

function nearestOf(moments: readonly Moment[]): Opposites | null {
  let nearest: Opposites | null = null;
  let before: Moment | null = null;
  for (const moment of moments.toSorted((a, b) => a.at - b.at)) {
    if (before !== null && before.row.transition.action !== moment.row.transition.action) {
      nearest = nearer(nearest, { first: before.row.index, second: moment.row.index, at: [before.at, moment.at] });
    }
    before = moment;
  }
  return nearest;
}

function nearer(a: Opposites | null, b: Opposites | null): Opposites | null {
  if (a === null || b === null) return a ?? b;
  return b.at[1] - b.at[0] < a.at[1] - a.at[0] ? b : a;
}
