import { describe, expect, it } from 'vitest';
import type { RestartConfiguration } from '../../../shared/contract/compiled-configuration.ts';
import { machineHours } from '../../../shared/restart/machine-hours.ts';

const times = (start: string | null, stop: string | null, exceptions: object[] = []) => ({
  timezone: 'Asia/Shanghai',
  transitions: [
    ...(start === null ? [] : [{ action: 'start', rule: { kind: 'at', time: start, days: 'daily' } }]),
    ...(stop === null ? [] : [{ action: 'stop', rule: { kind: 'at', time: stop, days: 'daily' } }]),
  ],
  calendar: null,
  unknownYear: 'weekdays',
  exceptions,
});
const targets = [{ account: 'ali-prod', region: 'cn-hangzhou', instances: ['i-1', 'i-2'] }];
const holiday = { from: '2026-11-26', to: '2026-11-26', effect: 'skip', actions: ['start', 'stop'], because: 'release' };
const once = { action: 'start', rule: { kind: 'once', date: '2026-12-24', time: '08:00' } };
const schedules = {
  'office-hours': { ...times('08:30', '20:00'), targets },
  released: { ...times('08:30', '20:00', [holiday]), targets: [] },
  nightly: { ...times('22:00', '06:00'), targets: [{ ...targets[0], instances: ['i-2'] }] },
  later: { ...times(null, null), transitions: [once], targets: [] },
} as unknown as RestartConfiguration['schedules'];
const hours = machineHours({ schedules, calendars: {} });
const at = (local: string) => Date.parse(`2026-11-${local}+08:00`);
const minute = 60_000;

describe('a schedule', () => {
  it.each([
    { schedule: 'office-hours', now: '26T08:29:59.999', on: false },
    { schedule: 'office-hours', now: '26T08:30:00', on: true },
    { schedule: 'office-hours', now: '26T19:59:59.999', on: true },
    { schedule: 'office-hours', now: '26T20:00:00', on: false },
    { schedule: 'released', now: '25T12:00:00', on: true },
    { schedule: 'released', now: '26T12:00:00', on: false },
    { schedule: 'later', now: '26T12:00:00', on: false },
    { schedule: null, now: '26T03:00:00', on: true },
  ])('$schedule wants its machines on at $now: $on', ({ schedule, now, on }) => {
    expect(hours.wantsOn(schedule, at(now))).toBe(on);
  });

  it('that is not there lets nothing happen', () => {
    expect(() => hours.wantsOn('constructor', at('26T12:00:00'))).toThrow(
      'a restart names schedule "constructor", which this deployment does not have',
    );
  });
});

describe('the last transition of a machine', () => {
  const machine = (instanceId: string, region = 'cn-hangzhou') => ({ account: 'ali-prod', region, instanceId });

  it.each([
    { id: 'i-1', now: '26T08:30:00', last: '26T08:30:00' },
    { id: 'i-1', now: '26T08:40:00', last: null },
    { id: 'i-1', now: '26T20:09:59.999', last: '26T20:00:00' },
    { id: 'i-2', now: '26T22:05:00', last: '26T22:00:00' },
    { id: 'i-1', now: '26T22:05:00', last: null },
    { id: 'i-3', now: '26T08:30:00', last: null },
  ])('$id within ten minutes at $now: $last', ({ id, now, last }) => {
    expect(hours.lastTransition(machine(id), null, at(now) - 10 * minute, at(now))).toBe(last === null ? null : at(last));
  });

  it.each([
    { what: 'is not listed by it', id: 'i-3', schedule: 'office-hours', now: '26T08:31:00', last: '26T08:30:00' },
    { what: 'is listed by a later one, too', id: 'i-2', schedule: 'office-hours', now: '26T22:05:00', last: '26T22:00:00' },
    { what: 'no schedule has', id: 'i-3', schedule: 'constructor', now: '26T08:31:00', last: null },
  ])('is that of the schedule of its restart, also where it $what', ({ id, schedule, now, last }) => {
    const found = hours.lastTransition(machine(id), schedule, at(now) - 10 * minute, at(now));
    expect(found).toBe(last === null ? null : at(last));
  });

  it('is the latest of all schedules that list it, and of no machine elsewhere', () => {
    const now = at('26T22:05:00');
    expect(hours.lastTransition(machine('i-2'), null, now - 300 * minute, now)).toBe(at('26T22:00:00'));
    expect(hours.lastTransition(machine('i-2'), null, now - 300 * minute, now)).toBe(at('26T22:00:00'));
    expect(hours.lastTransition(machine('i-2', 'cn-beijing'), null, now - 300 * minute, now)).toBeNull();
  });
});
