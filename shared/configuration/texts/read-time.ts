import { parseDay, parseTime } from '../../schedule/civil-day.ts';
import { quote } from '../../text/describe-value.ts';
import type { Reading } from '../../text/reading.ts';

/** Reads a time of day, `08:30`, from 00:00 to 23:59. */
export function readTime(text: string): Reading<string> {
  if (parseTime(text) !== null) return { value: text };
  const problem = `${quote(text)} is not a time of day`;
  if (/^24:00(:00)?$/.test(text)) {
    const fix = 'write "00:00" and the days that follow: tue-sat for mon-fri, after-workdays for workdays';
    return { problem, fix };
  }
  const [, hour, minute] = /^(\d{1,2}):(\d{2})(?::00)?$/.exec(text) ?? [];
  const meant = `${hour?.padStart(2, '0')}:${minute}`;
  return { problem, fix: parseTime(meant) === null ? 'write hours and minutes from 00:00 to 23:59' : `write "${meant}"` };
}

/** Reads a date, `2026-11-28`. */
export function readDate(text: string): Reading<string> {
  if (parseDay(text) !== null) return { value: text };
  const looksRight = /^\d{4}-\d{2}-\d{2}$/.test(text);
  return looksRight
    ? { problem: `${text} does not exist`, fix: 'write a day that this month has' }
    : { problem: `${quote(text)} is not a date`, fix: 'write year, month and day, such as 2026-11-28' };
}

/** Reads a day of each year, `12-24`. 29 February is one: other years go without it. */
export function readYearly(text: string): Reading<string> {
  if (isDayOfLeapYear(text)) return { value: text };
  const [, month = '', day = ''] = /^(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
  const [padded, turned] = [
    [month, day],
    [day, month],
  ].map((parts) => parts.map((part) => part.padStart(2, '0')).join('-'));
  if (padded !== text && isDayOfLeapYear(padded)) return { problem: `${quote(text)} is not a day`, fix: `write "${padded}"` };
  if (isDayOfLeapYear(turned)) return { problem: `${text} does not exist`, fix: `write the month first: "${turned}"` };
  return month === ''
    ? { problem: `${quote(text)} is not a day of each year`, fix: 'write month and day, such as 12-24' }
    : { problem: `${text} does not exist`, fix: 'write a day that this month has, such as 12-24' };
}

/** Reads a date, `2026-11-28`, or a day of each year, `11-28`. */
export function readDateOrYearly(text: string): Reading<string> {
  if (/^\d{1,2}-\d{1,2}$/.test(text)) return readYearly(text);
  const date = readDate(text);
  return 'value' in date || /^\d{4}-\d{2}-\d{2}$/.test(text) ? date : { ...date, fix: `${date.fix}, or 11-28 for each year` };
}

/**
 * Reads a date with a time of day, `2026-12-24T18:00`, which is understood in the schedule's zone.
 */
export function readMoment(text: string): Reading<{ readonly date: string; readonly time: string }> {
  const [, date, time, rest] = /^([^T ]+)[T ](\d{1,2}:\d{2})(.*)$/.exec(text) ?? [];
  if (date === undefined || time === undefined || rest === undefined) {
    return { problem: `${quote(text)} is not a date with a time`, fix: 'write both, such as 2026-12-24T18:00' };
  }
  const day = readDate(date);
  if ('problem' in day) return day;
  const hour = readTime(time);
  if ('problem' in hour) return time === '24:00' ? { problem: hour.problem, fix: 'write 00:00 of the next day' } : hour;
  const meant = `${date}T${time}`;
  if (text === meant) return { value: { date, time } };
  const problem =
    rest === '' ? `${quote(text)} has no T between date and time` : `${quote(text)} has more than hours and minutes`;
  return { problem, fix: `write ${meant}, in the time zone of the schedule` };
}

// 2024 has a 29 February.
function isDayOfLeapYear(text: string | undefined): boolean {
  return parseDay(`2024-${text}`) !== null;
}
