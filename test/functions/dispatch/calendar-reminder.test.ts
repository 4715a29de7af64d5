import { describe, expect, it } from 'vitest';
import { calendarReminder } from '../../../functions/dispatch/calendar-reminder.ts';
import type { Schedule } from '../../../shared/contract/compiled-configuration.ts';
import type { JobMessage } from '../../../shared/contract/job.ts';
import type { TransitionAction } from '../../../shared/domain/vocabulary.ts';
import type { CalendarNotice } from '../../../shared/notice/notice.ts';
import { mailOf } from '../../../shared/notice/notice-mail.ts';
import { dayOfWall } from '../../../shared/schedule/civil-day.ts';
import type { DayTable } from '../../../shared/schedule/day-table.ts';
import { WallTime } from '../../../shared/schedule/wall-time.ts';
import { schedule } from './a-deployment.ts';

type Transitions = Schedule['transitions'];

const table: DayTable = { weekend: [1, 7], years: [2026], holidays: {}, workdays: {} };
const start = { action: 'start', rule: { kind: 'at', time: '08:30', days: 'workdays' } } as const;
const stop = { action: 'stop', rule: { kind: 'at', time: '19:00', days: 'workdays' } } as const;
const hours: Schedule = { ...schedule, calendar: 'cn', transitions: [start, stop], targets: [] };

interface Occasion extends Partial<Schedule> {
  readonly action?: TransitionAction;
  readonly own?: DayTable | null;
}

/**
 * The subject of the mail that a job brings about, of a schedule that begins its workdays at 08:30
 * in Shanghai; or null.
 */
function said(scheduledAt: string, { action = 'start', own = table, ...changes }: Occasion = {}): string | null {
  const notice = toldBy({ schedule: 'hours', action, scheduledAt }, { hours: { ...hours, ...changes } }, own);
  return notice === null ? null : mailOf(notice).subject;
}

/** The notice that a job brings about in a deployment with these schedules and this calendar. */
function toldBy(
  job: Omit<JobMessage, 'version'>,
  schedules: Readonly<Record<string, Schedule>>,
  own: DayTable | null = table,
): CalendarNotice | null {
  const wall = new WallTime(schedules[job.schedule]?.timezone ?? 'UTC').at(Date.parse(job.scheduledAt));
  const slot = { day: dayOfWall(wall), time: wall - dayOfWall(wall) };
  return calendarReminder({ version: 1, ...job }, slot, { schedules, calendars: own === null ? {} : { cn: own } });
}

const ends = (when: string) => `Reveille: calendar cn ends ${when}`;

describe('people are told of a calendar that ends with 2026', () => {
  it.each([
    ['2026-12-01', null],
    ['2026-12-02', ends('in 30 days')],
    ['2026-12-03', null],
    ['2026-12-18', ends('in 14 days')],
    ['2026-12-24', null],
    ['2026-12-25', ends('in 7 days')],
    ['2026-12-28', null],
    ['2026-12-31', ends('in 1 day')],
    ['2027-01-01', ends('now')],
    ['2027-01-02', null],
    ['2027-01-03', null],
    ['2027-01-04', ends('now')],
    ['2027-01-05', null],
    ['2027-01-11', ends('now')],
    ['2027-06-07', ends('now')],
    ['2028-01-01', ends('now')],
  ])('on %s: %s', (date, subject) => {
    expect(said(`${date}T00:30:00Z`)).toBe(subject);
  });

  it.each([
    { what: 'years to come', years: [2026, 2027], at: '2026-12-02', subject: null },
    { what: 'years to come, and then it ends', years: [2026, 2027], at: '2027-12-02', subject: ends('in 30 days') },
    { what: 'a gap', years: [2026, 2028], at: '2026-12-02', subject: ends('in 30 days') },
    { what: 'nothing of the past', years: [2027], at: '2026-11-23', subject: ends('now') },
    { what: 'no year at all', years: [], at: '2026-11-23', subject: ends('now') },
    { what: 'all there is to know', years: null, at: '2026-12-02', subject: null },
  ])('that knows $what, on $at: $subject', ({ years, at, subject }) => {
    expect(said(`${at}T00:30:00Z`, { own: { ...table, years } })).toBe(subject);
  });
});

