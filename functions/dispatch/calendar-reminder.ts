import type { DispatchConfiguration, Schedule } from '../../shared/contract/compiled-configuration.ts';
import type { JobMessage } from '../../shared/contract/job.ts';
import { dueJob } from '../../shared/domain/cut-job.ts';
import type { TransitionAction } from '../../shared/domain/vocabulary.ts';
import type { CalendarNotice } from '../../shared/notice/notice.ts';
import { dayText, weekdayOf } from '../../shared/schedule/civil-day.ts';
import { type CalendarEnd, calendarEnd, type DayTable } from '../../shared/schedule/day-table.ts';
import type { Slot } from '../../shared/schedule/rule-slot.ts';
import { timesOf } from '../../shared/schedule/rule-times.ts';
import { ruleOf, schedulerRules } from '../../shared/schedule/scheduler-rules.ts';
import { Timetable } from '../../shared/schedule/timetable.ts';
import { asksCalendar, type Rule, type Transition } from '../../shared/schedule/transition.ts';

/**
 * People are told this many days before a year without holiday data; in such a year on its first
 * day (0) and on every Monday.
 */
const reminderDays: readonly number[] = [30, 14, 7, 1, 0];
const monday = 2;

/**
 * The reminder that the calendar of a job's schedule ends, where this job is the one to tell it;
 * else null. `slot` is the local time of the rule that fired the job. Dispatch has no store to
 * remember what it said, so the day decides: on each day of a reminder the first job that can speak
 * speaks for all schedules of the calendar. On a day without any of their jobs nobody does.
 */
export function calendarReminder(
  job: JobMessage,
  slot: Slot,
  { schedules, calendars }: Pick<DispatchConfiguration, 'schedules' | 'calendars'>,
): CalendarNotice | null {
  const { calendar = null, timezone = null } = schedules[job.schedule] ?? {};
  const table = calendar === null ? undefined : calendars[calendar];
  const end = table === undefined ? null : calendarEnd(table, slot.day);
  if (calendar === null || table === undefined || end === null || !isReminderDay(end, slot.day)) return null;
  const concerned = concernedBy(calendar, end, slot.day, schedules);
  const speaker = speakerOn(slot.day, concerned, table);
  if (speaker?.schedule !== job.schedule || speaker.action !== job.action || speaker.time !== slot.time) return null;
  return {
    kind: 'calendar-ends',
    job: dueJob(job),
    timezone,
    calendar,
    ...end,
    missing: table.incomplete?.[end.year] ?? [],
    schedules: concerned.map(([name, { unknownYear }]) => ({ name, unknownYear })),
  };
}

function isReminderDay({ days }: CalendarEnd, day: number): boolean {
  return reminderDays.includes(days) || (days < 0 && weekdayOf(day) === monday);
}

/**
 * The schedules that ask a calendar and have ended neither before its unknown year nor before the
 * day, by name.
 */
function concernedBy(calendar: string, { year }: CalendarEnd, day: number, schedules: DispatchConfiguration['schedules']) {
  return Object.entries(schedules)
    .filter(([, own]) => own.calendar === calendar && own.transitions.some(asksCalendar))
    .filter(([, { until }]) => until === undefined || (until >= String(year) && until >= dayText(day)))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** A job, by the local time of its rule. */
interface Speaker {
  readonly schedule: string;
  readonly action: TransitionAction;
  readonly time: number;
}

/**
 * What may speak on a day, the best first: the transitions that ask the calendar and whose rules
 * fire every day; and where there is none, every rule that fires on that day.
 */
const ranks: readonly ((schedule: Schedule, day: number) => readonly Transition[])[] = [
  ({ transitions }) => transitions.filter((transition) => asksCalendar(transition) && isPlain(transition.rule)),
  (schedule, day) =>
    schedulerRules(schedule)
      .map(({ action, expression }) => ({ action, rule: ruleOf(expression) }))
      .filter(({ rule }) => timesOf(rule).selects(day)),
];

function speakerOn(day: number, concerned: readonly (readonly [string, Schedule])[], table: DayTable): Speaker | null {
  const date = dayText(day);
  const present = concerned.filter(([, { from = date, until = date }]) => from <= date && date <= until);
  for (const transitionsOf of ranks) {
    for (const [schedule, own] of present) {
      const timetable = new Timetable(own, table);
      for (const { action, rule } of transitionsOf(own, day)) {
        const time = timesOf(rule).times.find((each) => comesToReminders(timetable, action, { day, time: each }));
        if (time !== undefined) return { schedule, action, time };
      }
    }
  }
  return null;
}

// No rule fires at a time that the clock leaves out, and a job that fails never comes to a
// reminder.
function comesToReminders(timetable: Timetable, action: TransitionAction, slot: Slot): boolean {
  if (timetable.wallTime.showingsOf(slot.day, slot.time).length === 0) return false;
  return timetable.decisionOn(action, slot).kind !== 'fail';
}

function isPlain(rule: Rule): boolean {
  return rule.kind === 'at' && [rule.only, rule.every, rule.from, rule.to].every((key) => key === undefined);
}
