import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cronInstants, parseCron } from '../../../shared/schedule/aws-cron.ts';
import { dayMs } from '../../../shared/schedule/civil-day.ts';
import { type SchedulerRule, schedulerRules } from '../../../shared/schedule/scheduler-rules.ts';
import { Timetable } from '../../../shared/schedule/timetable.ts';
import { WallTime } from '../../../shared/schedule/wall-time.ts';
import { aSchedule, at, cron, exception, once } from './a-schedule.ts';
import { anySchedule, drawnDays, drawnFrom } from './any-schedule.ts';

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
    { says: 'a cron', rule: cron('start', '0/15 8-9 ? * 2#1 2026'), expression: 'cron(0/15 8-9 ? * 2#1 2026)' },
    { says: 'one date', rule: once('start', '2026-12-24', '18:00'), expression: 'at(2026-12-24T18:00:00)' },
  ])('$says', ({ rule, expression }) => {
    expect(expressions([rule])).toEqual([`start ${expression}`]);
  });

  it.each([
    { says: 'an exception adds days', exceptions: [exception('run', '2026-11-28')], daily: true },
    {
      says: 'it adds days to starts only',
      exceptions: [exception('run', '2026-11-28', '2026-11-28', { actions: ['start'] })],
      daily: false,
    },
    { says: 'it takes days away', exceptions: [exception('skip', '2026-11-28')], daily: false },
  ])('$says: the stop fires daily: $daily', ({ exceptions, daily }) => {
    const stop = daily ? 'stop cron(5 19 * * ? *)' : 'stop cron(5 19 ? * MON,TUE,SAT *)';
    expect(expressions(officeHours, { exceptions })).toEqual(['start cron(30 8 * * ? *)', stop]);
  });

  it('with an exception that adds days a cron keeps its times and fires daily, and a date stays one', () => {
    const transitions = [cron('start', '0/15 8-9 ? * 2#1 2026'), once('start', '2026-12-24', '18:00')];
    expect(expressions(transitions, { exceptions: [exception('run', '2026-11-28')] })).toEqual([
      'start cron(0/15 8-9 * * ? *)',
      'start at(2026-12-24T18:00:00)',
    ]);
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

it('fired, and decided at each firing, they give what the plan says', { timeout: 30_000 }, () => {
  const zones = ['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Shanghai', 'America/Santiago'];
  fc.assert(
    fc.property(anySchedule, fc.constantFrom(...zones), ({ schedule: drawn, table }, timezone) => {
      const schedule = { ...drawn, timezone };
      const timetable = new Timetable(schedule, table);
      const fired = schedulerRules(schedule).flatMap((rule) =>
        [...firings(rule, timezone)]
          .filter((instant) => timetable.decisionAt(rule.action, instant)?.kind === 'run')
          .map((instant) => `${rule.action} ${instant}`),
      );
      const planned = [...timetable.plan(drawnFrom, drawnDays)]
        .filter(({ decision }) => decision.kind === 'run')
        .flatMap(({ action, instants }) => instants.slice(0, 1).map((instant) => ({ action, instant })))
        .filter(({ instant }) => instant >= first && instant < end)
        .map(({ action, instant }) => `${action} ${instant}`);
      // Two rules of one action may fire at the same instant: that is one job, delivered twice.
      expect([...new Set(fired)].toSorted()).toEqual(planned.toSorted());
    }),
    { numRuns: 25, seed: 4 },
  );
});
