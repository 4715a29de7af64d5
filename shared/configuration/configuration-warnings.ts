import type { Configuration, Schedule } from '../contract/compiled-configuration.ts';
import { warningsAhead } from '../plan/warnings-ahead.ts';
import { lackWarnings, unsureDayWarnings } from '../schedule/calendar-doubts.ts';
import { dayMs, dayOf, dayOfWall, parseDay, parseTime } from '../schedule/civil-day.ts';
import { isYearly } from '../schedule/date-span.ts';
import { calendarEnd, type DayTable } from '../schedule/day-table.ts';
import { type Entry, Timetable } from '../schedule/timetable.ts';
import { asksCalendar, type Exception, unknownYearWarning } from '../schedule/transition.ts';
import { WallTime } from '../schedule/wall-time.ts';
import { dotted } from '../text/describe-value.ts';
import { placeWarnings } from './rules/known-places.ts';
import { restartWarnings } from './rules/restart-warnings.ts';
import { sharedWarnings } from './rules/shared-instances.ts';

/**
 * Warnings about what a configuration may have, but what could surprise its owner: those of
 * `standingWarnings`, calendars whose data ends within a year of `now` (epoch milliseconds), days of
 * that year that are not certain, kinds of days that a calendar never has, and what is odd about the
 * next 400 days. Each is one line for people.
 */
export function configurationWarnings(configuration: Configuration, now: number): readonly string[] {
  const { calendars } = configuration;
  const schedules = lastingSchedules(configuration, now);
  const ends = Object.entries(schedules).flatMap(([name, schedule]) =>
    calendarWarnings(schedule, calendars, dayOfWall(wallOf(schedule, now))).map((warning) => saidOf(name, warning)),
  );
  return [...ends, ...warningsAhead({ schedules, calendars }, now), ...standingWarnings(configuration, now)];
}

/**
 * The warnings that are about no days to come: schedules that have ended, of which nothing else is
 * said, exceptions and times in the past, exceptions that add nothing, regions and ids that look
 * wrong, restarts that mean something else than they seem to, instances that several schedules or
 * restarts act on. A plan has warnings of its own about its days.
 */
export function standingWarnings(configuration: Configuration, now: number): readonly string[] {
  const lasting = { ...configuration, schedules: lastingSchedules(configuration, now) };
  const { restarts, calendars } = configuration;
  const own = Object.entries(configuration.schedules).flatMap(([name, schedule]) => {
    if (!Object.hasOwn(lasting.schedules, name)) {
      const users = Object.keys(restarts).filter((restart) => restarts[restart]?.schedule === name);
      const more = users.length === 0 ? '' : `, and first from restarts: ${users.join(', ')}`;
      return [saidOf(name, `ended on ${schedule.until}; delete it${more}`)];
    }
    const wall = wallOf(schedule, now);
    const table = calendars[schedule.calendar ?? ''] ?? null;
    const said = [...pastWarnings(schedule, wall), ...emptyExceptionWarnings(schedule, table, wall)];
    return said.map((warning) => saidOf(name, warning));
  });
  return [...own, ...placeWarnings(lasting), ...restartWarnings(lasting), ...sharedWarnings(lasting)];
}

// Those that have not ended by today in their zone; the last window is a part of a schedule.
function lastingSchedules({ schedules, calendars }: Configuration, now: number): Configuration['schedules'] {
  const lasting = Object.entries(schedules).filter(([, schedule]) => {
    const { until, calendar } = schedule;
    if (until === undefined) return true;
    const today = dayOfWall(wallOf(schedule, now));
    const closing = new Timetable(schedule, calendars[calendar ?? ''] ?? null).closingStop();
    return (closing?.day ?? dayOf(until)) >= today;
  });
  return Object.fromEntries(lasting);
}

function wallOf({ timezone }: Schedule, now: number): number {
  return new WallTime(timezone).at(now);
}

function saidOf(schedule: string, warning: string): string {
  return `${dotted(['schedules', schedule])}: ${warning}`;
}

/** A calendar must have data for this many days ahead: the longest plan, 29 February included. */
const daysAhead = 366;

