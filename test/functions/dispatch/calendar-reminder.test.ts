import { describe, expect, it } from 'vitest';
import { calendarReminder } from '../../../functions/dispatch/calendar-reminder.ts';
import type { Schedule } from '../../../shared/contract/compiled-configuration.ts';
import type { TransitionAction } from '../../../shared/domain/vocabulary.ts';
import { mailOf } from '../../../shared/notice/notice-mail.ts';
import type { DayTable } from '../../../shared/schedule/day-table.ts';
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
  const notice = calendarReminder({ version: 1, schedule: 'hours', action, scheduledAt }, { ...hours, ...changes }, own);
  return notice === null ? null : mailOf(notice).subject;
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

it('gives the reminder as facts, with its job and zone', () => {
  const job = { version: 1, schedule: 'hours', action: 'start', scheduledAt: '2026-12-18T00:30:00Z' } as const;
  expect(calendarReminder(job, { ...hours, unknownYear: 'fail' }, table)).toEqual({
    kind: 'calendar-ends',
    job: { id: 'hours/start/2026-12-18T00:30:00Z', schedule: 'hours', action: 'start', scheduledAt: '2026-12-18T00:30:00Z' },
    timezone: 'Asia/Shanghai',
    calendar: 'cn',
    year: 2027,
    days: 14,
    unknownYear: 'fail',
  });
});
