import { beforeAll, describe, expect, it } from 'vitest';
import { runScenarios } from '../support/engine/run-scenarios.ts';
import { ali, ends, lettered, manyIds, started, tally, tc, zen } from '../support/fleet.ts';
import { untilHostEnds } from '../support/run-host.ts';
import type { Scenario, ScenarioResult } from '../support/scenario.ts';
import { chains } from './chains/chain-scenarios.ts';
import { chainTests } from './chains/chain-tests.ts';
import { paces } from './paces/pace-scenarios.ts';
import { paceTests } from './paces/pace-tests.ts';
import { evenings } from './stops/stop-scenarios.ts';
import { stopTests } from './stops/stop-tests.ts';

const tags = { power: 'office-hours' };
const tagged = {
  alibaba: { account: 'alibaba', region: 'cn-hangzhou', tags },
  tencent: { account: 'tencent', region: 'ap-shanghai', tags },
  zenlayer: { account: 'zenlayer', tags },
} as const;
/** Characters beyond the first plane, as in names. */
const whole = '𠮷野家😀';
const fewTencent = manyIds.tencent(51);

const scenarios = {
  'tencent-2500': {
    schedule: { targets: [tagged.tencent] },
    instances: [...tc(manyIds.tencent(2_500), { tags }), ...tc(['ins-strange1', 'ins-strange2'], { tags: { power: 'nights' } })],
  },
  'alibaba-1100': {
    schedule: { targets: [tagged.alibaba] },
    instances: [...ali(manyIds.alibaba(1_100), { tags }), ...ali(['i-bp1stranger'])],
  },
  'zenlayer-group': {
    schedule: { targets: [{ ...tagged.zenlayer, resourceGroup: 'rg-1' }] },
    instances: [
      ...zen(manyIds.zenlayer(120), { tags, resourceGroup: 'rg-1' }),
      ...zen(['1600000000000000001'], { tags, resourceGroup: 'rg-2' }),
      ...zen(['1600000000000000002'], { resourceGroup: 'rg-1' }),
    ],
  },
  'nothing-matches': {
    schedule: { targets: [tagged.alibaba, tagged.tencent, tagged.zenlayer] },
    instances: [...ali(['i-bp1stranger']), ...tc(['ins-strange1']), ...zen(['1600000000000000001'])],
  },
  'as-many-as-allowed': {
    schedule: { targets: [{ ...tagged.tencent, maxMatches: 51 }] },
    instances: tc(fewTencent, { tags }),
  },
  'one-too-many': {
    schedule: { targets: [{ ...tagged.tencent, maxMatches: 50 }] },
    instances: tc(fewTencent, { tags }),
  },
  'died-while-listing': {
    killAt: { action: 'DescribeInstances', nth: 2 },
    schedule: { targets: [tagged.tencent] },
    instances: tc(manyIds.tencent(250), { tags }),
  },
  'whole-texts': {
    schedule: {
      targets: [
        { ...tagged.tencent, tags: { name: whole } },
        { ...tagged.zenlayer, tags: { name: whole } },
      ],
    },
    instances: tc(['ins-whole001'], {
      tags: { name: whole },
      refuses: { code: 'UnsupportedOperation.InstanceStateCorrupted', message: `${whole} cannot start` },
    }),
  },
  'an-evening': {
    action: 'stop',
    schedule: { targets: [tagged.tencent] },
    instances: [...tc(fewTencent, { tags, status: 'RUNNING' }), ...tc(['ins-strange1'], { status: 'RUNNING' })],
  },
} satisfies Record<string, Scenario>;

// One stack for the selections, the stops and the paces.
type Name = keyof typeof scenarios | keyof typeof evenings | keyof typeof paces | keyof typeof chains;
let results: Readonly<Record<Name, ScenarioResult>>;
beforeAll(async () => {
  results = await runScenarios({ ...scenarios, ...evenings, ...paces, ...chains });
}, untilHostEnds);