function calendarWarnings(schedule: Schedule, calendars: Configuration['calendars'], today: number): readonly string[] {
  const { calendar, transitions, until } = schedule;
  const table = calendar === null ? undefined : calendars[calendar];
  if (table === undefined || !transitions.some(asksCalendar)) return [];
  const end = calendarEnd(table, today);
  const isFar = end === null || end.days >= daysAhead || (until !== undefined && until < `${end.year}`);
  return [
    ...(isFar ? [] : [unknownYearWarning(schedule, table, end.year)]),
    ...unsureDayWarnings(schedule, table, today, daysAhead),
    ...lackWarnings(calendar, table),
  ];
}

function pastWarnings({ exceptions, transitions }: Schedule, wall: number): readonly string[] {
  const ended = exceptions.flatMap((exception, index) =>
    isPast(exception, wall) ? [`${exceptionText(exception, index)} is in the past; delete it`] : [],
  );
  const gone = transitions.flatMap(({ action, rule }) => {
    // A night that begins on the last date ends on the day after it.
    if (rule.kind !== 'once' && rule.to !== undefined && isPast({ to: rule.to }, wall - dayMs)) {
      const what = rule.kind === 'at' ? `at ${rule.time}` : `by cron ${rule.cron}`;
      return [`${action} ${what} counts up to ${rule.to}, which is in the past; delete it`];
    }
    if (rule.kind !== 'once' || (parseDay(rule.date) ?? 0) + (parseTime(rule.time) ?? 0) > wall) return [];
    return [`${action} once at ${rule.date}T${rule.time} is in the past; delete it`];
  });
  return [...ended, ...gone];
}

/** A longer exception is looked at for a year. */
const longestException = 366;

// On a day of `run` a schedule does as on a workday: what that adds is seen by leaving the exception
// out.
function emptyExceptionWarnings(schedule: Schedule, table: DayTable | null, wall: number): readonly string[] {
  return schedule.exceptions.flatMap((exception, index) => {
    const { effect, actions } = exception;
    if (effect !== 'run' || isPast(exception, wall)) return [];
    const others = schedule.exceptions.filter((each) => each !== exception);
    const [withIt, without] = [new Timetable(schedule, table), new Timetable({ ...schedule, exceptions: others }, table)];
    const isAdded = (day: number): boolean => {
      const ran = new Set(without.entriesOn(day).filter(isRun).map(keyOf));
      return withIt.entriesOn(day).some((entry) => isRun(entry) && !ran.has(keyOf(entry)));
    };
    if (daysOf(exception, wall).some(isAdded)) return [];
    const what = `${exceptionText(exception, index)} adds ${actions.length === 1 ? `no ${actions[0]}` : 'nothing'}`;
    const isDue = daysOf(exception, wall).some((day) =>
      withIt.entriesOn(day).some((entry) => isRun(entry) && actions.includes(entry.action)),
    );
    return isDue
      ? [`${what}, because only what is due anyway runs there; write a once for more, or delete it`]
      : [`${what}, because no time on workdays is added there; write a once, or days: workdays`];
  });
}

// With the morning after it, which a night may end on.
function daysOf({ from, to }: Exception, wall: number): readonly number[] {
  const [first, count] = isYearly(from)
    ? [dayOfWall(wall), longestException]
    : [dayOf(from), Math.min(longestException, (dayOf(to) - dayOf(from)) / dayMs + 2)];
  return Array.from({ length: count }, (_, n) => first + n * dayMs);
}

function isRun({ decision }: Entry): boolean {
  return decision.kind === 'run';
}

function keyOf({ action, time }: Entry): string {
  return `${action} ${time}`;
}

function isPast({ to }: Pick<Exception, 'to'>, wall: number): boolean {
  return !isYearly(to) && (parseDay(to) ?? 0) + dayMs <= wall;
}

function exceptionText({ from, to, because }: Exception, index: number): string {
  const days = from === to ? from : `${from} to ${to}`;
  return `exception ${index + 1} (${days}${because === '' ? '' : `, ${because}`})`;
}
