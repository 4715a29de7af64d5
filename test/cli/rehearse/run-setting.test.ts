import { describe, expect, it } from 'vitest';
import { parseLocalOptions } from '../../../cli/rehearse/local-options.ts';
import { clockFor, requireWork } from '../../../cli/rehearse/run-setting.ts';
import { UsageError } from '../../../cli/terminal/usage-error.ts';
import { aConfiguration, aSchedule } from '../a-configuration.ts';

const cron = { kind: 'cron', cron: '0 9 * * ? *' } as const;
const configuration = aConfiguration({
  shanghai: aSchedule({ timezone: 'Asia/Shanghai' }),
  night: aSchedule({ timezone: 'America/New_York', transitions: [{ action: 'stop', rule: cron }] }),
});
const outside = (endpoint: string) => ({
  ...configuration,
  accounts: { ali: { provider: 'alibaba', secret: 's', endpoint } as const },
});
const options = (...args: string[]) => parseLocalOptions(['--config', 'r.yaml', ...args]);
const walk = ['--from', '2026-11-23', '--days', '2'];

/** The one line of the UsageError that something throws. */
function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('the clock of a run', () => {
  it.each([
    { args: ['--fire', 'shanghai'], of: configuration, is: { clock: 'virtual' } },
    { args: ['--fire', 'shanghai', '--clock', 'real'], of: configuration, is: { clock: 'real' } },
    { args: ['--fire', 'shanghai'], of: outside('http://127.0.0.1:9'), is: { clock: 'real' } },
    { args: ['--fire', 'shanghai', '--clock', 'virtual'], of: outside('http://127.0.0.1:9'), is: { clock: 'virtual' } },
    { args: ['--state', 'q.json'], of: configuration, is: { clock: 'virtual' } },
  ])('with $args is $is', ({ args, of, is }) => {
    expect(clockFor(options(...args), of)).toEqual(is);
  });

  it('begins at the first of the first midnights', () => {
    expect(clockFor(options(...walk), configuration)).toEqual({ clock: 'virtual', startAt: Date.parse('2026-11-22T16:00:00Z') });
  });

  it.each([
    { args: walk, endpoint: 'http://127.0.0.1:9', refused: true },
    { args: [...walk, '--clock', 'virtual'], endpoint: 'https://ecs.example.com', refused: true },
    { args: [...walk, '--clock', 'virtual'], endpoint: 'http://127.0.0.1:9', refused: false },
  ])('walks $args with machines at $endpoint: refused $refused', ({ args, endpoint, refused }) => {
    const said = refusal(() => clockFor(options(...args), outside(endpoint)));
    if (refused) expect(said).toMatch(/^--from 2026-11-23: account ali in r\.yaml has an endpoint, .*--clock virtual$/);
    else expect(said).toBe('accepted');
  });
});

describe('a run without work', () => {
  it.each([
    { args: ['--fire', 'shanghai'], says: 'accepted' },
    { args: ['--fire', 'shanghai/start'], says: 'accepted' },
    { args: ['--fire', 'night'], says: 'accepted' },
    { args: ['--fire', 'night/start'], says: '--fire night/start: r.yaml has no start for night; it has stop' },
    { args: ['--fire', 'evening'], says: '--fire evening: r.yaml has no schedule of that name; it has shanghai, night' },
    { args: ['--fire', 'toString'], says: '--fire toString: r.yaml has no schedule of that name; it has shanghai, night' },
    { args: walk, says: 'accepted' },
  ])('$args: $says', ({ args, says }) => {
    expect(refusal(() => requireWork(options(...args), configuration, []))).toBe(says);
  });

  it('is one without a trigger and without messages', () => {
    expect(refusal(() => requireWork(options('--state', 'q.json'), configuration, []))).toMatch(/^--fire SCHEDULE is missing: /);
    expect(refusal(() => requireWork(options('--state', 'q.json'), configuration, ['{}']))).toBe('accepted');
  });
});
