import type { Schedule } from '../../shared/contract/compiled-configuration.ts';
import type { JobMessage } from '../../shared/contract/job.ts';
import type { Alert } from '../../shared/domain/alert.ts';
import { dayOfWall, parseTime, weekdayOf } from '../../shared/schedule/civil-day.ts';
import { type CalendarEnd, calendarEnd, type DayTable } from '../../shared/schedule/day-table.ts';
import { asksCalendar, unknownYearConsequence } from '../../shared/schedule/transition.ts';
import { WallTime } from '../../shared/schedule/wall-time.ts';

/** So many days before a year without data somebody is told; in such a year on its first day and on every Monday. */
const reminderDays: readonly number[] = [30, 14, 7, 1, 0];
const monday = 2;

/**
 * What is to be said of a schedule's calendar on the day of a job, or null. There is no store to remember what was said, so the day decides, and
 * only the first transition that asks the calendar speaks: its rule fires every day.
 */
export function calendarReminder(job: JobMessage, schedule: Schedule, table: DayTable | null): Alert | null {
  const speaker = schedule.transitions.find(asksCalendar);
  if (table === null || speaker?.rule.kind !== 'at' || speaker.action !== job.action) return null;
  const wall = new WallTime(schedule.timezone).at(Date.parse(job.scheduledAt));
  const day = dayOfWall(wall);
  if (wall - day !== parseTime(speaker.rule.time)) return null;
  const end = calendarEnd(table, day);
  if (end === null || !(reminderDays.includes(end.days) || (end.days < 0 && weekdayOf(day) === monday))) return null;
  return alertOf(job.schedule, schedule, end);
}

function alertOf(name: string, { calendar, unknownYear }: Schedule, { year, days }: CalendarEnd): Alert {
  const when = days > 0 ? `in ${days} ${days === 1 ? 'day' : 'days'}` : 'now';
  return {
    subject: `Reveille: calendar ${calendar} ends ${when}`,
    message: [
      `Calendar ${calendar} of schedule ${name} has no holidays for ${year}, which ${days > 0 ? `begins ${when}` : 'has begun'}.`,
      '',
      `unknownYear is ${unknownYear}: ${unknownYearConsequence[unknownYear]}.`,
      '',
      `To do: install a release of Reveille that knows ${year}, or list its holidays and workdays in the calendar, with`,
      `years: [${year}], and deploy. "npm run -s plan -- --config reveille.yaml" shows what will happen then.`,
    ].join('\n'),
  };
}
