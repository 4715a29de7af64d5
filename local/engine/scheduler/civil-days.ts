import { dayMs } from '../../../shared/schedule/civil-day.ts';
import { WallTime } from '../../../shared/schedule/wall-time.ts';

/** Whole days of the calendar. `first` is midnight of the first date as if it were UTC, in milliseconds. */
export interface CivilDays {
  readonly first: number;
  readonly count: number;
}

/** From the first instant of days in a zone on, up to the first instant after them; epoch milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** When days begin and end in a zone. Throws RangeError when `timeZone` is not a zone that Intl knows. */
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
  // A date that a zone left out when it changed sides of the date line: the next one begins where it would have.
  return beginningOf(day + dayMs, wallTime);
}
