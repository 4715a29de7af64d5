import type { Configuration, Schedule } from '../contract/compiled-configuration.ts';
import { dayMs, dayOfWall, parseDay, parseTime } from '../schedule/civil-day.ts';
import { calendarEnd } from '../schedule/day-table.ts';
import { asksCalendar, unknownYearWarning } from '../schedule/transition.ts';
import { WallTime } from '../schedule/wall-time.ts';
import { dotted } from '../text/describe-value.ts';
import { placeWarnings } from './rules/known-places.ts';
import { restartWarnings } from './rules/restart-warnings.ts';
import { sharedWarnings } from './rules/shared-instances.ts';

/**
 * Warnings about what a configuration may have, but what could surprise its owner: calendars whose
 * data ends within a year of `now` (epoch milliseconds), exceptions and times in the past, regions
 * and ids that look wrong, restarts that mean something else than they seem to, instances that
 * several schedules or restarts act on. Each is one line for people.
 */
export function configurationWarnings(configuration: Configuration, now: number): readonly string[] {
  const { calendars, schedules } = configuration;
  const own = Object.entries(schedules).flatMap(([name, schedule]) => {
    const wall = new WallTime(schedule.timezone).at(now);
    const said = [...calendarWarnings(schedule, calendars, dayOfWall(wall)), ...pastWarnings(schedule, wall)];
    return said.map((warning) => `${dotted(['schedules', name])}: ${warning}`);
  });
  return [...own, ...placeWarnings(configuration), ...restartWarnings(configuration), ...sharedWarnings(configuration)];
}

/** A calendar must have data for this many days ahead: the longest plan, 29 February included. */
const daysAhead = 366;

function calendarWarnings(schedule: Schedule, calendars: Configuration['calendars'], today: number): readonly string[] {
  const { calendar, transitions } = schedule;
  const table = calendar === null ? undefined : calendars[calendar];
  const end = table === undefined || !transitions.some(asksCalendar) ? null : calendarEnd(table, today);
  if (table === undefined || end === null || end.days >= daysAhead) return [];
  return [unknownYearWarning(schedule, table, end.year)];
}

function pastWarnings({ exceptions, transitions }: Schedule, wall: number): readonly string[] {
  const ended = exceptions.flatMap(({ from, to, because }, index) => {
    if ((parseDay(to) ?? 0) + dayMs > wall) return [];
    const days = from === to ? from : `${from} to ${to}`;
    return [`exception ${index + 1} (${days}${because === '' ? '' : `, ${because}`}) is in the past; delete it`];
  });
  const gone = transitions.flatMap(({ action, rule }) => {
    if (rule.kind !== 'once' || (parseDay(rule.date) ?? 0) + (parseTime(rule.time) ?? 0) > wall) return [];
    return [`${action} once at ${rule.date}T${rule.time} is in the past; delete it`];
  });
  return [...ended, ...gone];
}
