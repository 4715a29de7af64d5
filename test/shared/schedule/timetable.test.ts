import { describe, expect, it } from 'vitest';
import { dayOf } from '../../../shared/schedule/civil-day.ts';
import { slotOf } from '../../../shared/schedule/rule-slot.ts';
import { schedulerRules } from '../../../shared/schedule/scheduler-rules.ts';
import { Timetable } from '../../../shared/schedule/timetable.ts';
import type { TimedSchedule } from '../../../shared/schedule/transition.ts';
import { aDayTable, aSchedule, at, cron, once, slot } from './a-schedule.ts';
import { due } from './due-lines.ts';

/** The dates on which a schedule's only transition runs within so many days. */
function dates(schedule: TimedSchedule, from: string, days: number): string[] {
  return due(schedule, null, from, days).map((line) => line.slice(0, 5));
}

describe('which days a rule has', () => {
  it.each([
    { rule: at('start', '08:30', [2, 4]), from: '2026-11-22', days: 9, on: ['11-23', '11-25', '11-30'] },
    { rule: once('start', '2026-12-24', '18:00'), from: '2026-12-01', days: 400, on: ['12-24'] },
    { rule: cron('start', '0 8 L * ? *'), from: '2027-12-15', days: 110, on: ['12-31', '01-31', '02-29', '03-31'] },
    { rule: cron('start', '0 8 31 * ? *'), from: '2026-02-01', days: 120, on: ['03-31', '05-31'] },
    { rule: cron('start', '0 8 29 2 ? *'), from: '2026-01-01', days: 3 * 366, on: ['02-29'] },
    { rule: cron('start', '0 8 LW * ? *'), from: '2026-05-01', days: 62, on: ['05-29', '06-30'] },
    { rule: cron('start', '0 8 1W * ? *'), from: '2026-08-01', days: 62, on: ['08-03', '09-01', '10-01'] },
    { rule: cron('start', '0 8 31W * ? *'), from: '2026-05-01', days: 62, on: ['05-29'] },
    { rule: cron('start', '0 8 ? * 2#5 *'), from: '2026-11-01', days: 61, on: ['11-30'] },
    { rule: cron('start', '0 8 ? * FRIL *'), from: '2026-11-01', days: 61, on: ['11-27', '12-25'] },
    { rule: cron('start', '0 8 ? 12 L *'), from: '2026-11-25', days: 20, on: ['12-05', '12-12'] },
    { rule: cron('start', '0 8 1 1 ? 2028'), from: '2026-01-01', days: 4 * 366, on: ['01-01'] },
  ])('$rule.rule from $from', ({ rule, from, days, on }) => {
    expect(dates(aSchedule([rule]), from, days)).toEqual(on);
  });
});

describe('transitions that meet', () => {
  const workdays = at('start', '08:30', 'workdays');
  const parts = { calendar: 'farm', unknownYear: 'fail' } as const;
  it.each([
    { transitions: [workdays, at('start', '08:30', [5])], date: '2026-10-01', on: ['10-01 08:30 start day of the week'] },
    { transitions: [at('start', '08:30', [5]), workdays], date: '2026-10-01', on: ['10-01 08:30 start day of the week'] },
    { transitions: [workdays, at('start', '08:30', [1])], date: '2026-10-01', on: ['10-01 08:30 start skip holiday: Harvest'] },
    { transitions: [at('start', '08:30', [1]), workdays], date: '2026-10-01', on: ['10-01 08:30 start skip holiday: Harvest'] },
    { transitions: [workdays, at('start', '08:30')], date: '2027-01-04', on: ['01-04 08:30 start daily'] },
    {
      transitions: [workdays, at('start', '08:30', 'after-workdays')],
      date: '2027-01-01',
      on: ['01-01 08:30 start after workday'],
    },
    {
      transitions: [at('start', '08:30', 'after-workdays'), workdays],
      date: '2026-10-06',
      on: ['10-06 08:30 start workday'],
    },
    {
      transitions: [at('stop', '08:30'), workdays],
      date: '2026-10-06',
      on: ['10-06 08:30 stop daily', '10-06 08:30 start workday'],
    },
    {
      transitions: [at('stop', '19:00'), workdays],
      date: '2026-10-06',
      on: ['10-06 08:30 start workday', '10-06 19:00 stop daily'],
    },
  ])('on $date: $on', ({ transitions, date, on }) => {
    expect(due(aSchedule(transitions, parts), aDayTable(), date, 1)).toEqual(on);
  });
});

