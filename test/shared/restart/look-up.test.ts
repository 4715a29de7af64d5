import { describe, expect, it } from 'vitest';
import { isStale, lookUpIn } from '../../../shared/restart/look-up.ts';
import { minute, noon, policy, statementOf } from './a-question.ts';

const restarts = {
  'web-down': { ...policy, match: { alertname: ['Down'], severity: ['critical', 'page'] } },
  'any-down': { ...policy, sources: ['grafana'] },
  'z-last': { ...policy, sources: ['grafana'] },
  'a-later': {
    ...policy,
    sources: ['grafana'],
    targets: [{ account: 'tc-dev', region: 'ap-guangzhou', instances: ['ins-1', 'i-1'] }],
  },
};
const lookUp = lookUpIn(restarts);
const statement = (labels: Record<string, string>, instanceId: string | null = 'i-1') => statementOf('a', { labels, instanceId });

describe('a statement', () => {
  it.each([
    { what: 'without a machine', found: lookUp('grafana', statement({}, null)) },
    { what: 'of a machine that nothing lists', found: lookUp('grafana', statement({}, 'i-9')) },
    { what: 'of a name that every object has', found: lookUp('grafana', statement({}, 'constructor')) },
    { what: 'with a line break in the id', found: lookUp('grafana', statement({}, 'i-1\n')) },
  ])('$what is not listed', ({ found }) => {
    expect(found).toEqual({ kind: 'not-listed' });
  });

  it.each([
    { labels: { alertname: 'Down', severity: 'critical' }, restart: 'web-down' },
    { labels: { alertname: 'Down', severity: 'page', more: 'x' }, restart: 'web-down' },
    { labels: { alertname: 'Down', severity: 'info' }, restart: null },
    { labels: { alertname: 'Down' }, restart: null },
    { labels: {}, restart: null },
  ])('with the labels $labels matches $restart', ({ labels, restart }) => {
    const found = lookUp('prometheus', statement(labels as Record<string, string>));
    expect(found.kind === 'listed' ? found.restart : null).toBe(restart);
    if (restart === null) expect(found).toMatchObject({ kind: 'no-match', heard: true, machine: { account: 'ali-prod' } });
  });

  it('that does not say that its machine is down matches nothing', () => {
    const said = { ...statement({ alertname: 'Down', severity: 'page' }), acts: false };
    expect(lookUp('prometheus', said)).toMatchObject({ kind: 'no-match', heard: true });
  });

  it('is decided by the first restart by name, which says where the machine is', () => {
    expect(lookUp('grafana', statement({}))).toMatchObject({
      restart: 'a-later',
      machine: { account: 'tc-dev', region: 'ap-guangzhou', instanceId: 'i-1' },
    });
    expect(lookUp('grafana', statement({}, 'i-2'))).toMatchObject({ restart: 'any-down' });
  });

  it('of a source that no restart of the machine has is no match, and no recovery of it is noted', () => {
    expect(lookUp('other', statement({}))).toMatchObject({ kind: 'no-match', heard: false });
  });

  it('does not match a label that an alert lacks, even where nothing is asked of it', () => {
    const empty = lookUpIn({ r: { ...policy, match: { severity: [''] } } });
    expect(empty('prometheus', statement({}))).toMatchObject({ kind: 'no-match' });
    expect(empty('prometheus', statement({ severity: '' }))).toMatchObject({ kind: 'listed' });
  });
});

it.each([
  { startsAt: noon - 30 * minute, stale: false },
  { startsAt: noon - 30 * minute - 1, stale: true },
  { startsAt: noon + 90 * minute, stale: false },
  { startsAt: null, stale: false },
])('an episode that began at $startsAt is stale at receipt: $stale', ({ startsAt, stale }) => {
  const beginning = startsAt === null ? null : new Date(startsAt).toISOString();
  expect(isStale(statementOf('a', { startsAt: beginning }), noon, policy)).toBe(stale);
});
