import { describe, expect, it } from 'vitest';
import { aProvider } from '../support/providers/a-provider.ts';
import { alibabaPhrasing } from '../support/providers/alibaba-phrasing.ts';
import { tencentPhrasing } from '../support/providers/tencent-phrasing.ts';
import { zenlayerPhrasing } from '../support/providers/zenlayer-phrasing.ts';
import { always, serve } from '../support/scripted-server.ts';

async function seenOf(name: 'alibaba' | 'tencent' | 'zenlayer', row: object) {
  const { id, credentials, region } = { alibaba: alibabaPhrasing, tencent: tencentPhrasing, zenlayer: zenlayerPhrasing }[name];
  const rows = [{ InstanceId: id(0), instanceId: id(0), ...row }];
  const body = {
    alibaba: { RequestId: 'R', Instances: { Instance: rows } },
    tencent: { Response: { RequestId: 'R', TotalCount: 1, InstanceSet: rows } },
    zenlayer: { requestId: 'R', response: { totalCount: 1, dataSet: rows } },
  }[name];
  const { origin } = await serve(always(200, JSON.stringify(body)));
  return (await aProvider(name, { origin, credentials, region }).observe([id(0)])).get(id(0));
}

const host = 'it is on a dedicated host, which is paid as a whole';

describe('what a stopped instance of Alibaba costs', () => {
  const kept = { InstanceChargeType: 'PostPaid', StoppedMode: 'KeepCharging' };

  it.each([
    { row: { InstanceChargeType: 'PostPaid', StoppedMode: 'StopCharging' }, is: 'not-charged' },
    { row: kept, is: 'still-charged' },
    { row: { ...kept, StoppedMode: 'Not-applicable' }, is: 'still-charged' },
    { row: { ...kept, InstanceChargeType: 'PrePaid' }, is: 'subscribed' },
    { row: { InstanceChargeType: 'PostPaid' }, is: 'unknown' },
    { row: { StoppedMode: 'Not-applicable' }, is: 'unknown' },
    { row: {}, is: 'unknown' },
    { row: { InstanceChargeType: 7, StoppedMode: {}, LocalStorageAmount: 'many' }, is: 'unknown' },
    { row: { ...kept, SpotStrategy: 'SpotAsPriceGo' }, is: 'still-charged', because: 'it is a spot instance' },
    { row: { ...kept, SpotStrategy: 'NoSpot', InstanceNetworkType: 'vpc' }, is: 'still-charged' },
    { row: { ...kept, InstanceNetworkType: 'classic' }, is: 'still-charged', because: 'it is in the classic network' },
    { row: { ...kept, LocalStorageAmount: 1 }, is: 'still-charged', because: 'it has local disks' },
    { row: { ...kept, LocalStorageCapacity: 894 }, is: 'still-charged', because: 'it has local disks' },
    { row: { ...kept, DedicatedHostAttribute: { DedicatedHostId: 'dh-1' } }, is: 'still-charged', because: host },
    { row: { ...kept, DedicatedHostAttribute: { DedicatedHostId: '' } }, is: 'still-charged' },
  ])('with $row: $is, because $because', async ({ row, is, because = null }) => {
    expect((await seenOf('alibaba', { Status: 'Stopped', ...row }))?.billing).toEqual({ is, because });
    expect((await seenOf('alibaba', { Status: 'Running', ...row }))?.billing).toEqual({ is: 'unknown', because: null });
  });

  it('comes with the minute of its last start', async () => {
    expect((await seenOf('alibaba', { Status: 'Stopped', StartTime: '2026-11-23T00:30Z' }))?.startedAt).toBe(
      Date.parse('2026-11-23T00:30:00Z'),
    );
    for (const StartTime of ['', null, 'yesterday', 5]) {
      expect((await seenOf('alibaba', { Status: 'Stopped', StartTime }))?.startedAt).toBeNull();
    }
  });
});

describe('what a stopped instance of Tencent costs', () => {
  const hourly = { InstanceChargeType: 'POSTPAID_BY_HOUR', SystemDisk: { DiskType: 'CLOUD_BSSD' } };

  it.each([
    { row: { ...hourly, StopChargingMode: 'STOP_CHARGING' }, is: 'not-charged' },
    { row: { ...hourly, StopChargingMode: 'KEEP_CHARGING' }, is: 'still-charged' },
    { row: { ...hourly, StopChargingMode: 'NOT_APPLICABLE' }, is: 'still-charged' },
    { row: { InstanceChargeType: 'PREPAID', StopChargingMode: 'NOT_APPLICABLE' }, is: 'subscribed' },
    { row: { StopChargingMode: 'NOT_APPLICABLE' }, is: 'unknown' },
    { row: {}, is: 'unknown' },
    { row: { SystemDisk: 'none', DataDisks: 'none' }, is: 'unknown' },
    {
      row: { InstanceChargeType: 'SPOTPAID', StopChargingMode: 'NOT_APPLICABLE' },
      is: 'still-charged',
      because: 'it is a spot instance',
    },
    { row: { InstanceChargeType: 'CDHPAID', StopChargingMode: 'KEEP_CHARGING' }, is: 'still-charged', because: host },
    {
      row: { ...hourly, StopChargingMode: 'KEEP_CHARGING', DataDisks: [{ DiskType: 'CLOUD_SSD' }, { DiskType: 'LOCAL_NVME' }] },
      ...{ is: 'still-charged', because: 'it has local disks' },
    },
  ])('with $row: $is, because $because', async ({ row, is, because = null }) => {
    expect((await seenOf('tencent', { InstanceState: 'STOPPED', ...row }))?.billing).toEqual({ is, because });
    for (const InstanceState of ['RUNNING', 'SHUTDOWN']) {
      expect((await seenOf('tencent', { InstanceState, ...row }))?.billing).toEqual({ is: 'unknown', because: null });
    }
  });
});

it('is what Zenlayer does not say', async () => {
  expect((await seenOf('zenlayer', { instanceStatus: 'STOPPED' }))?.billing).toEqual({ is: 'unknown', because: null });
});
