import { describe, expect, it } from 'vitest';
import { changesText } from '../../../cli/plan/plan-changes-text.ts';
import { paintFor } from '../../../cli/terminal/paint.ts';
import { loneSchedules, planChanges } from '../../../shared/plan/plan-changes.ts';
import { chineseOffice, londonNights, plansOf } from './a-plan.ts';

type Schedules = Parameters<typeof plansOf>[0];
const plain = paintFor({ isTTY: false }, {});

/** What changes between two files in October 2026, in few words. */
function changes(before: Schedules, after: Schedules, days = 8): string[] {
  const of = (schedules: Schedules) => plansOf(schedules, '2026-10-05', days);
  return planChanges(of(before), of(after)).map(
    ({ kind, moment, was, is }) => `${kind} ${new Date(moment.at).toISOString().slice(5, 16)} ${moment.action}: ${was} -> ${is}`,
  );
}

const text = (before: Schedules, after: Schedules, days: number) => {
  const [old, now] = [plansOf(before, '2026-11-23', days), plansOf(after, '2026-11-23', days)];
  return changesText(planChanges(old, now), loneSchedules(old, now), plain);
};

describe('what changes between two plans', () => {
  const hours = { hours: chineseOffice };
  const excepted = (lines: string) => ({ hours: `${chineseOffice}\nexceptions: [${lines}]` });
  const holiday = 'holiday: National Day (国庆节)';
  it.each([
    { says: 'nothing', before: hours, after: hours, are: [] },
    {
      says: 'a schedule',
      before: hours,
      after: { ...hours, nights: londonNights },
      are: Array.from({ length: 8 }, (_, n) => `added 10-${String(5 + n).padStart(2, '0')}T00:30 start: null -> daily`),
    },
    {
      says: 'a day that is skipped no more',
      before: hours,
      after: excepted('{ on: 2026-10-07, run: start, because: move }'),
      are: [`added 10-07T00:30 start: ${holiday} -> exception: move`],
    },
    {
      says: 'a day that is skipped now',
      before: hours,
      after: excepted('{ on: 2026-10-08, skip: all }'),
      are: ['removed 10-08T00:30 start: workday -> exception', 'removed 10-08T11:00 stop: workday -> exception'],
    },
    {
      says: 'a reason',
      before: excepted('{ on: 2026-10-07, run: stop, because: move }'),
      after: excepted('{ on: 2026-10-07, run: stop, because: audit }'),
      are: ['changed 10-07T11:00 stop: exception: move -> exception: audit'],
    },
    {
      says: 'the reason of a day that is skipped either way',
      before: hours,
      after: excepted('{ on: 2026-10-08, run: start, because: workday }'),
      are: ['changed 10-08T00:30 start: workday -> exception: workday'],
    },
    {
      says: 'the zone',
      before: { nights: londonNights },
      after: { nights: londonNights.replace('Europe/London', 'Europe/Paris') },
      days: 1,
      are: ['removed 10-05T00:30 start: daily -> null', 'added 10-04T23:30 start: null -> daily'].toReversed(),
    },
  ])('$says', ({ before, after, are, days }) => {
    expect(changes(before, after, days)).toEqual(are);
    const turned = changes(after, before, days).map((line) => line.split(' ')[0]);
    const opposite = { added: 'removed', removed: 'added', changed: 'changed' } as const;
    expect(turned).toEqual(are.map((line) => opposite[line.split(' ')[0] as keyof typeof opposite]));
  });

  it('names the schedules that only one side has, also when nothing is due', () => {
    const [old, now] = [
      plansOf({ hours: chineseOffice, old: londonNights }, '2026-11-21', 1),
      plansOf({ new: chineseOffice }, '2026-11-21', 1),
    ];
    expect(loneSchedules(old, now)).toEqual(['schedule new is new', 'schedule hours is gone', 'schedule old is gone']);
  });
});

describe('as text', () => {
  it('says that nothing changes', () => {
    expect(text({ hours: chineseOffice }, { hours: chineseOffice }, 31)).toBe('No transition changes.');
  });

  it('names a new schedule even when nothing of it is due', () => {
    const later = 'start: { once: "2026-12-24T18:00" }';
    expect(text({ hours: chineseOffice }, { hours: chineseOffice, later }, 3)).toBe(
      'schedule later is new\nNo transition changes.',
    );
  });

  it('has a line for each change, and one for many that are alike', () => {
    const after = `${chineseOffice.replace('19:00', '18:30')}
exceptions: [{ on: 2026-11-28, run: start, because: release }, { on: 2026-11-30, run: start, because: all hands }]`;
    expect(text({ hours: chineseOffice }, { hours: after, nights: londonNights }, 14)).toBe(
      [
        'schedule nights is new',
        '',
        'nights',
        '  + 01:30  start  Mon 2026-11-23 to Sun 2026-12-06, 14 times  daily',
        '',
        'hours',
        '  + 18:30  stop   Mon 2026-11-23 to Fri 2026-12-04, 10 times  workday',
        '  - 19:00  stop   Mon 2026-11-23 to Fri 2026-12-04, 10 times  (was workday)',
        '  + 08:30  start  Sat 2026-11-28  exception: release',
        '  ~ 08:30  start  Mon 2026-11-30  exception: all hands (was workday)',
        '',
        '25 added, 10 removed, 1 changed',
      ].join('\n'),
    );
  });

  it('says why something runs no more, or had not run', () => {
    const skipping = `${chineseOffice}\nexceptions: [{ on: 2026-11-24, skip: stop, because: audit }]`;
    expect(text({ hours: chineseOffice }, { hours: skipping }, 3)).toContain(
      '  - 19:00  stop   Tue 2026-11-24  now skipped: exception: audit (was workday)\n',
    );
    expect(text({ hours: skipping }, { hours: chineseOffice }, 3)).toContain(
      '  + 19:00  stop   Tue 2026-11-24  workday (was skipped: exception: audit)\n',
    );
  });
});
