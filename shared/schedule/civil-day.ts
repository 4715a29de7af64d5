/** The length of a day on the calendar, in milliseconds. */
export const dayMs = 86_400_000;

/**
 * A date as a number: its midnight as if it were UTC, in milliseconds. Null for a text that is not
 * a date.
 */
export function parseDay(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const day = Date.parse(`${text}T00:00:00Z`);
  // Date.parse reads 30 February as 2 March.
  return !Number.isNaN(day) && dayText(day) === text ? day : null;
}

/**
 * The day of a text that is known to be a date, as every date of a compiled configuration is.
 * @throws RangeError for any other text
 */
export function dayOf(date: string): number {
  return known(parseDay(date), date);
}

/**
 * The milliseconds after midnight of a text that is known to be a time of day.
 * @throws RangeError for any other text
 */
export function timeOf(time: string): number {
  return known(parseTime(time), time);
}

/** The date of a day, `2026-11-28`. */
export function dayText(day: number): string {
  return new Date(day).toISOString().slice(0, 10);
}

/** The day of a wall time, both in milliseconds as if they were UTC. */
export function dayOfWall(wall: number): number {
  return Math.floor(wall / dayMs) * dayMs;
}

/** The weekday of a day as cron counts them: 1 is Sunday, 7 is Saturday. */
export function weekdayOf(day: number): number {
  // 1 January 1970 was a Thursday. Arithmetic, because plans ask for thousands of days.
  const weeks = (day / dayMs + 4) % 7;
  return Math.floor(weeks < 0 ? weeks + 7 : weeks) + 1;
}

/** A time of day as text, `08:30`, from milliseconds after midnight. */
export function timeText(time: number): string {
  return new Date(time).toISOString().slice(11, 16);
}

/**
 * The milliseconds after midnight of a text such as `08:30`. Null for a text that is not a time
 * from 00:00 to 23:59.
 */
export function parseTime(text: string): number | null {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  return hour === undefined || minute === undefined ? null : (Number(hour) * 60 + Number(minute)) * 60_000;
}

function known(value: number | null, text: string): number {
  if (value === null) throw new RangeError(`${text} is neither a date such as 2026-11-28 nor a time such as 08:30`);
  return value;
}
