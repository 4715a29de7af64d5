import { describe, expect, it } from 'vitest';
import { activeDays } from '../../../shared/schedule/active-days.ts';
import { dayOf, dayText } from '../../../shared/schedule/civil-day.ts';
import { namedRules } from '../../../shared/schedule/scheduler-rules.ts';
import { Timetable } from '../../../shared/schedule/timetable.ts';
import type { Days, TimedSchedule } from '../../../shared/schedule/transition.ts';
import { aDayTable, aSchedule, at, cron, exception, once, slot } from './a-schedule.ts';
import { due } from './due-lines.ts';

// Of the calendar: holidays are Thursday 1 to Monday 5 October, worked are the Sunday before and
// the Saturday after. It knows 2026.
const farm = { calendar: 'farm' } as const;
const gap = 'calendar farm has no holiday data for 2027';

/** What a stop at 20:00 on such days does, without the time. */
function stops(days: Days, from: string, count: number, parts: Partial<TimedSchedule> = {}): string[] {
  const schedule = aSchedule([at('stop', '20:00', days)], { ...farm, ...parts });
  return due(schedule, aDayTable(), from, count).map((line) => line.replace(' 20:00 stop', ''));
}

describe('days that the calendar finds', () => {
  it.each([
    { from: '2026-09-21', days: 7, on: ['09-25 before weekend'], says: 'the Saturday is off, the Sunday worked' },
    { from: '2026-09-27', days: 8, on: ['09-30 before holiday: Harvest'], says: 'a make-up workday is none' },
    { from: '2026-10-05', days: 7, on: ['10-10 before weekend'], says: 'a worked Saturday' },
  ])('before days off: $says', ({ from, days, on }) => {
    expect(stops('before-days-off', from, days)).toEqual(on);
  });

  it.each([
    { unknownYear: 'weekdays', on: ['01-01 assumed before weekend (calendar farm has no holiday data for 2027)'] },
    { unknownYear: 'skip', on: [`12-31 before a day off (${gap})`, `01-01 skip ${gap}`] },
    { unknownYear: 'fail', on: ['12-31', '01-01', '01-02', '01-03'].map((day) => `${day} fail ${gap}`) },
  ] as const)('before days off that nobody knows: $unknownYear', ({ unknownYear, on }) => {
    expect(stops('before-days-off', '2026-12-31', 4, { unknownYear })).toEqual(on);
  });

  it('before days off fails on workdays only', () => {
    const calendar = { years: [2026, 2027, 2028], holidays: {}, workdays: {} };
    const schedule = aSchedule([at('stop', '20:00', 'before-days-off')], { ...farm, unknownYear: 'fail' });
    // A Friday, and the Sunday that ends the year.
    expect(due(schedule, aDayTable(calendar), '2028-12-29', 3)).toEqual(['12-29 20:00 stop before weekend']);
  });

  it('the first and the last workday of each month', () => {
    const months = (days: Days) => stops(days, '2026-09-01', 122);
    expect(months('first-workday')).toEqual(
      ['09-01', '10-06', '11-02', '12-01'].map((day) => `${day} first workday of the month`),
    );
    expect(months('last-workday')).toEqual(['09-30', '10-30', '11-30', '12-31'].map((day) => `${day} last workday of the month`));
  });

  it.each([
    { unknownYear: 'weekdays', on: [`01-29 assumed last workday of the month (${gap})`] },
    { unknownYear: 'skip', on: ['25', '26', '27', '28', '29'].map((day) => `01-${day} skip ${gap}`) },
  ] as const)('the last workday of a month that nobody knows: $unknownYear', ({ unknownYear, on }) => {
    expect(stops('last-workday', '2027-01-25', 7, { unknownYear })).toEqual(on);
  });

  it('fail where the rest of the month is not known, also for a day that is', () => {
    const table = aDayTable({ workdays: { '2027-01-20': 'Harvest' } });
    const schedule = aSchedule([at('stop', '20:00', 'last-workday')], { ...farm, unknownYear: 'fail' });
    expect(due(schedule, table, '2027-01-20', 1)).toEqual([`01-20 20:00 stop fail ${gap}`]);
  });

  it('that are run by an exception are those that a workday would meet', () => {
    const exceptions = [exception('run', '2026-10-31')];
    const run = (days: Days, parts: Partial<TimedSchedule> = {}) => stops(days, '2026-10-31', 1, { exceptions, ...parts });
    expect(run('before-days-off')).toEqual(['10-31 exception']);
    expect(run('last-workday')).toEqual(['10-31 exception']);
    expect(run('first-workday')).toEqual([]);
  });
});

