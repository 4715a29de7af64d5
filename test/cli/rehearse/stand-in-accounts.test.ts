import { expect, it } from 'vitest';
import { everyInstanceBefore, startStandIns } from '../../../cli/rehearse/stand-in-accounts.ts';
import { cloudState } from '../../../local/clouds/cloud-state.ts';
import type { Configuration, Target } from '../../../shared/contract/compiled-configuration.ts';
import type { Selection } from '../../../shared/domain/selection.ts';
import { aSchedule, aTarget } from '../a-configuration.ts';

const office: Selection = { tags: { power: 'office-hours', team: 'web' }, resourceGroup: null, maxMatches: null };

function target(account: string, region: string | null, change: Partial<Target>): Target {
  return aTarget({ account, region, ...change });
}

function configuration(...targetsOfSchedules: (readonly Target[])[]): Configuration {
  return {
    accounts: {
      ali: { provider: 'alibaba', secret: 'ali' },
      other: { provider: 'alibaba', secret: 'other' },
      ten: { provider: 'tencent', secret: 'ten' },
      zen: { provider: 'zenlayer', secret: 'zen' },
    },
    calendars: {},
    schedules: Object.fromEntries(targetsOfSchedules.map((targets, at) => [`s${at}`, aSchedule({ targets: [...targets] })])),
    sources: {},
    restarts: {},
    alerts: { email: [] },
  };
}

it.each([
  { action: 'start', status: ['Stopped', 'Stopped', 'STOPPED', 'STOPPED'] },
  { action: 'stop', status: ['Running', 'Running', 'RUNNING', 'RUNNING'] },
] as const)('lists every named instance once, in its provider’s own word for where a $action begins', ({ action, status }) => {
  const machines = everyInstanceBefore(
    action,
    configuration(
      [target('ali', 'cn-hangzhou', { instances: ['i-1', 'i-2'] }), target('zen', null, { instances: ['15'] })],
      [target('ali', 'cn-hangzhou', { instances: ['i-2'] }), target('ten', 'ap-shanghai', { instances: ['ins-aaaa0001'] })],
    ),
  );
  expect(machines).toEqual([
    { provider: 'alibaba', region: 'cn-hangzhou', id: 'i-1', status: status[0] },
    { provider: 'alibaba', region: 'cn-hangzhou', id: 'i-2', status: status[1] },
    { provider: 'zenlayer', region: null, id: '15', status: status[2] },
    { provider: 'tencent', region: 'ap-shanghai', id: 'ins-aaaa0001', status: status[3] },
  ]);
});

it.each([
  { account: 'ali', region: 'cn-hangzhou', status: 'Stopped', form: /^i-[0-9a-f]{20}$/ },
  { account: 'ten', region: 'ap-shanghai', status: 'STOPPED', form: /^ins-[0-9a-f]{8}$/ },
  { account: 'zen', region: null, status: 'STOPPED', form: /^15\d{17}$/ },
])('invents two machines for a selection of $account, which its stand-in can be given', ({ account, region, status, form }) => {
  const machines = everyInstanceBefore('start', configuration([target(account, region, { selection: office })]));
  expect(machines).toMatchObject(Array.from({ length: 2 }, () => ({ region, status, tags: office.tags })));
  for (const { id } of machines) expect(id).toMatch(form);
  expect(cloudState.parse({ instances: machines }).instances).toEqual(machines);
});

it('invents no more machines than a selection may match', () => {
  const counts = [1, 2, 50].map(
    (maxMatches) =>
      everyInstanceBefore('start', configuration([target('ten', 'ap-seoul', { selection: { ...office, maxMatches } })])).length,
  );
  expect(counts).toEqual([1, 2, 2]);
});

it('has no machine that no provider knows, so that the stand-in refuses it as they do', () => {
  const odd = configuration([
    target('ten', 'ap-soul', { instances: ['ins-aaaa1111'] }),
    target('ten', 'ap-seoul', { instances: ['web-1', 'ins-aaaa2222'] }),
  ]);
  expect(everyInstanceBefore('start', odd).map(({ id }) => id)).toEqual(['ins-aaaa2222']);
});

it('puts them into the resource group of the selection', () => {
  const selection = { tags: {}, resourceGroup: 'group-7', maxMatches: null };
  const machines = everyInstanceBefore('start', configuration([target('zen', null, { selection })]));
  expect(machines.map(({ resourceGroup }) => resourceGroup)).toEqual(['group-7', 'group-7']);
});

it.each([
  { that: 'in another schedule', account: 'ali', region: 'cn-hangzhou', selection: office, machines: 2 },
  { that: 'in another account', account: 'other', region: 'cn-hangzhou', selection: office, machines: 2 },
  {
    that: 'with its tags in another order',
    account: 'ali',
    region: 'cn-hangzhou',
    selection: { ...office, tags: { team: 'web', power: 'office-hours' } },
    machines: 2,
  },
  { that: 'in another region', account: 'ali', region: 'cn-beijing', selection: office, machines: 4 },
  {
    that: 'of another value',
    account: 'ali',
    region: 'cn-hangzhou',
    selection: { ...office, tags: { ...office.tags, team: 'db' } },
    machines: 4,
  },
])('a second selection $that makes it $machines machines', ({ account, region, selection, machines }) => {
  const config = configuration([target('ali', 'cn-hangzhou', { selection: office })], [target(account, region, { selection })]);
  expect(everyInstanceBefore('start', config)).toHaveLength(machines);
});

it('leaves no server behind when one of them cannot start', async () => {
  const servers = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;
  const before = servers();
  const accounts = { a: { provider: 'tencent', secret: 'good' }, b: { provider: 'tencent', secret: 'bad' } } as const;
  await expect(startStandIns(accounts, { good: { secretId: 'id', secretKey: 'key' }, bad: {} }, [])).rejects.toThrow();
  await expect.poll(servers).toBe(before);
});
