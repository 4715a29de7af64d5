import { describe, expect, it } from 'vitest';
import { parsePlanOptions } from '../../../cli/plan/plan-options.ts';
import { UsageError } from '../../../cli/terminal/usage-error.ts';

const least = ['--config', 'r.yaml'];
const defaults = { config: 'r.yaml', from: null, days: 31, schedule: null, json: false, against: null, ics: null };

/** The lines of the UsageError that these arguments bring. */
function refusal(args: readonly string[]): readonly string[] {
  try {
    parsePlanOptions(args);
  } catch (error) {
    if (error instanceof UsageError) return error.message.split('\n');
    throw error;
  }
  return ['accepted'];
}

describe('the command line of plan', () => {
  it.each([
    { args: least, options: defaults },
    { args: [...least, '--from', '2026-11-23'], options: { ...defaults, from: Date.UTC(2026, 10, 23) } },
    { args: [...least, '--from', '1970-01-01', '--days', '1'], options: { ...defaults, from: 0, days: 1 } },
    {
      args: [...least, '--from', '2199-12-31', '--days', '3660'],
      options: { ...defaults, from: Date.UTC(2199, 11, 31), days: 3660 },
    },
    { args: [...least, '--schedule', 'a', '--json'], options: { ...defaults, schedule: 'a', json: true } },
    { args: [...least, '--against', 'old.yaml'], options: { ...defaults, against: 'old.yaml' } },
    { args: [...least, '--ics', 'r.ics'], options: { ...defaults, ics: 'r.ics' } },
  ])('reads $args', ({ args, options }) => {
    expect(parsePlanOptions(args)).toEqual(options);
  });

  it.each([
    { args: [], says: ['--config FILE is missing: the reveille.yaml to plan'] },
    { args: ['--config', ''], says: ['--config FILE is missing: the reveille.yaml to plan'] },
    ...['2026-02-30', 'tomorrow', '2026-11-23T08:30', '1969-12-31', '2200-01-01', ''].map((from) => ({
      args: [...least, '--from', from],
      says: [`--from ${from}: must be a date from 1970 to 2199, such as 2026-11-23`],
    })),
    ...['0', '3661', '1.5', '1e3', 'x', ''].map((days) => ({
      args: [...least, '--days', days],
      says: [`--days ${days}: must be a number from 1 to 3660`],
    })),
    { args: [...least, '--against', ''], says: ['--against is empty: name the older configuration file'] },
    { args: [...least, '--ics', ''], says: ['--ics is empty: name the calendar file to write'] },
    {
      args: [...least, '--against', 'a', '--ics', 'b'],
      says: ['--against with --ics: a comparison is no calendar; leave one out'],
    },
    { args: [...least, '--frobnicate'], says: ["Unknown option '--frobnicate'"] },
    { args: [...least, 'stray'], says: ["Unexpected argument 'stray'"] },
    {
      args: ['--days', '0', '--from', 'x'],
      says: [
        '--config FILE is missing: the reveille.yaml to plan',
        '--from x: must be a date from 1970 to 2199, such as 2026-11-23',
        '--days 0: must be a number from 1 to 3660',
      ],
    },
  ])('refuses $args', ({ args, says }) => {
    const lines = refusal(args);
    expect(lines.slice(0, -1).map((line) => line.replace(/ This command does not.*/, ''))).toEqual(says);
    expect(lines.at(-1)).toContain('usage: npm run -s plan -- --config FILE');
  });
});
