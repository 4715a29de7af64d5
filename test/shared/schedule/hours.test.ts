import { describe, expect, it } from 'vitest';
import { hoursOf } from '../../../shared/schedule/hours.ts';
import type { TimedSchedule } from '../../../shared/schedule/transition.ts';

const weekdays = [2, 3, 4, 5, 6];
const at = (action: 'start' | 'stop', time: string) => ({ action, rule: { kind: 'at', time, days: weekdays } }) as const;
const office: TimedSchedule = {
  timezone: 'Asia/Shanghai',
  transitions: [at('start', '08:30'), at('stop', '18:30')],
  calendar: null,
  unknownYear: 'weekdays',
  exceptions: [{ from: '2026-11-27', to: '2026-11-27', effect: 'skip', actions: ['stop'], because: 'release' }],
};
const hours = hoursOf({ schedules: { office }, calendars: {} });
const job = (action: 'start' | 'stop', scheduledAt: string, schedule = 'office') => ({ id: '', schedule, action, scheduledAt });

// 2026-11-23 is a Monday; Shanghai is UTC+8, so 08:30 is 00:30Z and 18:30 is 10:30Z.
describe('what a schedule wants', () => {
  const start = job('start', '2026-11-23T00:30:00Z');
  const stop = job('stop', '2026-11-23T10:30:00Z');
  it.each([
    { what: 'a start within its hours', job: start, now: '2026-11-23T10:29:59Z', since: null },
    { what: 'a start from the minute of the stop on', job: start, now: '2026-11-23T10:30:00Z', since: '2026-11-23T10:30:00Z' },
    { what: 'a start in the night', job: start, now: '2026-11-23T20:00:00Z', since: '2026-11-23T10:30:00Z' },
    { what: 'a start on the next morning', job: start, now: '2026-11-24T00:30:00Z', since: null },
    {
      what: 'a start on the evening of a stop that is skipped',
      job: job('start', '2026-11-27T00:30:00Z'),
      now: '2026-11-27T11:00:00Z',
      since: null,
    },
    { what: 'a start of the week before, at the weekend', job: start, now: '2026-11-28T03:00:00Z', since: null },
    { what: 'a stop in the night', job: stop, now: '2026-11-24T00:00:00Z', since: null },
    { what: 'a stop in the morning', job: stop, now: '2026-11-24T00:40:00Z', since: '2026-11-24T00:30:00Z' },
    { what: 'a start by hand on a day off', job: job('start', '2026-11-29T02:00:00Z'), now: '2026-11-29T05:00:00Z', since: null },
  ])('$what: $since', ({ job: asked, now, since }) => {
    expect(hours.overtakenSince(asked, Date.parse(now))).toBe(since === null ? null : Date.parse(since));
  });

  it('wants nothing of a restart, which no schedule asked for', () => {
    const restart = { ...job('start', '2026-11-23T00:30:00Z'), schedule: null, restart: 'office' };
    expect(hours.overtakenSince(restart, Date.parse('2026-11-23T11:00:00Z'))).toBeNull();
  });

  it('wants nothing when it is gone, also under a name that every object has', () => {
    expect(hours.overtakenSince(job('start', '2026-11-23T00:30:00Z', 'gone'), Date.parse('2026-11-23T11:00:00Z'))).toBeNull();
    expect(
      hours.overtakenSince(job('start', '2026-11-23T00:30:00Z', 'constructor'), Date.parse('2026-11-23T11:00:00Z')),
    ).toBeNull();
  });

  it('asks its calendar', () => {
    const workdays = (action: 'start' | 'stop', time: string) =>
      ({ action, rule: { kind: 'at', time, days: 'workdays' } }) as const;
    const timed: TimedSchedule = {
      ...office,
      calendar: 'cn',
      transitions: [workdays('start', '08:30'), workdays('stop', '18:30')],
      exceptions: [],
    };
    const cn = { weekend: [1, 7], years: [2026], holidays: { '2026-11-23': 'a holiday' }, workdays: {} };
    const evening = (day: string) =>
      hoursOf({ schedules: { office: timed }, calendars: { cn } }).overtakenSince(
        job('start', `${day}T00:30:00Z`),
        Date.parse(`${day}T11:00:00Z`),
      );
    expect([evening('2026-11-23'), evening('2026-11-24')]).toEqual([null, Date.parse('2026-11-24T10:30:00Z')]);
  });

  it('looks back no further than a rule of one day in the year', () => {
    const yearly = { ...office, transitions: [{ action: 'stop', rule: { kind: 'cron', cron: '0 12 1 1 ? *' } } as const] };
    const once = hoursOf({ schedules: { office: yearly }, calendars: {} });
    const old = job('start', '1970-01-01T00:00:00Z');
    expect(once.overtakenSince(old, Date.parse('2026-12-31T00:00:00Z'))).toBe(Date.parse('2026-01-01T04:00:00Z'));
  });
});
