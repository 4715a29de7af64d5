import { dayMs } from './civil-day.ts';
import { type CronDays, daysOfMonth, daysOfMonthField, daysOfWeekField, forwardWeekdays } from './cron-day.ts';
import { CronError, cronFields, fieldValues } from './cron-field.ts';
import { WallTime } from './wall-time.ts';

/** A cron expression as EventBridge Scheduler understands it; every list ascending. */
export interface AwsCron {
  /**
   * The six fields in upper case, one blank between them, without `cron(…)`. A range of weekdays
   * that runs backwards is a list.
   */
  readonly expression: string;
  /** Times of day in milliseconds after midnight. */
  readonly times: readonly number[];
  readonly days: CronDays;
  /** Months from 1. */
  readonly months: readonly number[];
  readonly years: readonly number[];
}

/**
 * Parses the six fields minute, hour, day-of-month, month, day-of-week and year; letter case does
 * not matter. Source: EventBridge Scheduler user guide, "Cron-based schedules". The guide leaves
 * open what a range that wraps around means, and an L or W in a list: both are refused, but for a
 * range of weekdays, which is spelled as a list.
 * @throws CronError saying what is wrong and what would be right.
 */
export function parseCron(expression: string): AwsCron {
  const text = expression.trim().toUpperCase();
  if (/^(CRON|RATE|AT)\b/.test(text)) throw wrapped(text);
  const fields = text.split(/\s+/);
  const [minute, hour, dayOfMonth, month, weekdays, year] = fields;
  if (!minute || !hour || !dayOfMonth || !month || !weekdays || !year || fields.length > 6)
    throw miscounted(text === '' ? 0 : fields.length);
  const dayOfWeek = forwardWeekdays(weekdays);
  const hours = fieldValues(hour, cronFields.hour);
  const minutes = fieldValues(minute, cronFields.minute);
  return {
    expression: [minute, hour, dayOfMonth, month, dayOfWeek, year].join(' '),
    times: hours.flatMap((h) => minutes.map((m) => (h * 60 + m) * 60_000)),
    days: cronDays(dayOfMonth, dayOfWeek),
    months: fieldValues(month, cronFields.month),
    years: fieldValues(year, cronFields.year),
  };
}

/**
 * True when no month of any selected year has a selected day, as with 30 February: such a cron
 * never fires.
 */
export function neverFires(cron: AwsCron): boolean {
  return !cron.years.some((year) => cron.months.some((month) => daysOfMonth(cron.days, year, month).length > 0));
}

/**
 * The instants at which a cron fires in a time zone, strictly after `fromMs`, ascending, in epoch
 * milliseconds. They end with the cron's last year. The cron skips a local time that does not
 * exist. Where a local time comes twice, the cron fires the first time only (user guide, "Daylight
 * savings time").
 * @throws RangeError when `timeZone` is not a zone that Intl knows.
 */
export function* cronInstants(cron: AwsCron, timeZone: string, fromMs: number): Generator<number> {
  const wallTime = new WallTime(timeZone);
  // Begins a day before the wall clock's own: the clock may have been set back since.
  for (const day of wallDays(cron, wallTime.at(fromMs) - dayMs)) {
    for (const instant of wallTime.instantsOf(day, cron.times)) if (instant > fromMs) yield instant;
  }
}

// The midnights of the selected days from the day of `fromWall` on, as if they were UTC.
function* wallDays(cron: AwsCron, fromWall: number): Generator<number> {
  const start = new Date(fromWall);
  const firstMonth = Date.UTC(start.getUTCFullYear(), start.getUTCMonth());
  const firstDay = fromWall - (fromWall % dayMs);
  for (const year of cron.years.filter((each) => each >= start.getUTCFullYear())) {
    for (const month of cron.months.filter((each) => Date.UTC(year, each - 1) >= firstMonth)) {
      for (const day of daysOfMonth(cron.days, year, month)) {
        const midnight = Date.UTC(year, month - 1, day);
        if (midnight >= firstDay) yield midnight;
      }
    }
  }
}

function cronDays(dayOfMonth: string, dayOfWeek: string): CronDays {
  if (dayOfMonth === '?' && dayOfWeek === '?') {
    throw new CronError('day-of-month and day-of-week are both ?', 'replace one of them by * or by the days you mean');
  }
  if (dayOfMonth === '?') return daysOfWeekField(dayOfWeek);
  if (dayOfWeek === '?') return daysOfMonthField(dayOfMonth);
  throw new CronError('day-of-month and day-of-week are both given', 'write ? for the one that does not matter');
}

function wrapped(text: string): CronError {
  if (text.startsWith('CRON'))
    return new CronError('the fields are wrapped in cron(…)', 'write the six fields alone, such as 30 8 ? * MON-FRI *');
  return new CronError('rate(…) and at(…) are not cron expressions', 'write six cron fields, such as 30 8 ? * MON-FRI *');
}

function miscounted(count: number): CronError {
  const fix = 'write minute, hour, day-of-month, month, day-of-week and year, such as 30 8 ? * MON-FRI *';
  return new CronError(`${count} ${count === 1 ? 'field' : 'fields'} instead of six`, fix);
}
