import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cronInstants, parseCron } from '../../../shared/schedule/aws-cron.ts';
import { dayMs } from '../../../shared/schedule/civil-day.ts';
import { slotOf } from '../../../shared/schedule/rule-slot.ts';
import { type SchedulerRule, schedulerRules, speaksAt } from '../../../shared/schedule/scheduler-rules.ts';
import { Timetable } from '../../../shared/schedule/timetable.ts';
import { WallTime } from '../../../shared/schedule/wall-time.ts';
import { aSchedule, at, cron, exception, once } from './a-schedule.ts';
import { anySchedule, drawnDays, drawnFrom, meetingSchedule } from './any-schedule.ts';

describe('the expressions of a schedule', () => {
  const officeHours = [at('start', '08:30', 'workdays'), at('stop', '19:05', [2, 3, 7])];
  const expressions = (...parts: Parameters<typeof aSchedule>) =>
    schedulerRules(aSchedule(...parts)).map(({ action, expression }) => `${action} ${expression}`);

  it.each([
    { says: 'every day', rule: at('start', '08:30'), expression: 'cron(30 8 * * ? *)' },
    { says: 'midnight', rule: at('start', '00:00'), expression: 'cron(0 0 * * ? *)' },
    { says: 'weekdays', rule: at('start', '08:05', [1, 2, 7]), expression: 'cron(5 8 ? * SUN,MON,SAT *)' },
    { says: 'a calendar: daily', rule: at('start', '08:30', 'workdays'), expression: 'cron(30 8 * * ? *)' },
    { says: 'the end of a night: daily', rule: at('start', '08:30', 'after-workdays'), expression: 'cron(30 8 * * ? *)' },
    {
      says: 'some weekdays of a calendar',
      rule: at('start', '08:30', 'workdays', { only: [2, 3] }),
      expression: 'cron(30 8 ? * MON,TUE *)',
    },
    {
      says: 'mornings after some weekdays',
      rule: at('start', '07:00', 'after-workdays', { only: [6, 7] }),
      expression: 'cron(0 7 ? * SUN,SAT *)',
    },
    { says: 'days before days off: daily', rule: at('start', '20:00', 'before-days-off'), expression: 'cron(0 20 * * ? *)' },
    {
      says: 'counted weeks: each week',
      rule: at('start', '09:00', [6], { every: 2, from: '2026-12-04' }),
      expression: 'cron(0 9 ? * FRI *)',
    },
    {
      says: 'the Saturday after the second Tuesday: each Saturday',
      rule: at('start', '04:00', { nth: 2, weekday: 3, plus: 4 }),
      expression: 'cron(0 4 ? * SAT *)',
    },
    { says: 'some weekdays only', rule: at('start', '08:30', [2, 6], { only: [6, 7] }), expression: 'cron(30 8 ? * FRI *)' },
    { says: 'a cron', rule: cron('start', '0/15 8-9 ? * 2#1 2026'), expression: 'cron(0/15 8-9 ? * 2#1 2026)' },
    { says: 'one date', rule: once('start', '2026-12-24', '18:00'), expression: 'at(2026-12-24T18:00:00)' },
  ])('$says', ({ rule, expression }) => {
    expect(expressions([rule])).toEqual([`start ${expression}`]);
  });

  it.each(['run', 'skip'] as const)('do not change with an exception that says %s', (effect) => {
    const exceptions = [exception(effect, '2026-11-28')];
    expect(expressions(officeHours, { exceptions })).toEqual(['start cron(30 8 * * ? *)', 'stop cron(5 19 ? * MON,TUE,SAT *)']);
  });

  it('are each there once for an action', () => {
    const transitions = [at('start', '08:30', 'workdays'), at('start', '08:30'), at('stop', '08:30')];
    expect(expressions(transitions)).toEqual(['start cron(30 8 * * ? *)', 'stop cron(30 8 * * ? *)']);
  });
});

describe('days of one action that share a time of day', () => {
  it.each([
    { a: 'workdays', b: [7], expression: 'cron(30 8 * * ? *)' },
    { a: [7, 2], b: [1, 2], expression: 'cron(30 8 ? * SUN,MON,SAT *)' },
    { a: 'daily', b: 'after-workdays', expression: 'cron(30 8 * * ? *)' },
  ] as const)('share a rule: $a and $b', ({ a, b, expression }) => {
    const transitions = [at('start', '08:30', a), at('stop', '08:30', [2]), at('start', '08:30', b), at('start', '09:30', [2])];
    expect(schedulerRules(aSchedule(transitions)).map((rule) => `${rule.action} ${rule.expression}`)).toEqual([
      `start ${expression}`,
      'stop cron(30 8 ? * MON *)',
      'start cron(30 9 ? * MON *)',
    ]);
  });
});

// Within the drawn days in every zone.
const [first, end] = [drawnFrom + 2 * dayMs, drawnFrom + (drawnDays - 2) * dayMs];

/**
 * When EventBridge Scheduler would fire an expression from `first` on and before `end`, in epoch
 * milliseconds.
 */