describe('a weekday of the month', () => {
  it.each([
    {
      nth: 2,
      weekday: 3,
      plus: 4,
      on: ['08-15 second Tuesday of the month, plus 4 days', '09-12 second Tuesday of the month, plus 4 days'],
    },
    { nth: -1, weekday: 6, plus: 0, on: ['08-28 last Friday of the month', '09-25 last Friday of the month'] },
    { nth: 5, weekday: 2, plus: 1, on: ['09-01 fifth Monday of the month, plus 1 day'] },
    { nth: 1, weekday: 7, plus: 0, on: ['08-01 first Saturday of the month', '09-05 first Saturday of the month'] },
  ])('$nth $weekday plus $plus', ({ on, ...days }) => {
    expect(stops(days, '2026-08-01', 61)).toEqual(on);
  });
});

describe('a narrowed time', () => {
  const dates = (schedule: TimedSchedule, from: string, days: number) =>
    due(schedule, aDayTable(), from, days).map((line) => line.slice(0, 5));

  it.each([
    { says: 'every second week', narrowed: { every: 2, from: '2026-12-04' }, on: ['12-04', '12-18'] },
    { says: 'from a Wednesday on, in its week', narrowed: { every: 3, from: '2026-12-02' }, on: ['12-04', '12-25'] },
    { says: 'up to a date', narrowed: { to: '2026-12-11' }, on: ['11-27', '12-04', '12-11'] },
    { says: 'from a date on', narrowed: { from: '2026-12-12' }, on: ['12-18', '12-25'] },
    { says: 'between days of each year', narrowed: { from: '12-20', to: '11-30' }, on: ['11-27', '12-25'] },
  ])('counts $says', ({ narrowed, on }) => {
    expect(dates(aSchedule([at('start', '09:00', [6], narrowed)]), '2026-11-23', 35)).toEqual(on);
  });

  it('over midnight goes by the evening', () => {
    const night = [at('start', '22:00', 'workdays', { only: [2, 6] }), at('stop', '06:00', 'after-workdays', { only: [2, 6] })];
    expect(due(aSchedule(night, farm), aDayTable(), '2026-11-23', 7).map((line) => line.slice(0, 17).trim())).toEqual([
      '11-23 22:00 start',
      '11-24 06:00 stop',
      '11-27 22:00 start',
      '11-28 06:00 stop',
    ]);
  });

  it('may be a cron', () => {
    const transition = cron('start', '0 9 ? * FRI *');
    const rule = { ...transition.rule, from: '2026-12-01', to: '2026-12-11' };
    expect(dates(aSchedule([{ ...transition, rule }]), '2026-11-23', 35)).toEqual(['12-04', '12-11']);
  });
});

