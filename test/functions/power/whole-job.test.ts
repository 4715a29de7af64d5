import { describe, expect, it } from 'vitest';
import type { StartBatchOptions, StopBatchOptions } from '../../../shared/domain/batch-options.ts';
import type { PowerAction, ProviderName } from '../../../shared/domain/vocabulary.ts';
import { aBatchTo, theOptions, theStopOptions } from '../../support/a-batch.ts';
import { aCloud, type CloudChanges } from '../../support/providers/a-cloud.ts';
import { alibabaPhrasing } from '../../support/providers/alibaba-phrasing.ts';
import type { Phrasing } from '../../support/providers/phrasing.ts';
import { tencentPhrasing } from '../../support/providers/tencent-phrasing.ts';
import { zenlayerPhrasing } from '../../support/providers/zenlayer-phrasing.ts';
import { runJob } from './run-job.ts';
import { powerDeps } from './scripted-provider.ts';

type Rows = Parameters<typeof aCloud>[2];

interface JobChanges {
  readonly absent?: number;
  readonly action?: PowerAction;
  readonly options?: Partial<Omit<StartBatchOptions, 'action'>> & Partial<Omit<StopBatchOptions, 'action'>>;
}

/**
 * Runs a job over the stand-in of a provider. Every id of `rows` takes part, and those in
 * `absent`. Ends in `id: verdict code (attempts)`.
 */
async function job(
  provider: ProviderName,
  phrasing: Phrasing,
  rows: readonly Rows[string][],
  { absent = 0, action = 'start', options = {}, ...changes }: CloudChanges & JobChanges = {},
) {
  const own = Object.fromEntries(rows.map((row, n) => [phrasing.id(n), row]));
  const cloud = await aCloud(provider, phrasing, own, changes);
  const accounts = { it: { provider, secret: 's', endpoint: cloud.clouds.origins[provider] } };
  const { deps } = powerDeps(cloud.provider, {
    accounts,
    readSecret: async () => phrasing.credentials,
    now: () => cloud.clock.ms,
  });
  const ids = Array.from({ length: rows.length + absent }, (_, n) => phrasing.id(n));
  const where = { account: 'it', region: phrasing.region };
  const usual = action === 'start' ? theOptions : theStopOptions;
  const batch = aBatchTo(action, ids, { ...where, options: { ...usual, ...options } });
  const verdicts = await runJob(batch, deps, cloud.clock);
  const numbers = new Map(ids.map((id, n) => [id, n]));
  const ends = verdicts.map(({ instanceId, verdict, code, attempts }) => [
    numbers.get(instanceId),
    `${verdict}${code === null ? '' : ` ${code}`} (${attempts})`,
  ]);
  expect(verdicts).toHaveLength(ids.length);
  return { ends: Object.fromEntries(ends), cloud };
}

describe('Alibaba', () => {
  it('ends each instance by itself, one bad one harming no other', async () => {
    const { ends } = await job(
      'alibaba',
      alibabaPhrasing,
      [
        {},
        { status: 'Running' },
        { status: 'Starting' },
        { status: 'Stopping' },
        { lock: 'security' },
        { fallsBack: 1 },
        { fallsBack: 9 },
        { refuses: { code: 'OperationDenied.NoStock', times: 2 } },
        { refuses: { code: 'OperationDenied.NoStock' } },
        { refuses: { code: 'QuotaExceed.ElasticQuota' } },
        { refuses: { code: 'DiskError' } },
      ],
      { absent: 1 },
    );
    expect(ends).toEqual({
      0: 'confirmed (1)',
      1: 'already (0)',
      2: 'confirmed (0)',
      3: 'confirmed (1)',
      4: 'rejected Reveille.Locked (0)',
      5: 'confirmed (2)',
      6: 'rejected Reveille.FellBack (2)',
      7: 'confirmed (3)',
      8: expect.stringMatching(/^rejected OperationDenied\.NoStock \(\d+\)$/),
      9: 'rejected QuotaExceed.ElasticQuota (1)',
      10: 'rejected DiskError (5)',
      11: 'rejected InvalidInstanceId.NotFound (1)',
    });
  });

  it('AllTogether: starts none when one cannot be, and says which code it was', async () => {
    const { ends, cloud } = await job('alibaba', alibabaPhrasing, [{}, {}], { absent: 1, options: { batchMode: 'AllTogether' } });
    const refused = 'rejected InvalidInstanceId.NotFound (0)';
    expect(ends).toEqual({ 0: refused, 1: refused, 2: refused });
    expect(cloud.counted).toEqual(['DescribeInstances', 'StartInstances:DryRun']);
  });

  it('ends the whole account at the dry run, before anything ran', async () => {
    const faults = [
      {
        provider: 'alibaba',
        action: 'StartInstances',
        dryRun: true,
        times: 3,
        fault: { kind: 'error', status: 403, code: 'Forbidden.RAM', message: 'no' },
      },
    ] as const;
    const { ends, cloud } = await job('alibaba', alibabaPhrasing, [{}, {}], { faults });
    expect(ends).toEqual({ 0: 'rejected Forbidden.RAM (0)', 1: 'rejected Forbidden.RAM (0)' });
    expect(cloud.word(alibabaPhrasing.id(0))).toBe('Stopped');
  });

  it('starts an instance with local disks once more after it fell back', async () => {
    const { ends, cloud } = await job('alibaba', alibabaPhrasing, [{ fallsBack: 1 }], { options: { initLocalDisk: true } });
    expect(ends).toEqual({ 0: 'confirmed (2)' });
    expect(cloud.counted.filter((action) => action === 'StartInstance')).toHaveLength(2);
  });
});

