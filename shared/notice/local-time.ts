import { dayOfWall, dayText, timeText, weekdayOf } from '../schedule/civil-day.ts';
import { WallTime } from '../schedule/wall-time.ts';

const weekdays = ['', 'Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/**
 * An instant (ISO 8601 UTC) as people read it: the zone's own date and time first, UTC after it,
 * which also tells apart the two showings of a clock that goes back: `Mon 2026-11-23 08:30
 * Asia/Shanghai (2026-11-23T00:30:00Z)`. Without a zone UTC alone.
 * @throws RangeError when `timezone` is not a zone that Intl knows
 */
export function localTime(instant: string, timezone: string | null): string {
  if (timezone === null) return instant;
  const wall = new WallTime(timezone).at(Date.parse(instant));
  const day = dayOfWall(wall);
  return `${weekdays[weekdayOf(day)]} ${dayText(day)} ${timeText(wall - day)} ${timezone} (${instant})`;
}
