import { describe, expect, it } from 'vitest';
import { parseLocalOptions } from '../../cli/local-options.ts';
import { UsageError } from '../../cli/usage-error.ts';

const least = ['--config', 'r.yaml', '--fire', 'office-hours'];
const defaults = { config: 'r.yaml', secrets: null, schedule: 'office-hours', at: null, state: null, clock: null, json: false };

/** The message of the UsageError that these arguments bring. */
function refusal(args: readonly string[]): string {
  try {
    parseLocalOptions(args);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('the command line of local', () => {
  it.each([
    { args: least, options: defaults },
    { args: [...least.slice(0, 3), 'office-hours/start'], options: defaults },
    { args: [...least, '--json', '--secrets', 's.json'], options: { ...defaults, json: true, secrets: 's.json' } },
    { args: [...least, '--state', 'q.json'], options: { ...defaults, state: 'q.json' } },
    { args: ['--config', 'r.yaml', '--state', 'q.json'], options: { ...defaults, schedule: null, state: 'q.json' } },
    { args: [...least, '--clock', 'real'], options: { ...defaults, clock: 'real' } },
    { args: [...least, '--at', '2026-11-23T08:30:00+08:00'], options: { ...defaults, at: Date.parse('2026-11-23T00:30:00Z') } },
  ])('reads $args', ({ args, options }) => {
    expect(parseLocalOptions(args)).toEqual(options);
  });

  it.each([
    { args: [], says: '--config FILE is missing' },
    { args: [], says: '--fire SCHEDULE is missing' },
    {
      args: ['--config', 'r.yaml', '--state', 'q', '--at', '2026-11-23T00:30:00Z'],
      says: '--at INSTANT without --fire SCHEDULE',
    },
    { args: [...least, '--clock', 'lunar'], says: '--clock lunar: must be virtual or real' },
    { args: [...least, '--at', 'tomorrow'], says: '--at tomorrow: must be an instant with its offset' },
    { args: [...least, '--at', '2026-11-23T08:30:00'], says: 'must be an instant with its offset' },
    { args: [...least, '--at', '9999-12-31T23:59:59Z'], says: 'must be an instant with its offset' },
    { args: [...least, '--at', '1969-12-31T23:59:59Z'], says: 'must be an instant with its offset' },
    { args: ['--config', '', '--fire', 'office-hours'], says: '--config FILE is missing' },
    { args: [...least, '--at', '2026-13-23T08:30:00Z'], says: 'must be an instant with its offset' },
    { args: [...least.slice(0, 3), 'office-hours/stop'], says: 'the only action is start, as in --fire office-hours/start' },
    { args: [...least.slice(0, 3), 'a/start/b'], says: 'the only action is start' },
    { args: [...least, '--frobnicate'], says: "Unknown option '--frobnicate'" },
    { args: [...least, 'stray'], says: 'Unexpected argument' },
    { args: ['--config'], says: "Option '--config <value>' argument missing" },
  ])('refuses $args: $says', ({ args, says }) => {
    expect(refusal(args)).toContain(says);
    expect(refusal(args)).toContain('usage: npm run -s local -- --config FILE');
  });
});
