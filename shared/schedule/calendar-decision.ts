import { dayMs } from './civil-day.ts';
import { type DayTable, kindOfDay } from './day-table.ts';
import type { Decision } from './decision.ts';
import { type CalendarDays, noHolidayData, type TimedSchedule } from './transition.ts';

/**
 * What a calendar's days mean for a schedule: its words for days, and its choice for unknown years.
 */
type CalendarUse = Pick<TimedSchedule, 'calendar' | 'unknownYear'>;

/**
 * Decides a day by the calendar. For `after-workdays` the day is the one on which the window
 * begins.
 */
export function calendarDecision(schedule: CalendarUse, table: DayTable, days: CalendarDays, day: number): Decision {
  const { kind: cause, because, worked } = kindOfDay(table, day);
  const place = placeAmongDays(schedule, table, days, day);
  const gap = noHolidayData(schedule.calendar, table, new Date(day).getUTCFullYear());
  if (cause === 'unknown' && schedule.unknownYear === 'fail') return { kind: 'fail', cause, because: gap };
  if (cause !== 'unknown' && !worked) {
    return isEachWorkday(days) && cause === 'holiday' ? { kind: 'skip', cause, because } : rest(cause, because);
  }
  if (place.kind === 'fail') return { kind: 'fail', cause: 'unknown', because: place.gap };
  if (cause !== 'unknown') {
    return place.kind === 'none' ? rest(cause, place.because) : { kind: 'run', cause, because: place.because ?? because };
  }
  if (!worked) return rest(cause, `weekend (${gap})`);
  if (place.kind === 'none') return rest(cause, place.because);
  if (schedule.unknownYear === 'skip') return { kind: 'skip', cause, because: gap };
  return { kind: 'run', cause, because: `assumed ${place.because ?? 'workday'} (${gap})` };
}

/** True when a calendar's days would have a day if people worked on it. */
export function isMetByWorkday(schedule: CalendarUse, table: DayTable, days: CalendarDays, day: number): boolean {
  return placeAmongDays(schedule, table, days, day).kind === 'met';
}

/**
 * What a workday is among its neighbours: `met` when the days ask for such a workday (with a reason
 * where it is more than a workday), `none` when they do not, `fail` when the answer lies in a year
 * without data, and the schedule does not want a guess.
 */
type Place =
  | { readonly kind: 'met'; readonly because: string | null }
  | { readonly kind: 'none'; readonly because: string }
  | { readonly kind: 'fail'; readonly gap: string };

function placeAmongDays(schedule: CalendarUse, table: DayTable, days: CalendarDays, day: number): Place {
  if (isEachWorkday(days)) return { kind: 'met', because: null };
  if (days === 'before-days-off') return beforeDayOff(schedule, table, day + dayMs);
  const step = days === 'last-workday' ? dayMs : -dayMs;
  const word = days === 'last-workday' ? 'last' : 'first';
  const month = new Date(day).getUTCMonth();
  for (let other = day + step; new Date(other).getUTCMonth() === month; other += step) {
    const { worked, gap } = neighbour(schedule, table, other);
    if (gap !== null && schedule.unknownYear === 'fail') return { kind: 'fail', gap };
    if (worked) return { kind: 'none', because: `not the ${word} workday of the month` };
  }
  return { kind: 'met', because: `${word} workday of the month` };
}

function beforeDayOff(schedule: CalendarUse, table: DayTable, next: number): Place {
  const { worked, gap, because } = neighbour(schedule, table, next);
  if (gap !== null && schedule.unknownYear === 'fail') return { kind: 'fail', gap };
  return worked ? { kind: 'none', because: 'the next day is a workday' } : { kind: 'met', because: `before ${because}` };
}

/** A day beside the one that is decided: in a year without data, the schedule says what it is. */
function neighbour({ calendar, unknownYear }: CalendarUse, table: DayTable, day: number) {
  const { kind, because, worked } = kindOfDay(table, day);
  if (kind !== 'unknown') return { worked, gap: null, because };
  const gap = noHolidayData(calendar, table, new Date(day).getUTCFullYear());
  return { worked: worked && unknownYear === 'weekdays', gap, because: worked ? `a day off (${gap})` : 'weekend' };
}

function isEachWorkday(days: CalendarDays): boolean {
  return days === 'workdays' || days === 'after-workdays';
}

function rest(cause: Decision['cause'], because: string): Decision {
  return { kind: 'rest', cause, because };
}
