import { describe, expect, it } from 'vitest';
import { type LocalValues, readLocalOptions } from '../../../cli/rehearse/local-options.ts';
import { runReveille, valuesOf } from '../a-world.ts';

const least = ['--config', 'r.yaml', '--fire', 'office-hours'];
const fire = { kind: 'fire', schedule: 'office-hours', action: null, at: null };
const defaults = {
  config: 'r.yaml',
  secrets: null,
  standIns: false,
  alerts: null,
  trigger: fire,
  state: null,
  clock: null,
  json: false,
};
const walk = ['--config', 'r.yaml', '--from', '2026-11-23', '--days', '14'];
const days = (date: string, count: number) => ({
  ...defaults,
  trigger: { kind: 'days', days: { first: Date.parse(date), count } },
});

describe('the command line of local', () => {
  it.each([
    { args: least, options: defaults },
    { args: [...least.slice(0, 3), 'office-hours/start'], options: { ...defaults, trigger: { ...fire, action: 'start' } } },
    { args: [...least.slice(0, 3), 'office-hours/stop'], options: { ...defaults, trigger: { ...fire, action: 'stop' } } },
    { args: walk, options: days('2026-11-23', 14) },
    { args: [...walk.slice(0, 4), '--days=1', '--clock', 'virtual'], options: { ...days('2026-11-23', 1), clock: 'virtual' } },
    {
      args: ['--config', 'r.yaml', '--from', '2028-02-29', '--days', '366', '--state', 'q.json'],
      options: { ...days('2028-02-29', 366), state: 'q.json' },
    },
    { args: [...least, '--json', '--secrets', 's.json'], options: { ...defaults, json: true, secrets: 's.json' } },
    { args: [...least, '--stand-ins'], options: { ...defaults, standIns: true } },
    { args: [...least, '--state', 'q.json'], options: { ...defaults, state: 'q.json' } },
    { args: ['--config', 'r.yaml', '--state', 'q.json'], options: { ...defaults, trigger: null, state: 'q.json' } },
    { args: [...least, '--clock', 'real'], options: { ...defaults, clock: 'real' } },
    {
      args: [...least, '--at', '2026-11-23T08:30:00+08:00'],
      options: { ...defaults, trigger: { ...fire, at: Date.parse('2026-11-23T00:30:00Z') } },
    },
  ])('reads $args', async ({ args, options }) => {
    expect(readLocalOptions((await valuesOf(['local', ...args])) as unknown as LocalValues)).toEqual(options);
  });

  it.each([
    { args: [], says: '--fire SCHEDULE is missing' },
    {
      args: ['--config', 'r.yaml', '--state', 'q', '--at', '2026-11-23T00:30:00Z'],
      says: '--at INSTANT needs --fire SCHEDULE',
    },
    { args: [...least, '--clock', 'lunar'], says: '--clock lunar: must be virtual or real' },
    { args: [...least, '--at', 'tomorrow'], says: '--at tomorrow: must be an instant with its offset' },
    { args: [...least, '--at', '2026-11-23T08:30:00'], says: 'must be an instant with its offset' },
    { args: [...least, '--at', '9999-12-31T23:59:59Z'], says: 'must be an instant with its offset' },
    { args: [...least, '--at', '1969-12-31T23:59:59Z'], says: 'must be an instant with its offset' },
    { args: ['--config', '', '--fire', 'office-hours'], says: '--config is empty; write --config <file>, or leave it out' },
    { args: [...least, '--at', '2026-13-23T08:30:00Z'], says: 'must be an instant with its offset' },
    {
      args: [...least.slice(0, 3), 'office-hours/pause'],
      says: 'the actions are start and stop, as in --fire office-hours/start',
    },
    { args: [...least.slice(0, 3), 'office-hours/'], says: 'the actions are start and stop' },
    { args: [...least.slice(0, 3), 'a/start/b'], says: 'the actions are start and stop' },
    {
      args: [...least, '--from', '2026-11-23', '--days', '14'],
      says: '--fire office-hours: cannot be combined with --from and --days',
    },
    {
      args: [...walk, '--at', '2026-11-23T00:30:00Z'],
      says: '--at 2026-11-23T00:30:00Z: cannot be combined with --from and --days',
    },
    { args: walk.slice(0, 4), says: '--days N is missing' },
    { args: [...walk.slice(0, 2), ...walk.slice(4)], says: '--from DATE is missing' },
    { args: [...walk.slice(0, 4), '--days', '0'], says: '--days 0: must be a number from 1 to 366' },
    { args: [...walk.slice(0, 4), '--days', '367'], says: '--days 367: must be' },
    { args: [...walk.slice(0, 4), '--days', '1.5'], says: '--days 1.5: must be' },
    { args: [...walk.slice(0, 4), '--days=-1'], says: '--days -1: must be' },
    { args: [...walk.slice(0, 3), '2026-02-29', '--days', '1'], says: '--from 2026-02-29: must be a date' },
    { args: [...walk.slice(0, 3), '2026-11-23T00:00', '--days', '1'], says: '--from 2026-11-23T00:00: must be a date' },
    { args: [...walk.slice(0, 3), '2200-01-01', '--days', '1'], says: '--from 2200-01-01: must be a date from 1970 to 2199' },
    { args: [...walk, '--clock', 'real'], says: '--clock real: cannot be combined with --from and --days' },
    { args: [...least, '--frobnicate'], says: "unknown option '--frobnicate'" },
    { args: [...least, 'stray'], says: "local does not take 'stray'" },
    { args: ['--config'], says: '--config needs a value: write --config <file>' },
  ])('refuses $args: $says', async ({ args, says }) => {
    const { code, stdout, stderr } = await runReveille(['local', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
  });
});
