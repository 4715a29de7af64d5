import { dayMs, dayOf } from './civil-day.ts';
import { isInSpan } from './date-span.ts';
import { exceptionOn } from './decision.ts';
import { apart, type Moment, nearestOf, type Opposites, type OppositesRow } from './opposite-moments.ts';
import { timesOf } from './rule-times.ts';
import { followsWorkday, type TimedSchedule } from './transition.ts';
import { usualOpposites } from './usual-opposites.ts';
import { WallTime } from './wall-time.ts';

/**
 * A job lasts two days at most: twice the longest duration of a configuration. One day more for
 * the clock changes.
 */
const nearbyDays = 3;
/**
 * The start and the stop of a schedule that are nearest in time to each other, clock changes
 * included; null when the schedule has only starts or only stops. A calendar may make any day a
 * workday, so every day counts. Exceptions have dates, so only what they really do counts.
 * @throws CronError, RangeError when a rule or the zone cannot be read
 */
export function nearestOpposites(schedule: TimedSchedule): Opposites | null {
  const rows = schedule.transitions.map((transition, index): OppositesRow => {
    const times = timesOf(transition.rule);
    const { selects } = times;
    return { ...times, transition, index, counts: followsWorkday(transition) ? (day) => selects(day - dayMs) : selects };
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

// What a row does on a day when the exceptions count too. An exception adds no day: a calendar may
// make any day a workday, so every day counts already.
function isReal({ transition, counts }: OppositesRow, { exceptions }: TimedSchedule, day: number): boolean {
  if (!counts(day)) return false;
  if (transition.rule.kind === 'once') return true;
  return exceptionOn(exceptions, transition.action, followsWorkday(transition) ? day - dayMs : day)?.effect !== 'skip';
}

// A skipped day may take the morning after it along.
function isSkippedDay({ exceptions }: TimedSchedule): (day: number) => boolean {
  const skips = exceptions.filter(({ effect }) => effect === 'skip');
  return (day) => skips.some((each) => isInSpan(each, day) || isInSpan(each, day - dayMs));
}

// The days around everything that has a date of its own.
function datedDays({ transitions }: TimedSchedule): readonly number[] {
  const dates = transitions.flatMap(({ rule }) => (rule.kind === 'once' ? [dayOf(rule.date)] : []));
  const near = Array.from({ length: 2 * nearbyDays + 1 }, (_, n) => (n - nearbyDays) * dayMs);
  return [...new Set(dates.flatMap((date) => near.map((after) => date + after)))];
}
