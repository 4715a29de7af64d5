import { describe, expect, it } from 'vitest';
import type { ActOptions, StartOptions } from '../../../shared/domain/port.ts';
import { ProviderFailure } from '../../../shared/providers/provider.ts';
import { aCloud, many } from '../../support/providers/a-cloud.ts';
import { aProvider, failureIn, plainStart, plainStop } from '../../support/providers/a-provider.ts';
import { alibabaPhrasing } from '../../support/providers/alibaba-phrasing.ts';
import { always, serve } from '../../support/scripted-server.ts';

const { id, credentials, region } = alibabaPhrasing;

/**
 * The dry run of a client against an origin, with the usual options unless a test says otherwise.
 */
function dryRunAt(origin: string, called: ReturnType<typeof aProvider>) {
  const { preCheck } = called.provider;
  if (preCheck === null) throw new Error('Alibaba has a dry run');
  const context = { account: 'an-account', credentials, region, endpoint: origin, signal: new AbortController().signal };
  return (ids: readonly string[], options: Partial<StartOptions> | ActOptions = {}) =>
    preCheck(ids, { ...plainStart, ...options }, context);
}

async function answering(...answers: readonly (readonly [status: number, body: object])[]) {
  const server = await serve((response, request, number) => {
    const [status, body] = answers[number] ?? [500, {}];
    always(status, JSON.stringify(body))(response, request, number);
  });
  const called = aProvider('alibaba', { origin: server.origin, credentials, region });
  const queries = () => server.requests.map(({ path }) => Object.fromEntries(new URL(path, 'http://any').searchParams));
  return { ...called, queries, dryRun: dryRunAt(server.origin, called) };
}

const saying = (Code: string, status = 400) => [status, { Code, Message: 'said so', RequestId: 'R' }] as const;

describe('a dry run of the batch', () => {
  it('passes with DRYRUN.SUCCESS, starts nothing and is counted apart', async () => {
    const cloud = await aCloud('alibaba', alibabaPhrasing, many(alibabaPhrasing, 100));
    const ids = Array.from({ length: 100 }, (_, n) => id(n));
    expect((await dryRunAt(cloud.clouds.origins.alibaba, cloud)(ids)).size).toBe(0);
    expect(cloud.received()).toEqual([{ action: 'StartInstances', ids: 100, code: 'DRYRUN.SUCCESS' }]);
    expect(cloud.clouds.calls[0]?.dryRun).toBe(true);
    expect(cloud.counted).toEqual(['StartInstances:DryRun']);
    expect(cloud.word(id(0))).toBe('Stopped');
  });

  it.each(['SuccessFirst', 'AllTogether'] as const)(
    'asks with AllTogether in mode %s, for else it would always pass',
    async (batchMode) => {
      const { dryRun, queries } = await answering(saying('DRYRUN.SUCCESS'));
      await dryRun([id(0), id(1)], { batchMode });
      const own = {
        'InstanceId.1': id(0),
        'InstanceId.2': id(1),
        RegionId: region,
        BatchOptimization: 'AllTogether',
        DryRun: 'true',
      };
      expect(queries()).toEqual([own]);
    },
  );

  it('of a stop says all that the stop will say, and stops nothing', async () => {
    const cloud = await aCloud('alibaba', alibabaPhrasing, many(alibabaPhrasing, 2, { status: 'Running' }));
    const stopAt = dryRunAt(cloud.clouds.origins.alibaba, cloud);
    expect((await stopAt([id(0), id(1)], plainStop)).size).toBe(0);
    expect([cloud.counted, cloud.clouds.calls[0]?.dryRun]).toEqual([['StopInstances:DryRun'], true]);
    expect(cloud.word(id(0))).toBe('Running');

    const { dryRun, queries } = await answering(saying('DRYRUN.SUCCESS'));
    await dryRun([id(0)], { ...plainStop, mode: 'stop-charging' });
    const asked = { BatchOptimization: 'AllTogether', StoppedMode: 'StopCharging', ForceStop: 'false', DryRun: 'true' };
    expect(queries()).toEqual([{ 'InstanceId.1': id(0), RegionId: region, ...asked }]);
  });

  it.each([
    { of: plainStart, inTheWay: 'Running', others: 'Stopped' },
    { of: plainStop, inTheWay: 'Stopped', others: 'Running' },
  ])('of a $of.action is refused where one instance is $inTheWay', async ({ of, inTheWay, others }) => {
    const rows = { ...many(alibabaPhrasing, 1, { status: others }), [id(1)]: { status: inTheWay } };
    const cloud = await aCloud('alibaba', alibabaPhrasing, rows);
    const refused = await failureIn(dryRunAt(cloud.clouds.origins.alibaba, cloud)([id(0), id(1)], of));
    expect(refused.failure).toMatchObject({ kind: 'wrongState', code: 'IncorrectInstanceStatus' });
  });

  it.each(['DRYRUN.SUCCESS', 'DryRunOperation'])('passes with %s under any status', async (code) => {
    const { dryRun } = await answering(saying(code, 200), saying(code, 403));
    expect([await dryRun([id(0)]), await dryRun([id(0)])].map((refused) => refused.size)).toEqual([0, 0]);
  });
});