describe('the transition that reminds', () => {
  const first = '2026-12-02T00:30:00Z';
  const weekdays = { action: 'start', rule: { kind: 'at', time: '08:30', days: [2, 3] } } as const;
  const cron = { action: 'start', rule: { kind: 'cron', cron: '30 8 * * ? *' } } as const;
  const overnight = { action: 'stop', rule: { kind: 'at', time: '07:00', days: 'after-workdays' } } as const;

  it.each([
    { who: 'is the first that asks the calendar', transitions: [start, stop], action: 'start', at: first, speaks: true },
    {
      who: 'is not the second that asks it',
      transitions: [start, stop],
      action: 'stop',
      at: '2026-12-02T11:00:00Z',
      speaks: false,
    },
    {
      who: 'is a stop, when the stop is the first',
      transitions: [stop, start],
      action: 'stop',
      at: '2026-12-02T11:00:00Z',
      speaks: true,
    },
    {
      who: 'is not the start, when the stop is the first',
      transitions: [stop, start],
      action: 'start',
      at: first,
      speaks: false,
    },
    { who: 'is the end of a night window', transitions: [overnight], action: 'stop', at: '2026-12-01T23:00:00Z', speaks: true },
    {
      who: 'is not an earlier transition that asks no calendar',
      transitions: [weekdays, cron, stop],
      action: 'start',
      at: first,
      speaks: false,
    },
    {
      who: 'is the stop, when the start asks no calendar',
      transitions: [cron, stop],
      action: 'stop',
      at: '2026-12-02T11:00:00Z',
      speaks: true,
    },
    {
      who: 'is none at a time that a person chose',
      transitions: [start],
      action: 'start',
      at: '2026-12-02T00:31:00Z',
      speaks: false,
    },
    { who: 'is none for another action', transitions: [start], action: 'stop', at: first, speaks: false },
    { who: 'is none when no transition asks the calendar', transitions: [cron], action: 'start', at: first, speaks: false },
    { who: 'is none without transitions', transitions: [], action: 'start', at: first, speaks: false },
  ] as readonly { who: string; transitions: Transitions; action: TransitionAction; at: string; speaks: boolean }[])(
    '$who',
    ({ transitions, action, at, speaks }) => {
      expect(said(at, { transitions, action }) !== null).toBe(speaks);
    },
  );

  it('is none without a calendar', () => {
    expect(said(first, { own: null })).toBeNull();
  });

  it.each([
    { timezone: 'Asia/Shanghai', time: '00:15', at: '2026-12-01T16:15:00Z', subject: ends('in 30 days') },
    { timezone: 'Asia/Shanghai', time: '00:15', at: '2026-12-02T16:15:00Z', subject: null },
    { timezone: 'America/New_York', time: '20:00', at: '2026-12-03T01:00:00Z', subject: ends('in 30 days') },
    { timezone: 'America/New_York', time: '20:00', at: '2027-01-01T01:00:00Z', subject: ends('in 1 day') },
    { timezone: 'Pacific/Kiritimati', time: '08:30', at: '2026-12-31T18:30:00Z', subject: ends('now') },
  ])('goes by the date on the wall: $time in $timezone at $at: $subject', ({ timezone, time, at, subject }) => {
    const rule = { kind: 'at' as const, time, days: 'workdays' as const };
    expect(said(at, { timezone, transitions: [{ action: 'start', rule }] })).toBe(subject);
  });
});

it('gives the reminder as facts, with the job that tells it and its zone', () => {
  const job = { schedule: 'hours', action: 'start', scheduledAt: '2026-12-18T00:30:00Z' } as const;
  expect(toldBy(job, { hours: { ...hours, unknownYear: 'fail' } })).toEqual({
    kind: 'calendar-ends',
    job: { id: 'hours/start/2026-12-18T00:30:00Z', schedule: 'hours', action: 'start', scheduledAt: '2026-12-18T00:30:00Z' },
    timezone: 'Asia/Shanghai',
    calendar: 'cn',
    year: 2027,
    days: 14,
    missing: [],
    schedules: [{ name: 'hours', unknownYear: 'fail' }],
  });
});