function* firings({ expression }: SchedulerRule, zone: string): Generator<number> {
  const fields = /^cron\((.*)\)$/.exec(expression)?.[1];
  const all = fields === undefined ? [firingOfDate(expression, zone)] : cronInstants(parseCron(fields), zone, first - 1);
  for (const instant of all) {
    if (instant >= end) return;
    if (instant >= first) yield instant;
  }
}

/**
 * The first instant at which the zone's clock shows the time of an `at(…)`; never, as a number,
 * when it shows it at none.
 */
function firingOfDate(expression: string, zone: string): number {
  const [, date, time] = /^at\((.*)T(.*)\)$/.exec(expression) ?? [];
  const wall = Date.parse(`${date}T${time}Z`);
  const near = Array.from({ length: 4 * 30 }, (_, n) => wall + (n - 60) * 15 * 60_000);
  const wallTime = new WallTime(zone);
  return near.find((instant) => wallTime.at(instant) === wall) ?? Number.POSITIVE_INFINITY;
}

it('fired, and decided at each firing, they give what the plan says, each entry once', { timeout: 30_000 }, () => {
  const zones = ['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Shanghai', 'America/Santiago'];
  let met = 0;
  fc.assert(
    fc.property(fc.oneof(anySchedule, meetingSchedule), fc.constantFrom(...zones), ({ schedule: drawn, table }, timezone) => {
      const schedule = { ...drawn, timezone };
      const timetable = new Timetable(schedule, table);
      const fired = schedulerRules(schedule).flatMap((rule) =>
        [...firings(rule, timezone)]
          .map((instant) => ({ rule, instant, slot: slotOf({ expression: rule.expression, timezone }, instant) }))
          .filter(({ slot }) => timetable.decisionOn(rule.action, slot).kind === 'run'),
      );
      const ran = fired
        .filter(({ rule, slot }) => speaksAt(schedule, rule, slot.day + slot.time))
        .map(({ rule, instant }) => `${rule.action} ${instant}`);
      met += fired.length - ran.length;
      const planned = [...timetable.plan(drawnFrom, drawnDays)]
        .filter(({ decision }) => decision.kind === 'run')
        .flatMap(({ action, instants }) => instants.slice(0, 1).map((instant) => ({ action, instant })))
        .filter(({ instant }) => instant >= first && instant < end)
        .map(({ action, instant }) => `${action} ${instant}`);
      expect(ran.toSorted()).toEqual(planned.toSorted());
    }),
    { numRuns: 16, seed: 4 },
  );
  expect(met).toBeGreaterThan(30);
});

describe('the rule that speaks where several fire at the same minute', () => {
  const wall = (text: string) => Date.parse(`${text}Z`);
  const [daily, monday, date] = ['cron(30 8 * * ? *)', 'cron(30 8 ? * MON *)', 'at(2026-11-23T08:30:00)'];
  const transitions = [at('start', '08:30'), cron('start', '30 8 ? * MON *'), once('start', '2026-11-23', '08:30')];

  it.each([
    { says: 'the first of three', rule: daily, at: '2026-11-23T08:30', speaks: true },
    { says: 'the second of three', rule: monday, at: '2026-11-23T08:30', speaks: false },
    { says: 'the third of three', rule: date, at: '2026-11-23T08:30', speaks: false },
    { says: 'a rule at a time that is not its own', rule: monday, at: '2026-11-24T08:30', speaks: true },
    { says: 'a rule between two minutes', rule: date, at: '2026-11-23T08:30:01', speaks: true },
    { says: 'a rule of another configuration', rule: 'cron(30 8 ? * * *)', at: '2026-11-23T08:30', speaks: true },
  ])('$says: $speaks', ({ rule, at: time, speaks }) => {
    expect(speaksAt(aSchedule(transitions), { action: 'start', expression: rule }, wall(time))).toBe(speaks);
  });

  it('is another one where the first does not fire that day, and heeds only its own action', () => {
    const schedule = aSchedule([at('stop', '08:30'), at('start', '08:30', [3]), ...transitions.slice(1)]);
    const speak = (rule: string) => speaksAt(schedule, { action: 'start', expression: rule }, wall('2026-11-23T08:30'));
    expect([speak(monday), speak(date)]).toEqual([true, false]);
  });

  it('is the daily rule that an exception has made of a cron', () => {
    const schedule = aSchedule(transitions.slice(1), { exceptions: [exception('run', '2026-11-28')] });
    const speak = (rule: string) => speaksAt(schedule, { action: 'start', expression: rule }, wall('2026-11-23T08:30'));
    expect([speak(daily), speak(date)]).toEqual([true, false]);
  });

  it('is one rule also where the clock shows the time twice', () => {
    const schedule = aSchedule([at('start', '01:30'), once('start', '2026-10-25', '01:30')], { timezone: 'Europe/London' });
    const { wallTime } = new Timetable(schedule, null);
    const showings = wallTime.showingsOf(wall('2026-10-25T00:00'), 90 * 60_000);
    const expression = 'at(2026-10-25T01:30:00)';
    expect(showings.map((instant) => speaksAt(schedule, { action: 'start', expression }, wallTime.at(instant)))).toEqual([
      false,
      false,
    ]);
  });
});