describe('a job that is due', () => {
  const schedule = aSchedule([at('start', '08:30', [2]), at('stop', '19:00')], { timezone: 'Asia/Shanghai' });
  it.each([
    { action: 'start', local: '2026-11-23T08:30', kind: 'run' },
    { action: 'start', local: '2026-11-24T08:30', kind: 'rest' },
    { action: 'stop', local: '2026-11-24T19:00', kind: 'run' },
    { action: 'start', local: '2026-11-23T09:00', kind: 'run' },
    { action: 'start', local: '2026-11-24T09:00', kind: 'rest' },
    { action: 'stop', local: '2026-11-24T08:30', kind: 'run' },
  ] as const)('$action at $local, a time of its own or one of an older rule: $kind', ({ action, local, kind }) => {
    expect(new Timetable(schedule, null).decisionOn(action, slot(local)).kind).toBe(kind);
  });
});

describe('changes of the clock', () => {
  it.each([
    { zone: 'Europe/London', date: '2026-03-29', time: '01:30', instants: [] },
    { zone: 'Europe/London', date: '2026-03-29', time: '01:00', instants: [] },
    { zone: 'Europe/London', date: '2026-03-29', time: '02:00', instants: ['2026-03-29T01:00:00Z'] },
    { zone: 'Europe/London', date: '2026-10-25', time: '01:30', instants: ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'] },
    { zone: 'Europe/London', date: '2026-10-25', time: '02:00', instants: ['2026-10-25T02:00:00Z'] },
    { zone: 'America/New_York', date: '2026-03-08', time: '02:15', instants: [] },
    { zone: 'America/New_York', date: '2026-03-08', time: '03:00', instants: ['2026-03-08T07:00:00Z'] },
    { zone: 'America/New_York', date: '2026-11-01', time: '01:00', instants: ['2026-11-01T05:00:00Z', '2026-11-01T06:00:00Z'] },
    { zone: 'Australia/Lord_Howe', date: '2026-10-04', time: '02:15', instants: [] },
    { zone: 'Australia/Lord_Howe', date: '2026-10-04', time: '02:30', instants: ['2026-10-03T15:30:00Z'] },
    {
      zone: 'Australia/Lord_Howe',
      date: '2026-04-05',
      time: '01:45',
      instants: ['2026-04-04T14:45:00Z', '2026-04-04T15:15:00Z'],
    },
    { zone: 'Australia/Lord_Howe', date: '2026-04-05', time: '02:00', instants: ['2026-04-04T15:30:00Z'] },
    { zone: 'America/Santiago', date: '2026-09-06', time: '00:00', instants: [] },
    { zone: 'Pacific/Apia', date: '2011-12-30', time: '12:00', instants: [] },
  ])('$zone $date $time: $instants', ({ zone, date, time, instants }) => {
    const timetable = new Timetable(aSchedule([at('start', time)], { timezone: zone }), null);
    const [entry] = timetable.plan(dayOf(date), 1);
    expect(entry?.instants).toEqual(instants.map((instant) => Date.parse(instant)));
    const rule = { expression: schedulerRules(aSchedule([at('start', time)]))[0]?.expression ?? '', timezone: zone };
    for (const instant of entry?.instants ?? []) expect(slotOf(rule, instant)).toEqual(slot(`${date}T${time}`));
  });
});
