import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../../shared/configuration/configuration-file.ts';
import { longWindowFix } from '../../../shared/plan/long-window-fix.ts';
import { planReport } from '../../../shared/plan/plan-report.ts';
import { warningsAhead } from '../../../shared/plan/warnings-ahead.ts';
import type { Days, Rule } from '../../../shared/schedule/transition.ts';
import { aFile, plansOf } from '../../cli/plan/a-plan.ts';

/** What is said on a day, at 08:00 UTC, of a schedule with these lines. */
function saidOf(lines: readonly string[], now = '2026-11-27'): readonly string[] {
  const configuration = parseConfiguration(aFile({ rules: lines.join('\n') }), 'r.yaml');
  return warningsAhead(configuration, Date.parse(`${now}T08:00:00Z`)).map((line) => line.replace('schedules.rules: ', ''));
}

/** Rules in UTC, with China's calendar where one of them asks it. */
function hours(start: string, stop: string): readonly string[] {
  const calendar = `${start}${stop}`.includes('workdays') ? ['calendar: cn'] : [];
  return ['timezone: UTC', ...calendar, `start: ${start}`, `stop: ${stop}`];
}

const office = hours('{ at: "08:30", days: workdays }', '{ at: "19:00", days: workdays }');

describe('a window that is much longer than its fellows', () => {
  it.each([
    {
      what: 'a stop at midnight with the days of the start',
      lines: hours('{ at: "12:00", days: mon-fri }', '{ at: "00:00", days: mon-fri }'),
      says: 'is on for 60 h from 2026-11-27T12:00 to 2026-11-30T00:00, where 12 h is usual (the longest of 57 such windows in 400 days); the stop at 00:00 ends the night before: write { at: "00:00", days: tue-sat }',
    },
    {
      what: 'a night that began on a workday and ends on the next one',
      lines: hours('{ at: "21:30", days: workdays }', '{ at: "07:00", days: workdays }'),
      says: expect.stringMatching(
        /^is on for \d+ h 30 min from .*, where 9 h 30 min is usual \(the longest of \d+ .*the stop at 07:00 ends the night before: write \{ at: "07:00", days: after-workdays \}$/,
      ),
    },
    {
      what: 'a freeze over a weekend',
      lines: [...office, 'exceptions: [{ from: 2026-12-14, to: 2026-12-18, skip: stop, because: freeze }]'],
      says: 'is on for 178 h 30 min from 2026-12-14T08:30 to 2026-12-21T19:00, where 10 h 30 min is usual; its stop of 2026-12-18T19:00 is skipped (exception: freeze): to stop then, add { once: "2026-12-18T19:00" } under stop',
    },
    {
      what: 'the same, where the person says when it ends',
      lines: [
        ...hours('{ at: "08:30", days: workdays }', '[{ at: "19:00", days: workdays }, { once: "2026-12-21T13:00" }]'),
        'exceptions: [{ from: 2026-12-14, to: 2026-12-18, skip: stop, because: freeze }]',
      ],
      says: null,
    },
    {
      what: 'a make-up workday that only the start knows',
      lines: hours('{ at: "09:00", days: workdays }', '{ at: "18:00", days: mon-fri }'),
      now: '2026-01-05',
      says: 'is on for 57 h from 2026-02-14T09:00 to 2026-02-16T18:00, where 9 h is usual (the longest of 6 such windows in 400 days); to end it sooner, add { at: "18:00", days: workdays } under stop',
    },
    {
      what: 'a holiday that only the stop knows',
      lines: hours('{ at: "09:00", days: mon-fri }', '{ at: "18:00", days: workdays }'),
      now: '2026-04-01',
      says: 'is on for 177 h from 2026-10-01T09:00 to 2026-10-08T18:00, where 9 h is usual (the longest of 5 such windows in 400 days); to end it sooner, add { at: "18:00", days: mon-fri } under stop',
    },
    {
      what: 'a holiday that only the stop knows, where a cron starts',
      lines: hours('{ cron: "0 9 ? * MON-FRI *" }', '{ at: "18:00", days: workdays }'),
      now: '2026-04-01',
      says: 'is on for 177 h from 2026-10-01T09:00 to 2026-10-08T18:00, where 9 h is usual (the longest of 5 such windows in 400 days); its stop of 2026-10-07T18:00 is skipped (holiday: National Day (国庆节)): to stop then, add { once: "2026-10-07T18:00" } under stop',
    },
    {
      what: 'a weekend, where another rule starts on the other days at the same time',
      lines: hours('[{ at: "08:00", days: mon-thu }, { at: "08:00", days: fri }]', '{ at: "19:30", days: mon-thu }'),
      says: 'is on for 83 h 30 min from 2026-11-27T08:00 to 2026-11-30T19:30, where 11 h 30 min is usual (the longest of 57 such windows in 400 days); to end it sooner, add { at: "19:30", days: fri } under stop',
    },
    {
      what: 'freezes that a Saturday ends, though there are three alike',
      lines: [
        ...hours(
          '[{ at: "08:30", days: workdays }, { at: "09:30", days: sat }]',
          '[{ at: "19:00", days: workdays }, { at: "13:00", days: sat }]',
        ),
        'exceptions:',
        ...['2026-12-14, to: 2026-12-18', '2027-03-01, to: 2027-03-05', '2027-06-14, to: 2027-06-18'].map(
          (span) => `  - { from: ${span}, skip: stop, because: freeze }`,
        ),
      ],
      says: 'is on for 124 h 30 min from 2026-12-14T08:30 to 2026-12-19T13:00, where 10 h 30 min is usual (the longest of 3 such windows in 400 days); its stop of 2026-12-18T19:00 is skipped (exception: freeze): to stop then, add { once: "2026-12-18T19:00" } under stop',
    },
    {
      what: 'the first of many alike, though a change of the clock makes another longer',
      lines: ['timezone: America/Chicago', 'start: { at: "12:00", days: mon-fri }', 'stop: { at: "00:00", days: mon-fri }'],
      says: expect.stringMatching(/^is on for 60 h from 2026-11-27T12:00 to 2026-11-30T00:00/),
    },
    {
      what: 'a day without a stop',
      lines: hours('{ at: "08:00", days: mon-fri }', '[{ at: "19:30", days: mon-wed }, { at: "18:00", days: thu }]'),
      says: 'is on for 83 h 30 min from 2026-11-27T08:00 to 2026-11-30T19:30, where 11 h 30 min is usual (the longest of 57 such windows in 400 days); to end it sooner, add { at: "19:30", days: mon-fri } under stop',
    },
    {
      what: 'a cron without a stop on its day',
      lines: hours('{ cron: "0 8 ? * MON-FRI *" }', '{ cron: "30 19 ? * MON-THU *" }'),
      says: 'is on for 83 h 30 min from 2026-11-27T08:00 to 2026-11-30T19:30, where 11 h 30 min is usual (the longest of 57 such windows in 400 days); to end it sooner, add { at: "19:30", days: fri } under stop',
    },
    {
      what: 'no stop any more',
      lines: hours('{ at: "08:00" }', '{ cron: "0 19 * * ? 2026" }'),
      says: 'is on for 8752 h from 2027-01-01T08:00 without a stop in these days, where 11 h is usual; to end it, add a stop after 2027-01-01T08:00',
    },
  ])('is said of $what', ({ lines, now, says }) => {
    expect(saidOf(lines, now)).toEqual(says === null ? [] : [says]);
  });

  it.each([
    { what: 'hours that follow a calendar', lines: office },
    {
      what: 'a night that ends after workdays',
      lines: hours('{ at: "22:00", days: workdays }', '{ at: "06:00", days: after-workdays }'),
    },
    { what: 'a week from Monday to Friday', lines: hours('{ at: "08:00", days: mon }', '{ at: "18:00", days: fri }') },
    {
      what: 'a weekend by rules of its own',
      lines: hours('{ at: "08:30", days: mon-fri }', '[{ at: "19:00", days: mon-thu }, { at: "06:00", days: mon }]'),
    },
    {
      what: 'half a day on Saturday',
      lines: hours(
        '[{ at: "08:30", days: mon-fri }, { at: "09:30", days: sat }]',
        '[{ at: "19:00", days: mon-fri }, { at: "13:00", days: sat }]',
      ),
    },
    { what: 'two lengths by turns', lines: hours('{ at: "08:00", days: [mon, thu] }', '{ at: "18:00", days: [mon, sat] }') },
    {
      what: 'an open window after two others',
      lines: hours(
        '[{ once: "2026-12-01T08:00" }, { once: "2026-12-02T08:00" }, { once: "2026-12-03T08:00" }]',
        '[{ once: "2026-12-01T18:00" }, { once: "2026-12-02T18:00" }]',
      ),
    },
    { what: 'a schedule that only starts', lines: ['timezone: UTC', 'start: { at: "08:00" }'] },
    {
      what: 'two windows alone',
      lines: hours(
        '[{ once: "2026-12-01T08:00" }, { once: "2026-12-03T08:00" }]',
        '[{ once: "2026-12-01T09:30" }, { cron: "0 8 20 12 ? 2026" }]',
      ),
    },
  ])('is not said of $what', ({ lines }) => {
    expect(saidOf(lines)).toEqual([]);
  });

  it.each([
    { from: '2026-12-10', days: 4, said: 0 },
    { from: '2026-12-10', days: 5, said: 1 },
    { from: '2026-12-21', days: 1, said: 1 },
    { from: '2026-12-22', days: 5, said: 0 },
  ])('is said by a plan of $days days from $from: $said', ({ from, days, said }) => {
    const lines = [...office, 'exceptions: [{ from: 2026-12-14, to: 2026-12-18, skip: stop, because: freeze }]'];
    const { warnings } = planReport(plansOf({ rules: lines.join('\n') }, from, days), []);
    expect(warnings.filter((line) => line.includes('is on for 178 h 30 min from 2026-12-14T08:30'))).toHaveLength(said);
  });
});

describe('a day that ends before the stop of a workday', () => {
  const stops = '[{ at: "19:00", days: workdays }, { at: "13:00", days: sat }]';
  const halfDays = hours('[{ at: "08:30", days: workdays }, { at: "09:30", days: sat }]', stops);
  const release = 'exceptions: [{ on: 2026-11-28, run: all, because: release }]';
  const fix = 'to have them on until then, add a once after that under start';

  it.each([
    {
      what: 'a Saturday that an exception lets run',
      lines: [...halfDays, release],
      says: [`its stop of 2026-11-28T19:00 (exception: release) finds machines off since 13:00; ${fix}`],
    },
    {
      what: 'make-up workdays',
      lines: halfDays,
      now: '2026-01-05',
      says: [
        `its stop of 2026-02-14T19:00 (make-up workday: Spring Festival (春节)) finds machines off since 13:00 (the first of 4 such days in 400 days); ${fix}`,
      ],
    },
    {
      what: 'no day that starts again',
      lines: [...hours('[{ at: "08:30", days: workdays }, { at: "15:00", days: sat }]', stops), release],
      says: [],
    },
    {
      what: 'no stop that comes by its own rule',
      lines: hours(
        '[{ at: "08:30", days: mon-fri }, { at: "09:30", days: sat }]',
        '[{ at: "20:00" }, { at: "13:00", days: sat }]',
      ),
      says: [],
    },
    {
      what: 'no day on which nothing was on',
      lines: [...hours('{ at: "08:30", days: mon-fri }', '{ at: "19:00", days: workdays }'), release],
      says: [],
    },
    {
      what: 'no day that somebody ends with a once',
      lines: [
        ...hours('{ at: "08:30", days: workdays }', '[{ at: "19:00", days: workdays }, { once: "2026-11-28T13:00" }]'),
        release,
      ],
      says: [],
    },
    { what: 'no holiday, which has no stop of its own', lines: [...halfDays, release.replace('11-28', '12-02')], says: [] },
    {
      what: 'no stop that finds machines off on workdays too',
      lines: [
        ...hours('{ at: "08:30", days: workdays }', '[{ at: "19:00", days: workdays }, { at: "18:00", days: daily }]'),
        release,
      ],
      says: [],
    },
    {
      what: 'no second stop of the exception',
      lines: [
        ...hours('{ at: "08:30", days: workdays }', '[{ at: "19:00", days: workdays }, { at: "23:00", days: last-workday }]'),
        release,
      ],
      says: [],
    },
  ])('is said of $what', ({ lines, now, says }) => {
    expect(saidOf(lines, now)).toEqual(says);
  });
});

describe('a change of the clock', () => {
  const newYork = (start: string) => ['timezone: America/New_York', `start: ${start}`];

  it.each([
    {
      what: 'a time that is left out',
      lines: newYork('{ at: "02:30", days: tue-sun }'),
      says: [
        'start at 2027-03-14T02:30 does not run: clocks go forward in America/New_York and leave that time out; for that day add { once: "2027-03-14T03:30" }',
      ],
    },
    { what: 'no time of a day on which nothing runs', lines: newYork('{ at: "02:30", days: mon-sat }'), says: [] },
    {
      what: 'a time that comes twice',
      lines: newYork('{ at: "01:30" }'),
      says: [
        'start at 2027-11-07T01:30 runs once, at 2027-11-07T05:30:00Z: clocks go back in America/New_York and show that time twice',
      ],
    },
    {
      what: 'all times of one day in one line',
      lines: newYork('{ cron: "0/15 1,2 * * ? *" }'),
      says: [
        'start at 2027-03-14T02:00 and 3 more until 02:45 do not run: clocks go forward in America/New_York and leave these times out; for that day add { once: "2027-03-14T03:00" }',
        'start at 2027-11-07T01:00 and 3 more until 01:45 run once each, from 2027-11-07T05:00:00Z: clocks go back in America/New_York and show these times twice',
      ],
    },
    {
      what: 'nothing in a zone without changes',
      lines: ['timezone: Asia/Shanghai', 'start: { cron: "0/15 * * * ? *" }'],
      says: [],
    },
  ])('is said of $what', ({ lines, says }) => {
    expect(saidOf(lines)).toEqual(says);
  });

  it.each([
    { now: '2026-02-07', says: 1 },
    { now: '2026-02-08', says: 2 },
  ])('is said for 400 days: $says in spring from $now on', ({ now, says }) => {
    expect(saidOf(newYork('{ at: "02:30" }'), now)).toHaveLength(says);
  });

  it('is not said once it is over', () => {
    expect(saidOf(newYork('{ at: "02:30" }'), '2026-03-09').filter((line) => line.includes('2026-03-08'))).toEqual([]);
  });

  it('makes a window long where the stop is lost', () => {
    expect(
      saidOf(['timezone: America/New_York', 'start: { at: "16:00", days: mon-sat }', 'stop: { at: "02:30", days: tue-sun }']),
    ).toEqual([
      expect.stringMatching(/^stop at 2027-03-14T02:30 does not run/),
      'is on for 57 h 30 min from 2027-03-13T16:00 to 2027-03-16T02:30, where 10 h 30 min is usual; its stop of 2027-03-14T02:30 is left out by the clock: stop at a time that every day has',
    ]);
  });
});

describe('what to write for the end of a night', () => {
  const nights = hours('{ at: "21:30", days: workdays }', '{ at: "07:00", days: workdays }');
  const { rules: schedule } = parseConfiguration(aFile({ rules: nights.join('\n') }), 'r.yaml').schedules;
  const [window] = plansOf({ rules: nights.join('\n') }, '2026-11-27', 1).flatMap(({ windows }) => windows.slice(-1));
  if (schedule === undefined || window === undefined) throw new Error('the schedule has no window');

  /** The advice where both rules have other days. */
  const fixFor = (days: Days, only?: readonly number[]) => {
    const transitions = schedule.transitions.map(({ action, rule }) => ({ action, rule: { ...rule, days, only } as Rule }));
    return longWindowFix(window, { transitions });
  };

  it.each([
    { days: 'workdays', only: [2, 3, 6], fix: 'write { at: "07:00", days: after-workdays, only: [mon, tue, fri] }' },
    { days: [2, 4, 6], fix: 'write { at: "07:00", days: [tue, thu, sat] }' },
    { days: [6], fix: 'write { at: "07:00", days: sat }' },
    { days: [1, 6, 7], fix: 'write { at: "07:00", days: [mon, sat, sun] }' },
    { days: 'daily', fix: 'write { at: "07:00", days: daily }' },
  ] as const)('is $fix for $days', ({ fix, ...rule }) => {
    expect(fixFor(rule.days, 'only' in rule ? rule.only : undefined)).toBe(`the stop at 07:00 ends the night before: ${fix}`);
  });

  it('is a stop on the next day where no word says the days after', () => {
    expect(fixFor('before-days-off')).toBe('to end it sooner, add { at: "07:00", days: sat } under stop');
    expect(fixFor({ nth: 4, weekday: 6, plus: 0 })).toBe('to end it sooner, add { at: "07:00", days: sat } under stop');
  });
});
