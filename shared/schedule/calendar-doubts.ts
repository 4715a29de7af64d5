import { dayMs, dayOf, dayText, weekdayOf } from './civil-day.ts';
import { isInSpan } from './date-span.ts';
import type { DayTable } from './day-table.ts';
import type { TimedSchedule } from './transition.ts';

/** The part of a schedule that says for which days it asks which calendar. */
type AskedDays = Pick<TimedSchedule, 'calendar' | 'from' | 'until'>;

/**
 * Tells people of the days of a schedule's calendar that are not certain, within some days from
 * `fromDay`: a clause for each doubt, in order of time. A day on which nobody works anyhow is left
 * out, and a day outside the schedule.
 */
export function unsureDayWarnings(
  { calendar, from, until }: AskedDays,
  table: DayTable,
  fromDay: number,
  days: number,
): string[] {
  const byDoubt = new Map<string, number[]>();
  for (const [date, doubt] of Object.entries(table.unsure ?? {})) {
    const day = dayOf(date);
    const isNear = day >= fromDay && day < fromDay + days * dayMs && isInSpan({ from, to: until }, day);
    if (isNear && !table.weekend.includes(weekdayOf(day))) byDoubt.set(doubt, [...(byDoubt.get(doubt) ?? []), day]);
  }
  return [...byDoubt]
    .map(([doubt, dates]) => ({ doubt, dates: dates.sort((a, b) => a - b), first: Math.min(...dates) }))
    .sort((a, b) => a.first - b.first)
    .map(({ doubt, dates }) => `calendar ${calendar} is not sure of ${spansText(dates)}: ${doubt}`);
}

/** Tells people what the data of a calendar never has, a clause for each kind. */
export function lackWarnings(calendar: string | null, { lacks = [] }: DayTable): string[] {
  return lacks.map((lack) => `calendar ${calendar} has no ${lack}; list them in its holidays and workdays`);
}

// `2027-03-09 to 2027-03-11, 2027-05-16`: days in a row are one span.
function spansText(days: readonly number[]): string {
  const spans: { first: number; last: number }[] = [];
  for (const day of days) {
    const open = spans.at(-1);
    if (open !== undefined && day === open.last + dayMs) open.last = day;
    else spans.push({ first: day, last: day });
  }
  return spans.map(({ first, last }) => (first === last ? dayText(first) : `${dayText(first)} to ${dayText(last)}`)).join(', ');
}