describe('the reminder of a calendar that several schedules ask', () => {
  const due = '2026-12-18T00:30:00Z';
  /** Which of the schedules speak at their own 08:30 of that day in Shanghai, and whom they name. */
  const speakers = (schedules: Readonly<Record<string, Partial<Schedule>>>, own = table, scheduledAt = due) => {
    const all = Object.fromEntries(Object.entries(schedules).map(([name, changes]) => [name, { ...hours, ...changes }]));
    return Object.keys(all).flatMap((name) => {
      const notice = toldBy({ schedule: name, action: 'start', scheduledAt }, all, own);
      return notice === null ? [] : [[name, notice.schedules.map((each) => each.name).join(' ')]];
    });
  };
  const unplain = { ...start, rule: { ...start.rule, only: [6] } };

  it('comes from the first of them by name, and names all', () => {
    expect(speakers({ zoo: {}, arcade: {}, mall: {} })).toEqual([['arcade', 'arcade mall zoo']]);
  });

  it.each([
    { what: 'has another calendar', changes: { calendar: 'sg' } },
    { what: 'asks no calendar', changes: { transitions: [{ action: 'start', rule: { kind: 'cron', cron: '30 8 * * ? *' } }] } },
    { what: 'ends before the year that is not known', changes: { until: '2026-12-31' } },
  ] as readonly { what: string; changes: Partial<Schedule> }[])('leaves out one that $what', ({ changes }) => {
    expect(speakers({ arcade: changes, zoo: {} })).toEqual([['zoo', 'zoo']]);
  });

  it('names one that has not begun, which cannot speak', () => {
    expect(speakers({ arcade: { from: '2026-12-19' }, zoo: {} })).toEqual([['zoo', 'arcade zoo']]);
    expect(speakers({ arcade: { from: '2026-12-18' }, zoo: {} })).toEqual([['arcade', 'arcade zoo']]);
  });

  it.each([
    { what: 'another that fires every day', arcade: [unplain], zoo: [start], speaks: 'zoo' },
    { what: 'the first that fires on that Friday', arcade: [unplain], zoo: [unplain], speaks: 'arcade' },
    {
      what: 'another where the first fires on Mondays',
      arcade: [{ ...start, rule: { ...start.rule, only: [2] } }],
      zoo: [unplain],
      speaks: 'zoo',
    },
  ] as readonly { what: string; arcade: Transitions; zoo: Transitions; speaks: string }[])(
    'comes from $what',
    ({ arcade, zoo, speaks }) => {
      expect(speakers({ arcade: { transitions: arcade }, zoo: { transitions: zoo } })).toEqual([[speaks, 'arcade zoo']]);
    },
  );

  it('comes from one whose jobs do not fail, once the year has begun', () => {
    const newYear = '2027-01-01T00:30:00Z';
    expect(speakers({ arcade: { unknownYear: 'fail' }, zoo: {} }, table, newYear)).toEqual([['zoo', 'arcade zoo']]);
    expect(speakers({ arcade: { unknownYear: 'fail' } }, table, newYear)).toEqual([]);
    expect(speakers({ arcade: { unknownYear: 'fail' } })).toEqual([['arcade', 'arcade']]);
  });

  it('comes from another where the clock leaves out the time of the first', () => {
    // Iran's clocks went forward at midnight of a Monday in 2021 (time zone database, asia).
    const early = { transitions: [{ ...start, rule: { ...start.rule, time: '00:30' } }] };
    const tehran = (changes: Partial<Schedule>) => ({ ...hours, timezone: 'Asia/Tehran', ...changes });
    const spoken = (name: string, scheduledAt: string) =>
      toldBy(
        { schedule: name, action: 'start', scheduledAt },
        { arcade: tehran(early), zoo: tehran({}) },
        { ...table, years: [] },
      );
    expect(spoken('zoo', '2021-03-15T05:00:00Z')).toBeNull();
    expect(spoken('arcade', '2021-03-14T21:00:00Z')?.days).toBeLessThan(0);
    expect(spoken('zoo', '2021-03-22T04:00:00Z')?.days).toBeLessThan(0);
  });

  it('says which holidays the data lacks', () => {
    const own = { ...table, incomplete: { 2027: ['Deepavali', 'Hari Raya Haji'] } };
    const notice = toldBy({ schedule: 'hours', action: 'start', scheduledAt: due }, { hours }, own);
    expect(notice?.missing).toEqual(['Deepavali', 'Hari Raya Haji']);
  });
});
