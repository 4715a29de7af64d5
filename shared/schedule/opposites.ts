import { dayMs, dayOf } from './civil-day.ts';
import { exceptionOn } from './decision.ts';
import { apart, type Moment, nearestOf, type Opposites, type OppositesRow } from './opposite-moments.ts';
import { timesOf } from './rule-times.ts';
import { asksCalendar, followsWorkday, type TimedSchedule } from './transition.ts';
import { usualOpposites } from './usual-opposites.ts';
import { WallTime } from './wall-time.ts';

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
  const rows = schedule.transitions.map((transition, index): OppositesRow => {
    const times = timesOf(transition.rule);
    return { ...times, transition, index, counts: asksCalendar(transition) ? () => true : times.selects };
  });
  if (new Set(rows.map(({ transition }) => transition.action)).size < 2) return null;
  const usual = usualOpposites({
    rows: rows.filter(({ transition }) => transition.rule.kind !== 'once'),
    timeZone: schedule.timezone,
    isExcepted: isSkippedDay(schedule),
    isReal: (row, day) => isReal(row, schedule, day),
  });
  const wallTime = new WallTime(schedule.timezone);
  const dated = datedDays(schedule);
  const special = nearestOf(
    rows.flatMap((row) =>
      momentsOf(
        row,
        dated.filter((day) => isReal(row, schedule, day)),
        wallTime,
      ),
    ),
  );
  return apart(special) < apart(usual) ? special : usual;
}

function momentsOf(row: OppositesRow, days: readonly number[], wallTime: WallTime): Moment[] {
  return days.flatMap((day) => [...wallTime.instantsOf(day, row.times)].map((at) => ({ at, row })));
}

// What a row does on a day when the exceptions count too.
function isReal({ transition, counts }: OppositesRow, { exceptions }: TimedSchedule, day: number): boolean {
  const effect = exceptionOn(exceptions, transition.action, followsWorkday(transition) ? day - dayMs : day)?.effect;
  if (effect === 'skip') return false;
  return counts(day) || (effect === 'run' && transition.rule.kind !== 'once');
}

// A skipped day may take the morning after it along.
function isSkippedDay({ exceptions }: TimedSchedule): (day: number) => boolean {
  const spans = exceptions.flatMap(({ effect, from, to }) =>
    effect === 'skip' ? [{ first: dayOf(from), last: dayOf(to) }] : [],
  );
  return (day) => spans.some(({ first, last }) => first <= day && day <= last + dayMs);
}

// The days around everything that has a date of its own.
function datedDays({ transitions, exceptions }: TimedSchedule): readonly number[] {
  const around = (from: number, to: number) => daysFrom(from - nearbyDays * dayMs, to + (nearbyDays + 1) * dayMs);
  const dated = transitions.flatMap(({ rule }) => (rule.kind === 'once' ? around(dayOf(rule.date), dayOf(rule.date)) : []));
  const excepted = exceptions
    .filter(({ effect }) => effect === 'run')
    .flatMap(({ from, to }) => around(dayOf(from), Math.min(dayOf(to), dayOf(from) + longestException * dayMs)));
  return [...new Set([...dated, ...excepted])];
}

function daysFrom(first: number, end: number): readonly number[] {
  return Array.from({ length: (end - first) / dayMs }, (_, n) => first + n * dayMs);
}
