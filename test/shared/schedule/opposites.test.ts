import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cronInstants, parseCron } from '../../../shared/schedule/aws-cron.ts';
import { nearestOpposites } from '../../../shared/schedule/opposites.ts';
import type { TimedSchedule } from '../../../shared/schedule/transition.ts';
import { aSchedule, at, cron, exception, once } from './a-schedule.ts';

/**
 * The nearest start and stop in a few words: `0 30 min before 1`, the numbers being the
 * transitions' own.
 */
function nearest(transitions: TimedSchedule['transitions'], parts: Partial<TimedSchedule> = {}): string | null {
  const found = nearestOpposites(aSchedule(transitions, parts));
  return found === null ? null : `${found.first} ${(found.at[1] - found.at[0]) / 60_000} min before ${found.second}`;
}

const monToFri = [2, 3, 4, 5, 6];
const morning = at('start', '08:30', monToFri);

describe('the nearest start and stop of a schedule', () => {
  it.each([
    { says: 'only starts', transitions: [at('start', '08:30'), at('start', '08:31')], is: null },
    { says: 'a working day', transitions: [morning, at('stop', '19:00', monToFri)], is: '0 630 min before 1' },
    { says: 'over midnight', transitions: [at('start', '00:10'), at('stop', '23:50')], is: '1 20 min before 0' },
    { says: 'over the weekend', transitions: [at('start', '00:10', [1]), at('stop', '23:50', [7])], is: '1 20 min before 0' },
    {
      says: 'days that never meet',
      transitions: [at('start', '08:30', [2]), at('stop', '08:00', [5])],
      is: '0 4290 min before 1',
    },
    {
      says: 'counted weeks that meet in the sixth week only',
      transitions: [
        at('start', '08:30', [6], { every: 2, from: '2026-12-04' }),
        at('stop', '08:50', [6], { every: 3, from: '2026-12-11' }),
      ],
      is: '0 20 min before 1',
    },
    {
      says: 'counted weeks that never meet',
      transitions: [
        at('start', '08:30', [6], { every: 2, from: '2026-12-04' }),
        at('stop', '08:50', [6], { every: 2, from: '2026-12-11' }),
      ],
      is: '1 10060 min before 0',
    },
    {
      says: 'other hours between two dates',
      transitions: [
        at('start', '08:30', 'workdays', { to: '2027-02-07' }),
        at('stop', '08:50', 'workdays', { from: '2027-02-08' }),
      ],
      is: '0 1460 min before 1',
    },
    {
      says: 'a weekday of the month',
      transitions: [at('start', '08:30', { nth: 1, weekday: 1, plus: 0 }), at('stop', '08:50', { nth: 1, weekday: 7, plus: 1 })],
      is: '0 20 min before 1',
    },
    { says: 'the same minute', transitions: [at('start', '08:30'), at('stop', '08:30', [4])], is: '0 0 min before 1' },
    {
      says: 'the nearest of many',
      transitions: [at('start', '08:00'), at('stop', '12:00'), at('start', '12:45'), at('stop', '18:00')],
      is: '1 45 min before 2',
    },
    {
      says: 'a calendar may make any day a workday',
      transitions: [at('start', '08:30', 'workdays'), at('stop', '08:00', [1])],
      is: '1 30 min before 0',
    },
    {
      says: 'the end of a night may be any day',
      transitions: [at('stop', '07:00', 'after-workdays'), at('start', '06:00', [1])],
      is: '1 60 min before 0',
    },
    {
      says: 'a cron that meets the week on some months only',
      transitions: [cron('start', '0 8 29 2 ? *'), cron('stop', '20 8 ? * TUE *')],
      is: '0 20 min before 1',
    },
    {
      says: 'a date that has the weekday in 2033 for the first time',
      transitions: [cron('start', '0 8 1 8 ? *'), cron('stop', '20 8 ? 8 MON *')],
      is: '0 20 min before 1',
    },
    {
      says: 'a leap day that has the weekday in 2052 for the first time',
      transitions: [cron('start', '0 8 29 2 ? *'), cron('stop', '20 8 ? * THU *')],
      is: '0 20 min before 1',
    },
    {
      says: 'crons of the last year',
      transitions: [cron('start', '0 8 L 12 ? *'), cron('stop', '30 8 31 12 ? 2199')],
      is: '0 30 min before 1',
    },
    {
      says: 'crons of different months',
      transitions: [cron('start', '0 8 1 8 ? *'), cron('stop', '20 8 ? 10 MON *')],
      is: '0 87860 min before 1',
    },
    {
      says: 'crons that begin years from now',
      transitions: [cron('start', '0 8 1 * ? 2040-2199'), cron('stop', '20 8 1 * ? 2042-2199')],
      is: '0 20 min before 1',
    },
    {
      says: 'crons of one year',
      transitions: [cron('start', '0 8 1 1 ? 2035'), cron('stop', '20 8 1 1 ? 2035')],
      is: '0 20 min before 1',
    },
    {
      says: 'crons of different years',
      transitions: [cron('start', '0 8 1 1 ? 2035'), cron('stop', '20 8 1 1 ? 2036')],
      is: '0 525620 min before 1',
    },
    {
      says: 'a date beside what repeats',
      transitions: [morning, once('stop', '2031-01-06', '09:00')],
      is: '0 30 min before 1',
    },
    { says: 'a date on a free day', transitions: [morning, once('stop', '2031-01-05', '09:00')], is: '1 1410 min before 0' },
    {
      says: 'two dates',
      transitions: [once('start', '2031-01-05', '09:00'), once('stop', '2031-01-05', '10:00')],
      is: '0 60 min before 1',
    },
  ])('$says: $is', ({ transitions, is }) => {
    expect(nearest(transitions, { calendar: 'any' })).toBe(is);
  });

  const sunday = at('stop', '08:00', [1]);
  it.each([
    { says: 'a run adds no named weekday', exceptions: [exception('run', '2029-05-06')], is: '1 1470 min before 0' },
    {
      says: 'a run on one of its own days',
      exceptions: [exception('run', '2029-05-07', '2029-05-07', { actions: ['start'] })],
      is: '1 1470 min before 0',
    },
    {
      says: 'a skip of each year, which a Sunday in June has not',
      exceptions: [exception('skip', '07-01', '05-31')],
      is: '1 1470 min before 0',
    },
    {
      says: 'a skip, which a later year has not',
      exceptions: [exception('skip', '2026-01-01', '2026-12-31')],
      is: '1 1470 min before 0',
    },
  ])('$says: $is', ({ exceptions, is }) => {
    expect(nearest([morning, sunday], { exceptions })).toBe(is);
  });

  it.each([
    { says: 'takes the only day of two crons away', dates: ['2035-01-01', '2035-01-01'], actions: ['start'], is: null },
    { says: 'is over takes nothing away', dates: ['2034-01-01', '2034-12-31'], actions: ['start'], is: '0 20 min before 1' },
  ] as const)('an exception that $says: $is', ({ dates, actions, is }) => {
    const transitions = [cron('start', '0 8 1 1 ? 2035'), cron('stop', '20 8 1 1 ? 2035')];
    expect(nearest(transitions, { exceptions: [exception('skip', dates[0], dates[1], { actions: [...actions] })] })).toBe(is);
  });

  it.each(['2026-01-05', '2031-01-06'])('a date may stand where an exception took the other away, on %s', (date) => {
    const transitions = [morning, once('stop', date, '09:00')];
    const exceptions = [exception('skip', date, date, { actions: ['start'] })];
    expect(nearest(transitions, { exceptions })).toBe('1 1410 min before 0');
  });

  it('an exception moves no date', () => {
    const transitions = [morning, once('stop', '2031-01-05', '09:00')];
    expect(nearest(transitions, { exceptions: [exception('run', '2031-01-06')] })).toBe('1 1410 min before 0');
  });

  it('an exception for a night takes its morning after along', () => {
    const transitions = [at('stop', '07:00', 'after-workdays'), once('start', '2031-01-07', '06:30')];
    const skips = (date: string) => ({ calendar: 'any', exceptions: [exception('skip', date, date, { actions: ['stop'] })] });
    expect(nearest(transitions, skips('2031-01-07'))).toBe('1 30 min before 0');
    expect(nearest(transitions, skips('2031-01-06'))).toBe('0 1410 min before 1');
  });

  it.each([
    { timezone: 'Europe/London', is: '0 30 min before 1' },
    { timezone: 'Australia/Lord_Howe', is: '0 60 min before 1' },
    { timezone: 'UTC', is: '0 90 min before 1' },
  ])('clocks that go forward bring them together in $timezone: $is', ({ timezone, is }) => {
    const start = timezone === 'Australia/Lord_Howe' ? '01:30' : '00:45';
    const stop = timezone === 'Australia/Lord_Howe' ? '03:00' : '02:15';
    expect(nearest([at('start', start), at('stop', stop)], { timezone })).toBe(is);
  });
});

