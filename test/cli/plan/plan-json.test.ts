import { describe, expect, it } from 'vitest';
import { chineseOffice, londonNights } from './a-plan.ts';
import { planFiles, runPlan } from './a-plan-run.ts';

const { write, office, nights, both } = planFiles();

async function json(...args: readonly string[]) {
  return JSON.parse((await runPlan(...args, '--json')).stdout);
}

describe('plan --json', () => {
  it('of China in 2026: 19 weekday holidays are skipped by name and 6 make-up workdays run', async () => {
    const { transitions, skipped, warnings } = await json('--config', office, '--from', '2026-01-01', '--days', '365');
    type Row = Readonly<Record<'action' | 'local' | 'instant' | 'because', string>>;
    const starts = (rows: readonly Row[]) => rows.filter(({ action }) => action === 'start');
    const dates = (rows: readonly Row[]) => rows.map(({ local }) => local.slice(0, 10));
    const madeUp = starts(transitions).filter(({ because }) => because.startsWith('make-up workday: '));
    expect(dates(madeUp)).toEqual(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']);
    // The State Council's days off for 2026, without their weekends.
    expect(dates(starts(skipped))).toEqual([
      ...['2026-01-01', '2026-01-02'],
      ...['16', '17', '18', '19', '20', '23'].map((day) => `2026-02-${day}`),
      ...['2026-04-06', '2026-05-01', '2026-05-04', '2026-05-05', '2026-06-19', '2026-09-25'],
      ...['01', '02', '05', '06', '07'].map((day) => `2026-10-${day}`),
    ]);
    for (const { because } of skipped) expect(because).toMatch(/^holiday: \p{L}/u);
    expect(skipped).toHaveLength(2 * 19);
    expect(transitions).toHaveLength(2 * (261 - 19 + 6));
    expect(warnings).toEqual([]);
  });

  it('has the keys of a plan, in order of time over all schedules', async () => {
    const report = await json('--config', both, '--from', '2026-10-01', '--days', '2');
    expect(Object.keys(report)).toEqual(['transitions', 'skipped', 'warnings', 'windows']);
    expect(report.transitions[0]).toEqual({
      schedule: 'nights',
      action: 'start',
      local: '2026-10-01T01:30',
      instant: '2026-10-01T00:30:00Z',
      because: 'daily',
    });
    expect(report.skipped.map(({ instant }: { instant: string }) => instant)).toEqual([
      '2026-10-01T00:30:00Z',
      '2026-10-01T11:00:00Z',
      '2026-10-02T00:30:00Z',
      '2026-10-02T11:00:00Z',
    ]);
    const all = await json('--config', both, '--days', '60');
    const instants = all.transitions.map(({ instant }: { instant: string }) => instant);
    expect(instants).toEqual(instants.toSorted());
  });

  it.each([
    { days: '40', years: [] },
    { days: '41', years: [2027] },
    { days: '406', years: [2027, 2028] },
  ])('warns of the years within $days days that the calendar does not know: $years', async ({ days, years }) => {
    const { warnings } = await json('--config', office, '--days', days);
    expect(warnings).toEqual(
      years.map(
        (year) =>
          `schedules.office: calendar cn has no holiday data for ${year}: every day outside the weekend counts as a workday (unknownYear: weekdays)`,
      ),
    );
  });

  it.each([
    { unknownYear: 'skip', says: 'workdays of that year are skipped', skips: [1] },
    { unknownYear: 'fail', says: 'jobs of that year end in the dead letters of the jobs queue', skips: [1, 2, 3] },
  ])('with unknownYear: $unknownYear has those days among the skipped', async ({ unknownYear, says, skips }) => {
    const lines = `calendar: cn\nunknownYear: ${unknownYear}\nstart: { at: "08:30", days: workdays }`;
    const file = write(`${unknownYear}.yaml`, { office: lines });
    const report = await json('--config', file, '--from', '2026-12-31', '--days', '4');
    expect(report.transitions).toHaveLength(1);
    expect(report.skipped).toEqual(
      skips.map((day) => ({
        schedule: 'office',
        action: 'start',
        local: `2027-01-0${day}T08:30`,
        instant: `2027-01-0${day}T08:30:00Z`,
        because: 'calendar cn has no holiday data for 2027',
      })),
    );
    expect(report.warnings).toEqual([
      `schedules.office: calendar cn has no holiday data for 2027: ${says} (unknownYear: ${unknownYear})`,
    ]);
  });

  it('skips a time that the clock leaves out, and runs one that it shows twice once, both with a warning', async () => {
    const report = await json('--config', nights, '--from', '2026-03-28', '--days', '212');
    expect(report.skipped).toEqual([
      {
        schedule: 'nights',
        action: 'start',
        local: '2026-03-29T01:30',
        instant: null,
        because: 'this local time does not exist on that day (clocks go forward)',
      },
    ]);
    const twice = report.transitions.filter(({ local }: { local: string }) => local === '2026-10-25T01:30');
    expect(twice.map(({ instant }: { instant: string }) => instant)).toEqual(['2026-10-25T00:30:00Z']);
    expect(report.warnings).toEqual([
      'schedules.nights: start at 2026-03-29T01:30 does not run: clocks go forward in Europe/London and leave that time out; for that day add { once: "2026-03-29T02:30" }',
      'schedules.nights: start at 2026-10-25T01:30 runs once, at 2026-10-25T00:30:00Z: clocks go back in Europe/London and show that time twice',
    ]);
  });

  it('does not warn of clock changes that something skipped does not feel', async () => {
    const lines = `${londonNights}\nexceptions: [{ on: 2026-03-29, skip: start }, { on: 2026-10-25, skip: start }]`;
    const report = await json('--config', write('felt.yaml', { nights: lines }), '--from', '2026-03-28', '--days', '212');
    expect(report.warnings.filter((warning: string) => warning.includes('clocks'))).toEqual([]);
    expect(report.skipped.map((row: { instant: string | null; because: string }) => [row.instant, row.because])).toEqual([
      [null, 'exception'],
      ['2026-10-25T00:30:00Z', 'exception'],
    ]);
  });

  it('tells what else the configuration would surprise its owner with, of the schedules asked for', async () => {
    const over = `${londonNights}\nexceptions: [{ on: 2026-11-01, skip: start, because: move }]`;
    const file = write('over.yaml', { nights: over, office: chineseOffice });
    const warnings = ['schedules.nights: exception 1 (2026-11-01, move) is in the past; delete it'];
    expect((await json('--config', file, '--days', '2')).warnings).toEqual(warnings);
    expect((await json('--config', file, '--days', '2', '--schedule', 'office')).warnings).toEqual([]);
  });
});