describe('a stop', () => stopTests(() => results));
paceTests(() => results);
chainTests(() => results);

it('finds and starts all 2,500 Tencent machines of a region that carry the tag, and no other', () => {
  const run = results['tencent-2500'];
  expect(tally(run)).toEqual({ confirmed: 2_500 });
  expect(started(run).sort()).toEqual(manyIds.tencent(2_500).sort());
  expect(run.instances['ins-strange1']?.status).toBe('STOPPED');
  expect(run.report.calls.tencent?.StartInstances).toBe(25);
});

it('finds all 1,100 Alibaba machines, although the tag filter covers a thousand', () => {
  expect(tally(results['alibaba-1100'])).toEqual({ confirmed: 1_100 });
  expect(results['alibaba-1100'].instances['i-bp1stranger']?.status).toBe('Stopped');
});

it('finds what is in the resource group and carries the tag', () => {
  const run = results['zenlayer-group'];
  expect(tally(run)).toEqual({ confirmed: 120 });
  expect(started(run).filter((id) => id.startsWith('16'))).toEqual([]);
});

it('takes a target that matches nothing for a failure: a verdict, a letter that finds again, a notice', () => {
  const run = results['nothing-matches'];
  expect(ends(run)).toEqual(Array(3).fill('power=office-hours rejected Reveille.NoMatch'));
  expect(lettered(run).sort()).toEqual(['alibaba', 'tencent', 'zenlayer'].map((queue) => `${queue}: power=office-hours`));
  expect(run.report.alerts.map(({ subject }) => subject).sort()).toEqual([
    'Reveille: nothing-matches start: 1 failed on nothing-matches-alibaba',
    'Reveille: nothing-matches start: 1 failed on nothing-matches-tencent',
    'Reveille: nothing-matches start: 1 failed on nothing-matches-zenlayer',
  ]);
  expect(started(run)).toEqual([]);
});

it('starts as many as maxMatches allows, and with one more nothing at all', () => {
  expect(tally(results['as-many-as-allowed'])).toEqual({ confirmed: 51 });
  const run = results['one-too-many'];
  expect(ends(run)).toEqual(['power=office-hours rejected Reveille.TooManyMatches']);
  expect(started(run)).toEqual([]);
  expect(run.report.alerts[0]?.message).toContain('more than 50 instances in ap-shanghai match: none was touched');
});

it('loses nobody when the function dies while it lists', () => {
  const run = results['died-while-listing'];
  expect(run.killed).toBe(1);
  expect(tally(run)).toEqual({ confirmed: 250 });
  expect(started(run).sort()).toEqual(manyIds.tencent(250).sort());
});

it('stops what carries the tag in the evening', () => {
  expect(tally(results['an-evening'])).toEqual({ confirmed: 51 });
  expect(results['an-evening'].instances['ins-strange1']?.status).toBe('RUNNING');
});

it('brings the text of a provider and of a tag whole into report, letter and notice', () => {
  const { report, settled } = results['whole-texts'];
  expect(settled).toBe(true);
  const rows = report.jobs.flatMap(({ verdicts }) => verdicts);
  expect(rows).toMatchObject([
    { instanceId: 'ins-whole001', code: 'UnsupportedOperation.InstanceStateCorrupted', message: `${whole} cannot start` },
    { instanceId: `name=${whole}`, code: 'Reveille.NoMatch' },
  ]);
  const letters = report.deadLetters.map(({ body }) => body);
  expect(letters).toContainEqual(
    expect.objectContaining({ failures: [expect.objectContaining({ message: `${whole} cannot start` })] }),
  );
  expect(letters).toContainEqual(expect.objectContaining({ selection: expect.objectContaining({ tags: { name: whole } }) }));
  const notices = report.alerts.map(({ message }) => message);
  expect(notices).toContainEqual(expect.stringContaining(`${whole} cannot start`));
  expect(notices).toContainEqual(expect.stringContaining(`name=${whole}`));
});