describe('Tencent', () => {
  it('finds the offenders among those it refused as one', async () => {
    const bad = { refuses: { code: 'UnsupportedOperation.InstanceStateCorrupted' } };
    const { ends } = await job('tencent', tencentPhrasing, [{}, {}, bad, {}, { lock: 'EXPIRED' }, { fallsBack: 9 }], {
      absent: 1,
    });
    expect(ends).toMatchObject({
      0: expect.stringMatching(/^confirmed/),
      1: expect.stringMatching(/^confirmed/),
      2: expect.stringMatching(/^rejected UnsupportedOperation.InstanceStateCorrupted/),
      3: expect.stringMatching(/^confirmed/),
      4: 'rejected Reveille.Locked (0)',
      5: expect.stringMatching(/^rejected Reveille.FellBack/),
      6: expect.stringMatching(/^rejected InvalidInstanceId.NotFound/),
    });
  });
});

describe('Zenlayer', () => {
  it('starts again what came back in the list of failed ids, and knows a missing id from the look', async () => {
    const failing = (times?: number) => ({ refuses: { code: null, ...(times === undefined ? {} : { times }) } });
    const { ends } = await job('zenlayer', zenlayerPhrasing, [{}, failing(1), failing(), { status: 'RECYCLE' }], { absent: 1 });
    expect(ends).toEqual({
      0: 'confirmed (1)',
      1: 'confirmed (2)',
      2: 'rejected Reveille.FailedWithoutReason (5)',
      3: 'rejected Reveille.Locked (0)',
      4: 'rejected INVALID_INSTANCE_NOT_FOUND (0)',
    });
  });
});

const phrasings = { alibaba: alibabaPhrasing, tencent: tencentPhrasing, zenlayer: zenlayerPhrasing };

describe.each(['alibaba', 'tencent', 'zenlayer'] as const)('%s', (name) => {
  it.each([
    { fault: { kind: 'reset', when: 'before' }, after: 'confirmed (2)' },
    { fault: { kind: 'reset', when: 'after' }, after: 'confirmed (1)' },
    { fault: { kind: 'html', status: 502, body: '<html>' }, after: 'confirmed (2)' },
  ] as const)('looks after a start whose outcome nobody knows: $fault', async ({ fault, after }) => {
    const faults = [{ provider: name, action: 'StartInstances', dryRun: false, fault }];
    expect((await job(name, phrasings[name], [{}], { faults })).ends).toEqual({ 0: after });
  });

  it.each([
    { force: true, stuck: 'confirmed (2)' },
    { force: false, stuck: 'rejected Reveille.NotConfirmed (1)' },
  ])('stops each instance by itself, and cuts the power where that was asked for: $force', async ({ force, stuck }) => {
    const { running, stopped, id } = phrasings[name];
    const rows = [{}, { status: stopped }, { stuckStopping: true }, { ignoresStop: 1 }, { ignoresStop: 9 }];
    const all = rows.map((row) => ({ status: running, ...row }));
    const { ends, cloud } = await job(name, phrasings[name], all, { action: 'stop', options: { force } });
    expect(ends).toEqual({
      0: 'confirmed (1)',
      1: 'already (0)',
      2: stuck,
      3: 'confirmed (2)',
      4: 'rejected Reveille.FellBack (2)',
    });
    expect(cloud.word(id(4))).toBe(running);
  });
});
