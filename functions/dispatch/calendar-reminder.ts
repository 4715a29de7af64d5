import type { Schedule } from '../../shared/contract/compiled-configuration.ts';
import type { JobMessage } from '../../shared/contract/job.ts';
import { dueJob } from '../../shared/domain/cut-job.ts';
import type { CalendarNotice } from '../../shared/notice/notice.ts';
import { dayOfWall, parseTime, weekdayOf } from '../../shared/schedule/civil-day.ts';
import { calendarEnd, type DayTable } from '../../shared/schedule/day-table.ts';
import { asksCalendar } from '../../shared/schedule/transition.ts';
import { WallTime } from '../../shared/schedule/wall-time.ts';

/**
 * People are told this many days before a year without holiday data; in such a year on its first
 * day (0) and on every Monday.
 */
const reminderDays: readonly number[] = [30, 14, 7, 1, 0];
const monday = 2;

/**
 * The reminder that a schedule's calendar ends, on the days on which it is due; else null.
 * Dispatch has no store to remember what it said, so the day of the job decides. Only the
 * schedule's first transition that asks the calendar reminds: its rule fires every day.
 */
export function calendarReminder(job: JobMessage, schedule: Schedule, table: DayTable | null): CalendarNotice | null {
  const { calendar, timezone, unknownYear } = schedule;
  const speaker = schedule.transitions.find(asksCalendar);
  if (table === null || calendar === null || speaker?.rule.kind !== 'at' || speaker.action !== job.action) return null;
  const wall = new WallTime(timezone).at(Date.parse(job.scheduledAt));
  const day = dayOfWall(wall);
  if (wall - day !== parseTime(speaker.rule.time)) return null;
  const end = calendarEnd(table, day);
  if (end === null || !(reminderDays.includes(end.days) || (end.days < 0 && weekdayOf(day) === monday))) return null;
  return { kind: 'calendar-ends', job: dueJob(job), timezone, calendar, ...end, unknownYear };
}
