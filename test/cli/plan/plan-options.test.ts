import { describe, expect, it } from 'vitest';
import { type PlanValues, readPlanOptions } from '../../../cli/plan/plan-command.ts';
import { runReveille, valuesOf } from '../a-world.ts';

const least = ['--config', 'r.yaml'];
const defaults = { config: 'r.yaml', from: null, days: 31, schedule: null, json: false, against: null, ics: null };

describe('the command line of plan', () => {
  it.each([
    { args: least, options: defaults },
    { args: [], options: { ...defaults, config: 'reveille.yaml' } },
    { args: [...least, '--from', '2026-11-23'], options: { ...defaults, from: Date.UTC(2026, 10, 23) } },
    { args: [...least, '--from', '1970-01-01', '--days', '1'], options: { ...defaults, from: 0, days: 1 } },
    {
      args: [...least, '--from', '2199-12-31', '--days', '3660'],
      options: { ...defaults, from: Date.UTC(2199, 11, 31), days: 3660 },
    },
    { args: [...least, '--schedule', 'a', '--json'], options: { ...defaults, schedule: 'a', json: true } },
    { args: [...least, '--against', 'old.yaml'], options: { ...defaults, against: 'old.yaml' } },
    { args: [...least, '--ics', 'r.ics'], options: { ...defaults, ics: 'r.ics' } },
  ])('reads $args', async ({ args, options }) => {
    expect(readPlanOptions((await valuesOf(['plan', ...args])) as unknown as PlanValues)).toEqual(options);
  });

  it.each([
    { args: ['--config', ''], says: ['--config is empty; write --config <file>, or leave it out'] },
    { args: ['--config', '--json'], says: ['--config needs a value, and --json follows it'] },
    ...['2026-02-30', 'tomorrow', '2026-11-23T08:30', '1969-12-31', '2200-01-01'].map((from) => ({
      args: [...least, '--from', from],
      says: [`--from ${from}: must be a date from 1970 to 2199, such as 2026-11-23`],
    })),
    ...['0', '-3', '3661', '1.5', '1e3', 'x'].map((days) => ({
      args: [...least, '--days', days],
      says: [`--days ${days}: must be a number from 1 to 3660`],
    })),
    { args: [...least, '--from', ''], says: ['--from is empty; write --from <date>, or leave it out'] },
    { args: [...least, '--days', ''], says: ['--days is empty; write --days <n>, or leave it out'] },
    { args: [...least, '--against', ''], says: ['--against is empty; write --against <file>, or leave it out'] },
    { args: [...least, '--ics', ''], says: ['--ics is empty; write --ics <file>, or leave it out'] },
    {
      args: [...least, '--against', 'a', '--ics', 'b'],
      says: ['--against cannot be combined with --ics, because a comparison is not a calendar; leave one out'],
    },
    { args: [...least, '--frobnicate'], says: ["unknown option '--frobnicate'; reveille plan --help shows what there is"] },
    {
      args: [...least, 'stray'],
      says: ["plan does not take 'stray'; put a value that has blanks in quotes; reveille plan --help shows what there is"],
    },
    {
      args: ['--days', '0', '--from', 'x'],
      says: ['--from x: must be a date from 1970 to 2199, such as 2026-11-23', '--days 0: must be a number from 1 to 3660'],
    },
  ])('refuses $args', async ({ args, says }) => {
    const { code, stdout, stderr } = await runReveille(['plan', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toEqual(says);
  });
});