describe('a dry run of each instance', () => {
  const each = { oneByOne: true };

  it('asks StartInstance for each with what its start will say about local disks', async () => {
    const { dryRun, queries, counted } = await answering(saying('DryRunOperation'), saying('DryRunOperation'));
    expect((await dryRun([id(0), id(1)], { ...each, wipe: new Set([id(1)]) })).size).toBe(0);
    expect(queries()).toEqual([
      { InstanceId: id(0), InitLocalDisk: 'false', DryRun: 'true' },
      { InstanceId: id(1), InitLocalDisk: 'true', DryRun: 'true' },
    ]);
    expect(counted).toEqual(['StartInstance:DryRun', 'StartInstance:DryRun']);
  });

  it('names the instances that are refused and lets the others pass', async () => {
    const { dryRun } = await answering(
      saying('DryRunOperation'),
      saying('InvalidInstanceId.NotFound', 404),
      saying('DryRunOperation'),
    );
    const failure = { kind: 'instance', code: 'InvalidInstanceId.NotFound', message: 'said so', requestId: 'R' };
    expect([...(await dryRun([id(0), id(1), id(2)], each))]).toEqual([[id(1), failure]]);
  });

  it.each([
    { passed: 0, refused: null },
    { passed: 2, refused: [id(2), id(3)] },
  ])('lets the $passed pass that there was time for', async ({ passed, refused }) => {
    const { origin } = await serve(always(400, JSON.stringify(saying('DryRunOperation')[1])));
    let asked = 0;
    const pace = async () => {
      asked += 1;
      if (asked > passed)
        throw new ProviderFailure({ kind: 'throttled', code: 'Reveille.Paced', message: 'm', requestId: null, unsent: true });
    };
    const dryRun = dryRunAt(origin, aProvider('alibaba', { origin, credentials, region, pace }));
    const ids = [id(0), id(1), id(2), id(3)];
    if (refused === null) expect((await failureIn(dryRun(ids, each))).failure.code).toBe('Reveille.Paced');
    else expect([...(await dryRun(ids, each)).keys()]).toEqual(refused);
  });

  it('ends at the first refusal that is not about an instance', async () => {
    const { dryRun, queries } = await answering(saying('DryRunOperation'), saying('InsufficientBalance', 403));
    expect((await failureIn(dryRun([id(0), id(1), id(2)], each))).failure).toMatchObject({
      kind: 'account',
      code: 'InsufficientBalance',
    });
    expect(queries()).toHaveLength(2);
  });

  it('ends at a right that lacks for the first two: it lacks for all', async () => {
    const { dryRun, queries } = await answering(saying('Forbidden.RAM', 403), saying('Forbidden.RAM', 403));
    expect((await failureIn(dryRun([id(0), id(1), id(2)], each))).failure).toMatchObject({ kind: 'permission' });
    expect(queries()).toHaveLength(2);
    const alone = await answering(saying('Forbidden.RAM', 403));
    expect((await failureIn(alone.dryRun([id(0)], each))).failure).toMatchObject({ kind: 'permission' });
  });

  it.each([
    { first: 'Forbidden.RAM', second: 'DryRunOperation', refused: [0] },
    { first: 'DryRunOperation', second: 'Forbidden.RAM', refused: [1] },
    { first: 'InvalidInstanceId.NotFound', second: 'Forbidden.RAM', refused: [0, 1] },
  ])('goes on after a right that lacks for one: $first, then $second', async ({ first, second, refused }) => {
    const { dryRun } = await answering(saying(first, 403), saying(second, 403), saying('DryRunOperation'));
    expect([...(await dryRun([id(0), id(1), id(2)], each)).keys()]).toEqual(refused.map((n) => id(n)));
  });
});

describe('a dry run that is answered with success', () => {
  it.each([{ oneByOne: false }, { oneByOne: true }, plainStop])(
    'is a doubt, for it may have started or stopped something: %o',
    async (options) => {
      const { dryRun } = await answering([200, alibabaPhrasing.accepted([id(0)]) as object]);
      const { failure } = await failureIn(dryRun([id(0)], options));
      expect(failure).toMatchObject({
        kind: 'outcomeUnknown',
        code: 'Reveille.Unreadable',
        message: expect.stringContaining('DryRun'),
      });
    },
  );
});

it('is no answer to a real start', async () => {
  const { start } = await answering(saying('DRYRUN.SUCCESS'));
  expect((await failureIn(start([id(0)]))).failure).toMatchObject({ kind: 'unclear', code: 'DRYRUN.SUCCESS' });
});
