import { describe, expect, it } from 'vitest';
import { Timetable } from '../../../shared/schedule/timetable.ts';
import { aDayTable, aSchedule, at, cron, exception, once, slot } from './a-schedule.ts';
import { due } from './due-lines.ts';

describe('exceptions', () => {
  const hours = [at('start', '08:30', 'workdays'), at('stop', '19:00')];
  const saturday = '2026-11-28';
  it.each([
    { exceptions: [], on: ['19:00 stop daily'] },
    { exceptions: [exception('run', saturday)], on: ['08:30 start exception', '19:00 stop exception'] },
    {
      exceptions: [exception('run', saturday, saturday, { actions: ['start'], because: 'release' })],
      on: ['08:30 start exception: release', '19:00 stop daily'],
    },
    {
      exceptions: [exception('skip', '2026-11-01', '2026-11-30', { because: 'audit' })],
      on: ['19:00 stop skip exception: audit'],
    },
    { exceptions: [exception('skip', '2026-11-28', '2026-11-28', { actions: ['stop'] })], on: ['19:00 stop skip exception'] },
    { exceptions: [exception('skip', '2026-11-01', '2026-11-27'), exception('skip', '2026-11-29')], on: ['19:00 stop daily'] },
    { exceptions: [exception('run', '2026-11-28', '2026-11-30')], on: ['08:30 start exception', '19:00 stop exception'] },
    { exceptions: [exception('run', '2026-11-20', '2026-11-28')], on: ['08:30 start exception', '19:00 stop exception'] },
  ])('$exceptions on a Saturday', ({ exceptions, on }) => {
    expect(due(aSchedule(hours, { exceptions, calendar: 'farm' }), aDayTable(), saturday, 1)).toEqual(
      on.map((line) => `11-28 ${line}`),
    );
  });

  it.each([
    { effect: 'run', date: '2026-12-24', on: ['12-24 18:00 stop once'] },
    { effect: 'run', date: '2026-12-23', on: ['12-24 18:00 stop once'] },
    { effect: 'skip', date: '2026-12-24', on: ['12-24 18:00 stop once'] },
  ] as const)('a dated moment with $effect on $date', ({ effect, date, on }) => {
    const schedule = aSchedule([once('stop', '2026-12-24', '18:00')], { exceptions: [exception(effect, date)] });
    expect(due(schedule, null, '2026-12-20', 10)).toEqual(on);
  });

  it.each([
    { times: [cron('start', '0,30 8-9 ? * MON *')], on: [] },
    { times: [at('start', '08:30', [2, 3]), at('stop', '13:00', [7])], on: ['13:00 stop'] },
    {
      times: [at('start', '08:30', 'workdays', { only: [6] }), at('start', '09:30', 'workdays', { only: [7] })],
      on: ['09:30 start'],
    },
    { times: [at('start', '08:30', 'workdays', { to: '2026-11-27' })], on: [] },
    { times: [at('stop', '20:00', 'before-days-off'), at('stop', '18:00', 'last-workday')], on: ['20:00 stop'] },
    {
      times: [at('start', '05:00', { nth: 4, weekday: 7, plus: 0 }), at('start', '06:00', { nth: 1, weekday: 7, plus: 0 })],
      on: ['05:00 start'],
    },
  ])('that run a Saturday add the times that a workday would have there: $on', ({ times, on }) => {
    const schedule = aSchedule(times, { exceptions: [exception('run', saturday)], calendar: 'farm' });
    expect(due(schedule, aDayTable(), saturday, 1)).toEqual(on.map((line) => `11-28 ${line} exception`));
  });

  it('each year cover the same days, and may go over New Year', () => {
    const parts = { calendar: 'farm', exceptions: [exception('skip', '12-30', '01-02')] };
    const schedule = aSchedule([at('start', '08:30')], parts);
    const skipped = (from: string) =>
      due(schedule, aDayTable(), from, 8)
        .filter((line) => line.includes('skip'))
        .map((line) => line.slice(0, 5));
    const days = ['12-30', '12-31', '01-01', '01-02'];
    expect([skipped('2026-12-28'), skipped('2027-12-28')]).toEqual([days, days]);
  });

  it.each([
    { effect: 'run', kind: 'run' },
    { effect: 'skip', kind: 'skip' },
  ] as const)('that $effect end a failure for want of a calendar', ({ effect, kind }) => {
    const parts = { calendar: 'farm', unknownYear: 'fail', exceptions: [exception(effect, '2027-01-04')] } as const;
    const timetable = new Timetable(aSchedule([at('start', '08:30', 'workdays')], parts), aDayTable());
    expect(timetable.decisionOn('start', slot('2027-01-04T08:30'))).toEqual({
      kind,
      cause: 'exception',
      because: 'exception',
    });
  });
});
