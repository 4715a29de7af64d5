import { describe, expect, it } from 'vitest';
import { instances, openClouds } from '../open-clouds.ts';

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
    });
    expect(clouds.calls[0]?.ids).toEqual([query.InstanceId]);
  });
});
