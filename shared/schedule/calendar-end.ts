import { dayMs } from './civil-day.ts';
import type { DayTable } from './day-table.ts';

/** Where a calendar's knowledge ends, seen from a day. */
export interface CalendarEnd {
  /** The first year, from the day's own on, of which the calendar knows nothing. */
  readonly year: number;
  /** Whole days until it begins; 0 on its first day, negative afterwards. */
  readonly days: number;
}

/** The end of what a calendar knows; null for one that needs no data. */
export function calendarEnd({ years }: DayTable, day: number): CalendarEnd | null {
  if (years === null) return null;
  let year = new Date(day).getUTCFullYear();
  while (years.includes(year)) year += 1;
  return { year, days: (Date.UTC(year, 0) - day) / dayMs };
}
