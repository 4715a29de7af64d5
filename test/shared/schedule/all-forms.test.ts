import fc from 'fast-check';
import ICAL from 'ical.js';
import { expect, it } from 'vitest';
import { planCalendar } from '../../../cli/plan/plan-ics.ts';
import type { Schedule } from '../../../shared/contract/compiled-configuration.ts';
import { planChanges } from '../../../shared/plan/plan-changes.ts';
import { momentsInOrder } from '../../../shared/plan/plan-report.ts';
import { type SchedulePlan, schedulePlans } from '../../../shared/plan/schedule-plan.ts';
import { activeDays } from '../../../shared/schedule/active-days.ts';
import { cronInstants, parseCron } from '../../../shared/schedule/aws-cron.ts';
import { dayMs } from '../../../shared/schedule/civil-day.ts';
import { slotOf } from '../../../shared/schedule/rule-slot.ts';
import { namedRules, speaksAt } from '../../../shared/schedule/scheduler-rules.ts';
import { Timetable } from '../../../shared/schedule/timetable.ts';
import { WallTime } from '../../../shared/schedule/wall-time.ts';
import { anySchedule, type DrawnSchedule, drawnDays, drawnFrom } from './any-schedule.ts';
import { type Stretch, showings, walkTheClock } from './walk-the-clock.ts';
import { wallTimes } from './walked-days.ts';

const zones = ['UTC', 'Asia/Shanghai', 'Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'America/Santiago'];

/** What happens, one line each, in order: `start 1767052800000`, the number being the instant. */
type Happenings = readonly string[];

/** The plan that people see. */
function planOf({ schedule, table }: DrawnSchedule, timezone: string): readonly SchedulePlan[] {
  const configuration = { schedules: { s: { ...schedule, timezone } as Schedule }, calendars: { drawn: table } };
  const plans = schedulePlans(configuration as never, { from: drawnFrom, days: drawnDays, schedule: null }, 0);
  if ('problem' in plans) throw new Error(plans.problem);
  return plans.value;
}

function planned(plans: readonly SchedulePlan[]): Happenings {
  const running = momentsInOrder(plans).filter(({ runs }) => runs);
  return running.map(({ action, at }) => `${action} ${at}`).toSorted();
}

/** What a walk of the clock finds; it shares no code with the timetable. */
function walked(drawn: DrawnSchedule, stretches: readonly Stretch[]): Happenings {
  const walls = wallTimes(drawn, (wall) => showings(stretches, wall).length > 0);
  return [...walls]
    .flatMap((key) => {
      const [action, wall] = key.split(' ');
      return showings(stretches, Number(wall))
        .slice(0, 1)
        .map((instant) => `${action} ${instant}`);
    })
    .toSorted();
}

/** What a reader of the calendar file sees: blocks begin with a start and end with a stop. */
function read(plans: readonly SchedulePlan[]): Happenings {
  const events = new ICAL.Component(ICAL.parse(planCalendar(plans, 's', 0))).getAllSubcomponents('vevent');
  const seen = events
    .filter((event) => event.getFirstPropertyValue('status') === 'CONFIRMED')
    .flatMap((event) => {
      const at = (name: string): number => new Date(`${event.getFirstPropertyValue(name)}`).getTime();
      const summary = String(event.getFirstPropertyValue('summary'));
      return summary === 's on' ? [`start ${at('dtstart')}`, `stop ${at('dtend')}`] : [`${summary.slice(2)} ${at('dtstart')}`];
    });
  return seen.toSorted();
}

/** What Scheduler fires within its StartDate and EndDate, and dispatch then decides to run. */
function deployed({ schedule: drawn, table }: DrawnSchedule, timezone: string): Happenings {
  const schedule = { ...drawn, timezone };
  const timetable = new Timetable(schedule, table);
  const active = activeDays(schedule, table);
  const wall = new WallTime(timezone);
  const [begin, end] = [drawnFrom, drawnFrom + drawnDays * dayMs];
  const ran: string[] = [];
  for (const { rule } of namedRules('s', schedule)) {
    const expression = /^cron\((.*)\)$/.exec(rule.expression)?.[1];
    const [, date, time] = /^at\((.*)T(.*):00\)$/.exec(rule.expression) ?? [];
    const fired =
      expression === undefined
        ? wall.showingsOf(Date.parse(date ?? ''), Date.parse(`1970-01-01T${time}Z`)).slice(0, 1)
        : cronInstants(parseCron(expression), timezone, begin - 2 * dayMs);
    for (const instant of fired) {
      if (instant > end + 2 * dayMs) break;
      const isActive =
        expression === undefined || ((active.from ?? 0) <= instant && instant <= (active.to ?? Number.POSITIVE_INFINITY));
      const local = wall.at(instant);
      if (!isActive || local < begin || local >= end) continue;
      const slot = slotOf({ expression: rule.expression, timezone }, instant);
      if (!speaksAt(schedule, rule, slot.day + slot.time)) continue;
      if (timetable.decisionOn(rule.action, slot).kind === 'run') ran.push(`${rule.action} ${instant}`);
    }
  }
  return ran.toSorted();
}

it.each(zones)('in %s the plan, the rules with dispatch, a comparison and a walk of the clock agree over a year', (zone) => {
  const stretches = walkTheClock(zone);
  const drawn = fc.sample(anySchedule, { numRuns: 6, seed: 20_261_127 });
  let happened = 0;
  for (const [n, one] of drawn.entries()) {
    const plans = planOf(one, zone);
    const lines = planned(plans);
    expect(lines, 'walk').toEqual(walked(one, stretches));
    expect(deployed(one, zone), 'deployed').toEqual(lines);
    // A window that is open at the end of the plan has no stop, and one before it no start.
    const open = plans
      .flatMap(({ windows }) => windows)
      .filter(({ on, off }) => on.day < drawnFrom || off === null || off.day >= drawnFrom + drawnDays * dayMs);
    const outside = new Set(
      open.flatMap(({ on, off, lengthMs }) => [`start ${on.at}`, `stop ${off?.at ?? on.at + (lengthMs ?? 0)}`]),
    );
    expect(
      read(plans).filter((line) => !outside.has(line)),
      'calendar file',
    ).toEqual(lines.filter((line) => !outside.has(line)));
    const other = planOf(drawn.at(n - 1) ?? one, zone);
    const changes = planChanges(other, plans);
    const changed = (kind: string) =>
      changes.filter((each) => each.kind === kind).map(({ moment }) => `${moment.action} ${moment.at}`);
    const [before, after] = [new Set(planned(other)), new Set(lines)];
    expect(changed('added').toSorted(), 'added').toEqual([...after.difference(before)].toSorted());
    expect(changed('removed').toSorted(), 'removed').toEqual([...before.difference(after)].toSorted());
    happened += lines.length;
  }
  expect(happened).toBeGreaterThan(400);
});
