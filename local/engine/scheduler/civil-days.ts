import { dayMs } from '../../../shared/schedule/civil-day.ts';
import { WallTime } from '../../../shared/schedule/wall-time.ts';

/**
 * Whole days of the calendar. `first` is midnight of the first date as if it were UTC, in
 * milliseconds.
 */
export interface CivilDays {
  readonly first: number;
  readonly count: number;
}

/** Days in a zone: their first instant, and the first instant after them; epoch milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * When days begin and end in a zone. Throws RangeError when `timeZone` is not a zone that Intl
 * knows.
 */
export function spanOf({ first, count }: CivilDays, timeZone: string): Span {
  const wallTime = new WallTime(timeZone);
  return { from: beginningOf(first, wallTime), to: beginningOf(first + count * dayMs, wallTime) };
}

// Where clocks go forward at midnight a day begins with the first minute that exists.
function beginningOf(day: number, wallTime: WallTime): number {
  for (let time = 0; time < dayMs; time += 60_000) {
    const [first] = wallTime.showingsOf(day, time);
    if (first !== undefined) return first;
  }
  // A zone that changed sides of the date line left out a date. The next date begins at the
  // instant at which it would have begun.
  return beginningOf(day + dayMs, wallTime);
}
