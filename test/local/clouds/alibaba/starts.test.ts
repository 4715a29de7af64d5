import { describe, expect, it } from 'vitest';
import { instances, openClouds } from '../support/open-clouds.ts';

const RegionId = 'cn-hangzhou';
const state = {
  instances: instances('alibaba', {
    'i-1': {},
    'i-running': { status: 'Running' },
    'i-locked': { lock: 'security' },
    'i-sold-out': { refuses: { code: 'OperationDenied.NoStock' } },
    'i-far': { region: 'cn-beijing' },
  }),
};

describe('StartInstance of the Alibaba stand-in', () => {
  it.each([
    { query: { InstanceId: 'i-1' }, status: 200, wiped: false, now: 'Starting', json: { RequestId: expect.any(String) } },
    {
      query: { InstanceId: 'i-1', InitLocalDisk: 'true' },
      status: 200,
      wiped: true,
      now: 'Starting',
      json: { RequestId: expect.any(String) },
    },
    {
      query: { InstanceId: 'i-1', InitLocalDisk: 'true', DryRun: 'true' },
      status: 400,
      wiped: false,
      now: 'Stopped',
      json: { Code: 'DryRunOperation' },
    },
    { query: { InstanceId: 'i-far' }, status: 200, wiped: false, now: 'Stopped', json: { RequestId: expect.any(String) } },
    {
      query: { InstanceId: 'i-TestID' },
      status: 404,
      wiped: false,
      now: 'Stopped',
      json: { Code: 'InvalidInstanceId.NotFound' },
    },
    {
      query: { InstanceId: 'i-TestID', DryRun: 'true' },
      status: 400,
      wiped: false,
      now: 'Stopped',
      json: { Code: 'DryRunOperation' },
    },
    { query: { InstanceId: 'i-running' }, status: 403, wiped: false, now: 'Stopped', json: { Code: 'IncorrectInstanceStatus' } },
    { query: { InstanceId: 'i-locked' }, status: 403, wiped: false, now: 'Stopped', json: { Code: 'InstanceLockedForSecurity' } },
    { query: { InstanceId: 'i-sold-out' }, status: 403, wiped: false, now: 'Stopped', json: { Code: 'OperationDenied.NoStock' } },
    {
      query: { InstanceId: 'i-sold-out', DryRun: 'true' },
      status: 403,
      wiped: false,
      now: 'Stopped',
      json: { Code: 'OperationDenied.NoStock' },
    },
  ])('answers $query with $status $json', async ({ query, status, wiped, now, json }) => {
    const { clouds, alibaba } = await openClouds(state);
    expect(await alibaba('StartInstance', query)).toMatchObject({ status, json });
    expect(clouds.instance('alibaba', 'i-1')).toEqual({
      status: now,
      region: 'cn-hangzhou',
      localDiskWiped: wiped,
      lastStop: null,
      reboots: { soft: 0, forced: 0 },
    });
    expect(clouds.calls[0]?.ids).toEqual([query.InstanceId]);
  });
});

describe('StartInstances of the Alibaba stand-in', () => {
  it('starts all of 100 AllTogether', async () => {
    const ids = Array.from({ length: 100 }, (_, at) => `i-${at}`);
    const { clouds, alibaba } = await openClouds({
      instances: instances('alibaba', Object.fromEntries(ids.map((id) => [id, {}]))),
    });
    const { json } = await alibaba('StartInstances', {
      RegionId,
      ...Object.fromEntries(ids.map((id, at) => [`InstanceId.${at + 1}`, id])),
    });
    expect(json).toMatchObject({
      InstanceResponses: {
        InstanceResponse: ids.map((id) => ({
          InstanceId: id,
          PreviousStatus: 'Stopped',
          CurrentStatus: 'Starting',
          Code: '200',
        })),
      },
    });
    expect(new Set(ids.map((id) => clouds.instance('alibaba', id)?.status))).toEqual(new Set(['Starting']));
  });

  it('refuses as often as planned; a dry run is refused too but uses no refusal up', async () => {
    const { alibaba } = await openClouds({
      instances: instances('alibaba', { 'i-1': { refuses: { code: 'OperationDenied.NoStock', times: 2 } } }),
    });
    const query = { RegionId, 'InstanceId.1': 'i-1' };
    const tries = [{ DryRun: 'true' }, {}, { DryRun: 'true' }, { BatchOptimization: 'SuccessFirst' }, { DryRun: 'true' }, {}];
    const codes = [];
    for (const more of tries) codes.push((await alibaba('StartInstances', { ...query, ...more })).json);
    const noStock = { Code: 'OperationDenied.NoStock' };
    const rows = (Code: string) => ({ InstanceResponses: { InstanceResponse: [{ Code }] } });
    expect(codes).toMatchObject([noStock, noStock, noStock, rows(noStock.Code), { Code: 'DRYRUN.SUCCESS' }, rows('200')]);
  });
});
