import fc from 'fast-check';
import { expect, it } from 'vitest';
import { calendarReminder } from '../../../functions/dispatch/calendar-reminder.ts';
import type { Schedule } from '../../../shared/contract/compiled-configuration.ts';
import type { JobMessage } from '../../../shared/contract/job.ts';
import { activeDays } from '../../../shared/schedule/active-days.ts';
import { dayMs, dayText } from '../../../shared/schedule/civil-day.ts';
import type { DayTable } from '../../../shared/schedule/day-table.ts';
import { slotOf } from '../../../shared/schedule/rule-slot.ts';
import { timesOf } from '../../../shared/schedule/rule-times.ts';
import { ruleOf, schedulerRules, speaksAt } from '../../../shared/schedule/scheduler-rules.ts';
import { Timetable } from '../../../shared/schedule/timetable.ts';
import { asksCalendar } from '../../../shared/schedule/transition.ts';
import { anySchedule } from '../../shared/schedule/any-schedule.ts';
import { schedule } from './a-deployment.ts';

/** Zones on both sides of the date line, with and without changes of the clock. */
const zones = [
  'Asia/Shanghai',
  'Europe/London',
  'America/New_York',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Australia/Lord_Howe',
];

/**
 * Up to four schedules of all forms, in any zones, that have one calendar. It knows 2025, so it is
 * told of on 2025-12-31, 2026-01-01 and every Monday of 2026.
 */
const deployment = fc
  .record({
    drawn: fc.array(fc.tuple(anySchedule, fc.constantFrom(...zones), fc.constantFrom('a', 'b', 'c', 'd')), {
      minLength: 1,
      maxLength: 4,
    }),
    known: anySchedule,
  })
  .map(({ drawn, known }) => {
    const named = drawn.map(([{ schedule: own }, timezone, name], n) => [
      `${name}${n}`,
      { ...schedule, ...own, timezone, calendar: 'drawn', targets: [] },
    ]);
    const { holidays, workdays } = known.table;
    const table: DayTable = { weekend: [1, 7], years: [2025], holidays, workdays };
    return { schedules: Object.fromEntries(named) as Readonly<Record<string, Schedule>>, table };
  });

/** Gives the jobs of a schedule on a day of its zone that dispatch carries out or skips. */
function jobsOf(name: string, own: Schedule, table: DayTable): (day: number) => readonly JobMessage[] {
  const { timezone } = own;
  const timetable = new Timetable(own, table);
  const { from, to } = activeDays(own, table);
  const rules = schedulerRules(own).map((rule) => ({ ...rule, ...timesOf(ruleOf(rule.expression)) }));
  return (day) =>
    rules
      .filter(({ selects }) => selects(day))
      .flatMap(({ action, expression, times }) =>
        times.flatMap((time) => {
          const [at] = timetable.wallTime.showingsOf(day, time);
          if (at === undefined || at < (from ?? at) || at > (to ?? at)) return [];
          if (!speaksAt(own, { action, expression }, day + time)) return [];
          if (timetable.decisionOn(action, { day, time }).kind === 'fail') return [];
          const scheduledAt = new Date(at).toISOString().replace('.000Z', 'Z');
          return [{ version: 1 as const, schedule: name, action, scheduledAt, rule: expression, timezone }];
        }),
      );
}

const first = Date.UTC(2025, 11, 25);
const days = Array.from({ length: 370 }, (_, n) => first + n * dayMs);
const isTold = (day: number): boolean =>
  ['2025-12-25', '2025-12-31', '2026-01-01'].includes(dayText(day)) ||
  (day > Date.UTC(2026, 0) && new Date(day).getUTCDay() === 1);
// Some of the other days are enough to see that they are quiet.
const lookedAt = days.filter((day, n) => isTold(day) || n % 23 === 0);

it('has exactly one job on each of its days, whichever schedules there are', () => {
  let told = 0;
  fc.assert(
    fc.property(deployment, ({ schedules, table }) => {
      const concerned = Object.entries(schedules).filter(
        ([, own]) => own.transitions.some(asksCalendar) && (own.until ?? '2026') >= '2026',
      );
      const jobsOn = Object.entries(schedules).map(([name, own]) => jobsOf(name, own, table));
      for (const day of lookedAt) {
        const date = dayText(day);
        const jobs = jobsOn.flatMap((on) => on(day));
        const notices = jobs.flatMap((job) => {
          const slot = slotOf({ expression: job.rule ?? '', timezone: job.timezone ?? '' }, Date.parse(job.scheduledAt));
          return calendarReminder(job, slot, { schedules, calendars: { drawn: table } }) ?? [];
        });
        const able = concerned.filter(
          ([name, { from = date, until = date }]) => from <= date && date <= until && jobs.some((job) => job.schedule === name),
        );
        expect(notices.length, `${date} of ${JSON.stringify(schedules)}`).toBe(isTold(day) && able.length > 0 ? 1 : 0);
        for (const notice of notices) {
          const lasting = concerned.filter(([, { until = date }]) => date <= until);
          expect(notice.schedules.map(({ name }) => name)).toEqual(lasting.map(([name]) => name).sort());
          told += 1;
        }
      }
    }),
    { numRuns: 12, seed: 20_261_127 },
  );
  expect(told).toBeGreaterThan(200);
});