describe('a schedule with a first and a last day', () => {
  const night = [at('start', '22:00', 'workdays'), at('stop', '06:00', 'after-workdays'), at('stop', '07:00')];
  const lines = (parts: Partial<TimedSchedule>, transitions = night) =>
    due(aSchedule(transitions, { ...farm, ...parts }), aDayTable(), '2026-12-01', 7).map((line) => line.slice(0, 17).trim());

  it('begins with the evening of its first day', () => {
    expect(lines({ from: '2026-12-07' })).toEqual(['12-07 07:00 stop', '12-07 22:00 start']);
  });

  it('ends with the first stop after its last evening', () => {
    expect(lines({ from: '2026-12-02', until: '2026-12-02' })).toEqual([
      '12-02 07:00 stop',
      '12-02 22:00 start',
      '12-03 06:00 stop',
    ]);
  });

  it.each([
    { says: 'its window was closed', until: '2026-12-05' },
    { says: 'nothing has run', from: '2026-12-05', until: '2026-12-05' },
  ])('has no further stop when $says', ({ says: _, ...parts }) => {
    const day = [at('start', '08:00', [2, 3, 4, 5, 6]), at('stop', '19:00', [2, 3, 4, 5, 6])];
    const after = lines(parts, day).filter((line) => line > '12-05');
    expect(after).toEqual([]);
    expect(new Timetable(aSchedule(day, parts), null).closingStop()).toBeNull();
  });

  it('has no further stop when there is none', () => {
    const start = [at('start', '08:00')];
    expect(new Timetable(aSchedule(start), null).closingStop()).toBeNull();
    expect(new Timetable(aSchedule(start, { until: '2026-12-05' }), null).closingStop()).toBeNull();
  });

  it('is decided alike for a job: no time of its own runs after its end', () => {
    const timetable = new Timetable(aSchedule(night, { ...farm, until: '2026-12-02' }), aDayTable());
    const kinds = ['2026-12-03T06:00', '2026-12-03T07:00', '2026-12-04T06:00'].map(
      (local) => timetable.decisionOn('stop', slot(local)).kind,
    );
    expect(kinds).toEqual(['run', 'rest', 'rest']);
    expect(timetable.decisionOn('start', slot('2026-12-04T22:00')).because).toBe('outside the days of the schedule');
  });

  it('still tells of its last stop where the clock leaves that out, and stops with the next one', () => {
    const times = [at('start', '12:00', [7]), at('stop', '00:00')];
    const parts = { timezone: 'Asia/Beirut', until: '2027-03-27' };
    const entries = [...new Timetable(aSchedule(times, parts), null).plan(dayOf('2027-03-28'), 4)];
    expect(entries.map(({ day, instants }) => [dayText(day), instants.length])).toEqual([
      ['2027-03-28', 0],
      ['2027-03-29', 1],
    ]);
  });

  it('ends with a stop that fails where its calendar does not know the year', () => {
    const times = [at('start', '22:00', 'workdays'), at('stop', '06:00', 'workdays')];
    const parts = { ...farm, unknownYear: 'fail', until: '2026-12-31' } as const;
    const timetable = new Timetable(aSchedule(times, parts), aDayTable());
    expect(timetable.closingStop()).toMatchObject({ action: 'stop', day: dayOf('2027-01-01'), decision: { kind: 'fail' } });
  });

  it('has no stop where no later day stops', () => {
    const times = [at('start', '08:00'), at('stop', '19:00', 'daily', { to: '2026-12-01' })];
    expect(new Timetable(aSchedule(times, { until: '2026-12-05' }), null).closingStop()).toBeNull();
  });

  it('is active from the noon before to the noon after', () => {
    const instants = (parts: Partial<TimedSchedule>, transitions = night) => {
      const { from, to } = activeDays(aSchedule(transitions, { ...farm, timezone: 'Asia/Shanghai', ...parts }), aDayTable());
      return [from, to].map((instant) => (instant === null ? null : new Date(instant).toISOString().slice(0, 16)));
    };
    expect(instants({})).toEqual([null, null]);
    expect(instants({ timezone: 'Pacific/Apia', until: '2011-12-29' }, [at('stop', '08:00')])).toEqual([
      null,
      '2011-12-30T22:00',
    ]);
    expect(instants({ from: '2026-12-02' })).toEqual(['2026-12-01T04:00', null]);
    expect(instants({ until: '2026-12-02' })).toEqual([null, '2026-12-04T04:00']);
    expect(instants({ until: '2026-12-02' }, [once('start', '2026-12-01', '08:00')])).toEqual([null, '2026-12-03T04:00']);
  });
});

it('rules are numbered for each action', () => {
  const schedule = aSchedule([at('start', '08:00'), at('start', '09:00'), at('stop', '19:00')]);
  expect(namedRules('s', schedule).map(({ name }) => name)).toEqual(['s-start', 's-start-2', 's-stop']);
});
