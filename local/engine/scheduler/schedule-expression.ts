import { type AwsCron, cronInstants, parseCron } from '../../../shared/schedule/aws-cron.ts';
import { parseDay, parseTime } from '../../../shared/schedule/civil-day.ts';
import { CronError } from '../../../shared/schedule/cron-field.ts';
import { WallTime } from '../../../shared/schedule/wall-time.ts';

/**
 * True for `cron(…)` of any fields, and for `at(…)` of a date and time that exist on the calendar.
 */
export function isKnownExpression(expression: string): boolean {
  return cronPattern.test(expression) || readAt(expression) !== null;
}

/**
 * The instants of a schedule expression in a time zone, strictly after `fromMs`, ascending, in
 * epoch milliseconds (EventBridge Scheduler user guide, "Schedule types"). An
 * `at(yyyy-mm-ddThh:mm:ss)` has at most one. Where clocks change, a one-time expression does as
 * cron does; the guide says nothing about it.
 * @throws CronError, RangeError when the fields or the zone cannot be read.
 */
export function* expressionInstants(expression: string, timeZone: string, fromMs: number): Generator<number> {
  const at = readAt(expression);
  if (at === null) {
    yield* cronInstants(documentedCron(expression.replace(cronPattern, '$1')), timeZone, fromMs);
    return;
  }
  for (const instant of new WallTime(timeZone).instantsOf(at.day, [at.time])) if (instant > fromMs) yield instant;
}

// A person may write SAT-SUN; the template may not, because AWS's guide does not say what it means.
function documentedCron(fields: string): AwsCron {
  const cron = parseCron(fields);
  if (cron.expression === fields.trim().toUpperCase().split(/\s+/).join(' ')) return cron;
  throw new CronError(`${fields} has a range of weekdays that runs backwards`, `write ${cron.expression}`);
}

const cronPattern = /^cron\((.+)\)$/;
const atPattern = /^at\((\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}):([0-5]\d)\)$/;

// Day and time of day in milliseconds, as WallTime wants them.
function readAt(expression: string): { readonly day: number; readonly time: number } | null {
  const [, date = '', minute = '', second = ''] = atPattern.exec(expression) ?? [];
  const [day, time] = [parseDay(date), parseTime(minute)];
  return day === null || time === null ? null : { day, time: time + Number(second) * 1000 };
}
