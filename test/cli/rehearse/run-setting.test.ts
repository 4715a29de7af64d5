import { describe, expect, it } from 'vitest';
import { type LocalValues, readLocalOptions } from '../../../cli/rehearse/local-options.ts';
import { clockFor, requireSources, requireWork } from '../../../cli/rehearse/run-setting.ts';
import { emptyRunState } from '../../../cli/rehearse/run-state.ts';
import { UsageError } from '../../../cli/terminal/exit-code.ts';
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
const options = (values: Omit<LocalValues, 'config'>) => readLocalOptions({ config: 'r.yaml', ...values });
const walk = { from: '2026-11-23', days: '2' };

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
    { values: { fire: 'shanghai' }, of: configuration, is: { clock: 'virtual' } },
    { values: { fire: 'shanghai', clock: 'real' }, of: configuration, is: { clock: 'real' } },
    { values: { fire: 'shanghai' }, of: outside('http://127.0.0.1:9'), is: { clock: 'real' } },
    { values: { fire: 'shanghai', clock: 'virtual' }, of: outside('http://127.0.0.1:9'), is: { clock: 'virtual' } },
    { values: { state: 'q.json' }, of: configuration, is: { clock: 'virtual' } },
  ])('with $values is $is', ({ values, of, is }) => {
    expect(clockFor(options(values), of, {}, 0)).toEqual(is);
  });

  it('begins at midnight in UTC when there is no schedule', () => {
    const restartsAlone = { ...configuration, schedules: {} };
    expect(clockFor(options(walk), restartsAlone, {}, 0)).toEqual({
      clock: 'virtual',
      startAt: Date.parse('2026-11-23T00:00:00Z'),
    });
  });

  it('begins at the first of the first midnights', () => {
    expect(clockFor(options(walk), configuration, {}, 0)).toEqual({
      clock: 'virtual',
      startAt: Date.parse('2026-11-22T16:00:00Z'),
    });
  });

  it.each([
    { values: walk, endpoint: 'http://127.0.0.1:9', refused: true },
    { values: { ...walk, clock: 'virtual' }, endpoint: 'https://ecs.example.com', refused: true },
    { values: { ...walk, clock: 'virtual' }, endpoint: 'http://127.0.0.1:9', refused: false },
  ])('walks $values with machines at $endpoint: refused $refused', ({ values, endpoint, refused }) => {
    const said = refusal(() => clockFor(options(values), outside(endpoint), {}, 0));
    if (refused) expect(said).toMatch(/^--from 2026-11-23: account ali in r\.yaml has an endpoint, .*--clock virtual$/);
    else expect(said).toBe('accepted');
  });
});

describe('the clock of a run after another one, whose state says when it ended', () => {
  const clock = '2026-11-23T12:00:00.000Z';
  const ended = Date.parse(clock);
  it.each([
    { what: 'later', values: { fire: 'shanghai' }, now: ended, is: { clock: 'virtual' } },
    { what: 'earlier', values: { fire: 'shanghai' }, now: ended - 1, is: { clock: 'virtual', startAt: ended } },
    { what: 'in days before', values: walk, now: 0, is: { clock: 'virtual', startAt: ended } },
    {
      what: 'in days after',
      values: { ...walk, from: '2026-11-25' },
      now: 0,
      is: { clock: 'virtual', startAt: Date.parse('2026-11-24T16:00:00Z') },
    },
  ])('$what: begins no earlier', ({ values, now, is }) => {
    expect(clockFor(options(values), configuration, { clock }, now)).toEqual(is);
  });

  it('is refused to be real when that time is still to come', () => {
    const real = options({ fire: 'shanghai', clock: 'real', state: 'q.json' });
    expect(refusal(() => clockFor(real, configuration, { clock }, ended - 1))).toBe(
      `q.json: its last run ended at ${clock}, which a real clock has not reached; add --clock virtual, or use another file`,
    );
  });
});

describe('a run with alerts', () => {
  it('has work, and needs a source', () => {
    const alerted = options({ alerts: 'a.json' });
    expect(refusal(() => requireWork(alerted, configuration, emptyRunState))).toBe('accepted');
    expect(refusal(() => requireSources(alerted, configuration))).toBe(
      '--alerts a.json: r.yaml has no sources, so nothing would receive an alert; add sources and restarts',
    );
  });
});

const waiting = { version: 1, queues: { 'reveille-jobs': [{ body: '{}' }] } } as const;

describe('a run without work', () => {
  it.each([
    { values: { fire: 'shanghai' }, says: 'accepted' },
    { values: { fire: 'shanghai/start' }, says: 'accepted' },
    { values: { fire: 'night' }, says: 'accepted' },
    { values: { fire: 'night/start' }, says: '--fire night/start: r.yaml has no start for night; it has stop' },
    { values: { fire: 'evening' }, says: '--fire evening: r.yaml has no schedule of that name; it has shanghai, night' },
    { values: { fire: 'toString' }, says: '--fire toString: r.yaml has no schedule of that name; it has shanghai, night' },
    { values: walk, says: 'accepted' },
  ])('$values: $says', ({ values, says }) => {
    expect(refusal(() => requireWork(options(values), configuration, emptyRunState))).toBe(says);
  });

  it('is one without a trigger and without messages', () => {
    expect(refusal(() => requireWork(options({ state: 'q.json' }), configuration, emptyRunState))).toMatch(
      /^--fire SCHEDULE is missing: /,
    );
    expect(refusal(() => requireWork(options({ state: 'q.json' }), configuration, waiting))).toBe('accepted');
  });
});
