import { describe, expect, it } from 'vitest';
import { dayOf } from '../../../shared/schedule/civil-day.ts';
import { Timetable } from '../../../shared/schedule/timetable.ts';
import { aDayTable, aSchedule, at, exception, slot } from './a-schedule.ts';
import { due } from './due-lines.ts';

describe('with a calendar', () => {
  const office = { calendar: 'farm', exceptions: [] };
  it('workdays leave out holidays by name and take in make-up workdays', () => {
    expect(due(aSchedule([at('start', '08:30', 'workdays')], office), aDayTable(), '2026-09-26', 16)).toEqual([
      '09-27 08:30 start make-up workday: Harvest',
      ...['28', '29', '30'].map((day) => `09-${day} 08:30 start workday`),
      ...['01', '02', '05'].map((day) => `10-${day} 08:30 start skip holiday: Harvest`),
      ...['06', '07', '08', '09'].map((day) => `10-${day} 08:30 start workday`),
      '10-10 08:30 start make-up workday: Harvest',
    ]);
  });

  const night = [at('start', '22:00', 'workdays'), at('stop', '07:00', 'after-workdays')];
  it('the end of an overnight window goes with its beginning, over holidays and make-up workdays', () => {
    expect(due(aSchedule(night, office), aDayTable(), '2026-09-30', 13)).toEqual([
      '09-30 07:00 stop after workday',
      '09-30 22:00 start workday',
      '10-01 07:00 stop after workday',
      '10-01 22:00 start skip holiday: Harvest',
      '10-02 07:00 stop skip after holiday: Harvest',
      '10-02 22:00 start skip holiday: Harvest',
      '10-03 07:00 stop skip after holiday: Harvest',
      '10-05 22:00 start skip holiday: Harvest',
      '10-06 07:00 stop skip after holiday: Harvest',
      '10-06 22:00 start workday',
      '10-07 07:00 stop after workday',
      '10-07 22:00 start workday',
      '10-08 07:00 stop after workday',
      '10-08 22:00 start workday',
      '10-09 07:00 stop after workday',
      '10-09 22:00 start workday',
      '10-10 07:00 stop after workday',
      '10-10 22:00 start make-up workday: Harvest',
      '10-11 07:00 stop after make-up workday: Harvest',
      '10-12 22:00 start workday',
    ]);
  });

  it.each([
    { effect: 'run', date: '2026-11-28', on: ['11-28 22:00 start exception: release', '11-29 07:00 stop exception: release'] },
    {
      effect: 'skip',
      date: '2026-11-27',
      on: ['11-27 22:00 start skip exception: release', '11-28 07:00 stop skip exception: release'],
    },
  ] as const)('an exception that says $effect takes the whole night', ({ effect, date, on }) => {
    const exceptions = [exception(effect, date, date, { because: 'release' })];
    const lines = due(aSchedule(night, { calendar: 'farm', exceptions }), aDayTable(), '2026-11-27', 3);
    expect(lines.filter((line) => line.includes('exception'))).toEqual(on);
  });

  it.each([
    { unknownYear: 'weekdays', on: ['12-31 workday', '01-01 assumed workday (calendar farm has no holiday data for 2027)'] },
    { unknownYear: 'skip', on: ['12-31 workday', '01-01 skip calendar farm has no holiday data for 2027'] },
    {
      unknownYear: 'fail',
      on: ['12-31 workday', ...['01', '02', '03'].map((day) => `01-${day} fail calendar farm has no holiday data for 2027`)],
    },
  ] as const)('$unknownYear in a year that it does not know', ({ unknownYear, on }) => {
    const schedule = aSchedule([at('start', '08:30', 'workdays')], { calendar: 'farm', unknownYear });
    const lines = due(schedule, aDayTable(), '2026-12-31', 4);
    expect(lines.map((line) => line.replace(' 08:30 start', ''))).toEqual(on);
  });

  it.each([
    { unknownYear: 'weekdays', because: 'after assumed workday (calendar farm has no holiday data for 2027)', kind: 'run' },
    { unknownYear: 'skip', because: 'calendar farm has no holiday data for 2027', kind: 'skip' },
    { unknownYear: 'fail', because: 'calendar farm has no holiday data for 2027', kind: 'fail' },
  ] as const)('$unknownYear for the end of a night that began in such a year', ({ unknownYear, because, kind }) => {
    const timetable = new Timetable(aSchedule(night, { calendar: 'farm', unknownYear }), aDayTable());
    expect(timetable.decisionOn('stop', slot('2027-01-05T07:00'))).toEqual({ kind, cause: 'unknown', because });
    expect(timetable.decisionOn('stop', slot('2027-01-01T07:00'))).toMatchObject({
      kind: 'run',
      because: 'after workday',
    });
  });

  it('names what it lacks of a year that is incomplete', () => {
    const schedule = aSchedule([at('start', '08:30', 'workdays')], { calendar: 'farm', unknownYear: 'skip' });
    const lines = due(schedule, aDayTable({ incomplete: { '2027': ['Harvest', 'Sowing'] } }), '2027-01-04', 1);
    expect(lines).toEqual(['01-04 08:30 start skip calendar farm is incomplete for 2027 (without Harvest, Sowing)']);
  });

  it('refuses to guess when the calendar is not there', () => {
    const timetable = new Timetable(aSchedule([at('start', '08:30', 'workdays')], office), null);
    expect(() => timetable.entriesOn(dayOf('2026-11-23'))).toThrow('has no calendar');
  });
});
