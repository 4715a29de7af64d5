import { describe, expect, it } from 'vitest';
import { Timetable } from '../../../shared/schedule/timetable.ts';
import { aDayTable, aSchedule, at, cron, exception, once } from './a-schedule.ts';
import { due } from './due-lines.ts';

describe('exceptions', () => {
  const hours = [at('start', '08:30', [2, 3, 4, 5, 6]), at('stop', '19:00')];
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
    expect(due(aSchedule(hours, { exceptions }), null, saturday, 1)).toEqual(on.map((line) => `11-28 ${line}`));
  });

  it.each([
    { effect: 'run', date: '2026-12-24', on: ['12-24 18:00 stop once'] },
    { effect: 'run', date: '2026-12-23', on: ['12-24 18:00 stop once'] },
    { effect: 'skip', date: '2026-12-24', on: ['12-24 18:00 stop skip exception'] },
  ] as const)('a dated moment with $effect on $date', ({ effect, date, on }) => {
    const schedule = aSchedule([once('stop', '2026-12-24', '18:00')], { exceptions: [exception(effect, date)] });
    expect(due(schedule, null, '2026-12-20', 10)).toEqual(on);
  });

  it('runs all times of a cron expression on a day that is none of its own', () => {
    const schedule = aSchedule([cron('start', '0,30 8-9 ? * MON *')], { exceptions: [exception('run', saturday)] });
    expect(due(schedule, null, saturday, 1).map((line) => line.slice(6, 11))).toEqual(['08:00', '08:30', '09:00', '09:30']);
  });

  it.each([
    { effect: 'run', kind: 'run' },
    { effect: 'skip', kind: 'skip' },
  ] as const)('that $effect end a failure for want of a calendar', ({ effect, kind }) => {
    const parts = { calendar: 'farm', unknownYear: 'fail', exceptions: [exception(effect, '2027-01-04')] } as const;
    const timetable = new Timetable(aSchedule([at('start', '08:30', 'workdays')], parts), aDayTable());
    expect(timetable.decisionAt('start', Date.parse('2027-01-04T08:30Z'))).toEqual({
      kind,
      cause: 'exception',
      because: 'exception',
    });
  });
});
