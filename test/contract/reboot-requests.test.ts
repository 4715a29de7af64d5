import { describe, expect, it } from 'vitest';
import type { ProviderName } from '../../shared/domain/vocabulary.ts';
import { aProvider } from '../support/providers/a-provider.ts';
import { alibabaPhrasing } from '../support/providers/alibaba-phrasing.ts';
import type { Phrasing } from '../support/providers/phrasing.ts';
import { tencentPhrasing } from '../support/providers/tencent-phrasing.ts';
import { zenlayerPhrasing } from '../support/providers/zenlayer-phrasing.ts';
import { always, serve } from '../support/scripted-server.ts';

interface Asked {
  readonly force: boolean;
  readonly batchMode?: 'SuccessFirst' | 'AllTogether';
}

/** What a reboot of two instances sends, and nothing besides. */
async function rebootSent(name: ProviderName, phrasing: Phrasing, options: Asked) {
  const server = await serve(always(200, JSON.stringify(phrasing.accepted([phrasing.id(0)]))));
  const { credentials, region } = phrasing;
  await aProvider(name, { origin: server.origin, credentials, region }).reboot([phrasing.id(0), phrasing.id(1)], options);
  expect(server.requests).toHaveLength(1);
  return server.requests[0];
}

const twoOf = ({ id }: Phrasing) => [id(0), id(1)];

// Alibaba Cloud's pages of RebootInstances and RebootInstance: RegionId is required, InstanceId.N
// takes 1 to 100 ids, ForceReboot is false and BatchOptimization is AllTogether by default. Only
// RebootInstance calls the power cut ForceStop. Every parameter may be in the query of a POST.
describe('RebootInstances of Alibaba, word for word', () => {
  const [first, second] = twoOf(alibabaPhrasing);
  const query = (batchMode: string, more: string) =>
    `/?BatchOptimization=${batchMode}&${more}&InstanceId.1=${first}&InstanceId.2=${second}&RegionId=cn-hangzhou`;

  it.each([
    { force: false, batchMode: 'SuccessFirst' },
    { force: true, batchMode: 'SuccessFirst' },
    { force: false, batchMode: 'AllTogether' },
  ] as const)('force $force, $batchMode', async ({ force, batchMode }) => {
    expect(await rebootSent('alibaba', alibabaPhrasing, { force, batchMode })).toMatchObject({
      path: query(batchMode, `ForceReboot=${force}`),
      body: '',
      headers: { 'x-acs-action': 'RebootInstances', 'x-acs-version': '2014-05-26' },
    });
  });

  // RebootInstances page, DryRun: true only checks. BatchOptimization: with SuccessFirst a dry run
  // always answers DRYRUN.SUCCESS.
  it.each([true, false])('asks for a dry run with AllTogether: force %s', async (force) => {
    const body = { Code: 'DRYRUN.SUCCESS', Message: 'would have', RequestId: 'R' };
    const server = await serve(always(400, JSON.stringify(body)));
    const { credentials, region } = alibabaPhrasing;
    const { provider, counted } = aProvider('alibaba', { origin: server.origin, credentials, region });
    const context = { account: 'a', credentials, region, endpoint: server.origin, signal: new AbortController().signal };
    const options = { action: 'reboot', batchMode: 'SuccessFirst', force } as const;
    expect(await provider.preCheck?.(twoOf(alibabaPhrasing), options, context)).toEqual(new Map());
    expect(server.requests).toMatchObject([{ path: query('AllTogether', `DryRun=true&ForceReboot=${force}`), body: '' }]);
    expect(counted).toEqual(['RebootInstances:DryRun']);
  });
});

// Tencent Cloud's page of RebootInstances (document 213/15742): StopType is SOFT, HARD or
// SOFT_FIRST. ForceReboot is out of use, and the two in one request are refused. There is neither
// DryRun nor ClientToken.
it.each([
  { force: false, StopType: 'SOFT' },
  { force: true, StopType: 'HARD' },
])('RebootInstances of Tencent, word for word: force $force is $StopType', async ({ force, StopType }) => {
  const request = await rebootSent('tencent', tencentPhrasing, { force });
  expect(request?.path).toBe('/');
  expect(request?.headers).toMatchObject({
    'x-tc-action': 'RebootInstances',
    'x-tc-version': '2017-03-12',
    'x-tc-region': tencentPhrasing.region,
  });
  expect(JSON.parse(request?.body ?? '')).toEqual({ InstanceIds: twoOf(tencentPhrasing), StopType });
});

// Zenlayer's page of RebootInstances, version 2025-09-01: instanceIds, at most 100, and
// forceReboot, whose default is not documented. The version before has no forceReboot.
it.each([true, false])('RebootInstances of Zenlayer, word for word: force %s is said', async (forceReboot) => {
  const request = await rebootSent('zenlayer', zenlayerPhrasing, { force: forceReboot });
  expect(request?.path).toBe('/api/v2/zec');
  expect(request?.headers).toMatchObject({ 'x-zc-action': 'RebootInstances', 'x-zc-version': '2025-09-01' });
  expect(JSON.parse(request?.body ?? '')).toEqual({ instanceIds: twoOf(zenlayerPhrasing), forceReboot });
});