const drawnDaysOfCron = fc.constantFrom(
  '1 * ?',
  '29 2 ?',
  '? * SUN',
  '? 3,10,11 1L',
  '? * 2#1',
  'L * ?',
  '15W 3-4 ?',
  '28-31 3,10 ?',
);
const drawnCron = fc
  .tuple(fc.constantFrom('0', '30', '15,45'), fc.constantFrom('0', '1', '2', '3', '23', '0-3'), drawnDaysOfCron)
  .map(([minute, hour, days]) => `${minute} ${hour} ${days}`);

it('is what a walk through every firing finds, in zones that change their clocks', () => {
  const zones = ['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca', 'America/Santiago', 'UTC'];
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('start' as const, 'stop' as const), drawnCron), { minLength: 2, maxLength: 4 }),
      fc.integer({ min: 2026, max: 2196 }),
      fc.constantFrom(...zones),
      (drawn, year, timezone) => {
        const transitions = drawn.map(([action, expression]) => cron(action, `${expression} ${year}-${year + 3}`));
        const walked = transitions
          .flatMap(({ action, rule }) =>
            rule.kind === 'cron' ? [...cronInstants(parseCron(rule.cron), timezone, 0)].map((at) => ({ at, action })) : [],
          )
          .toSorted((a, b) => a.at - b.at);
        const gaps = walked.slice(1).flatMap(({ at, action }, n) => {
          const before = walked[n];
          return before === undefined || before.action === action ? [] : [at - before.at];
        });
        const found = nearestOpposites(aSchedule(transitions, { timezone }));
        expect(found === null ? Number.POSITIVE_INFINITY : found.at[1] - found.at[0]).toBe(Math.min(...gaps));
      },
    ),
    { numRuns: 60, seed: 9 },
  );
});
