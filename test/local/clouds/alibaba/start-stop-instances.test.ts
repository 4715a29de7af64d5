import { describe, expect, it } from 'vitest';
import { instances, openClouds } from '../open-clouds.ts';

const RegionId = 'cn-hangzhou';
const numbered = (ids: readonly string[]) => Object.fromEntries(ids.map((id, at) => [`InstanceId.${at + 1}`, id]));
const row = (InstanceId: string, PreviousStatus: string, CurrentStatus: string, Code: string) => ({
  InstanceId,
  PreviousStatus,
  CurrentStatus,
  Code,
  Message: expect.stringMatching(/./),
});

const state = {
  instances: instances('alibaba', {
    'i-1': {},
    'i-2': {},
    'i-running': { status: 'Running' },
    'i-stopping': { status: 'Stopping' },
    'i-locked': { lock: 'security' },
    'i-sold-out': { refuses: { code: 'OperationDenied.NoStock' } },
    'i-odd': { refuses: { code: 'Vendor.New', message: 'So it is.', status: 418 } },
    'i-far': { region: 'cn-beijing' },
    'i-hidden': { hidden: true },
  }),
};

describe('StartInstances of the Alibaba stand-in', () => {
  it('answers row by row with SuccessFirst, and starts what it can', async () => {
    const { clouds, alibaba } = await openClouds(state);
    const ids = ['i-1', 'i-TestID', 'i-running', 'i-locked', 'i-sold-out', 'i-odd', 'i-far', 'i-hidden'];
    const answer = await alibaba('StartInstances', { RegionId, BatchOptimization: 'SuccessFirst', ...numbered(ids) });
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      RequestId: '00000000-0000-4000-8000-000000000001',
      InstanceResponses: {
        InstanceResponse: [
          { ...row('i-1', 'Stopped', 'Starting', '200'), Message: 'success' },
          row('i-TestID', '', '', 'InvalidInstanceId.NotFound'),
          row('i-running', 'Running', 'Running', 'IncorrectInstanceStatus'),
          row('i-locked', 'Stopped', 'Stopped', 'InstanceLockedForSecurity'),
          row('i-sold-out', 'Stopped', 'Stopped', 'OperationDenied.NoStock'),
          { ...row('i-odd', 'Stopped', 'Stopped', 'Vendor.New'), Message: 'So it is.' },
          row('i-far', '', '', 'InvalidInstanceId.NotFound'),
          row('i-hidden', 'Stopped', 'Starting', '200'),
        ],
      },
    });
    expect(ids.map((id) => clouds.instance('alibaba', id)?.status)).toEqual([
      'Starting',
      undefined,
      'Running',
      'Stopped',
      'Stopped',
      'Stopped',
      'Stopped',
      'Starting',
    ]);
    expect(clouds.calls).toEqual([
      { provider: 'alibaba', action: 'StartInstances', dryRun: false, ids, at: Date.parse('2026-11-23T00:30:00Z'), code: null },
    ]);
  });

  it.each([
    { bad: 'i-TestID', status: 404, code: 'InvalidInstanceId.NotFound' },
    { bad: 'i-far', status: 404, code: 'InvalidInstanceId.NotFound' },
    { bad: 'i-running', status: 403, code: 'IncorrectInstanceStatus' },
    { bad: 'i-stopping', status: 403, code: 'IncorrectInstanceStatus' },
    { bad: 'i-locked', status: 403, code: 'InstanceLockedForSecurity' },
    { bad: 'i-sold-out', status: 403, code: 'OperationDenied.NoStock' },
    { bad: 'i-odd', status: 418, code: 'Vendor.New' },
  ])('starts nothing AllTogether when one of them is $bad: $status $code, dry or not', async ({ bad, status, code }) => {
    const { clouds, alibaba } = await openClouds(state);
    const query = { RegionId, ...numbered(['i-1', bad, 'i-2']) };
    const answers = [];
    for (const more of [{}, { BatchOptimization: 'AllTogether' }, { DryRun: 'true' }]) {
      answers.push(await alibaba('StartInstances', { ...query, ...more }));
    }
    expect(answers).toMatchObject(Array.from({ length: 3 }, () => ({ status, json: { Code: code } })));
    expect(clouds.instance('alibaba', 'i-1')?.status).toBe('Stopped');
  });

  it('starts all of 100 AllTogether', async () => {
    const ids = Array.from({ length: 100 }, (_, at) => `i-${at}`);
    const { clouds, alibaba } = await openClouds({
      instances: instances('alibaba', Object.fromEntries(ids.map((id) => [id, {}]))),
    });
    const { json } = await alibaba('StartInstances', { RegionId, ...numbered(ids) });
    expect(json).toMatchObject({
      InstanceResponses: { InstanceResponse: ids.map((id) => row(id, 'Stopped', 'Starting', '200')) },
    });
    expect(new Set(ids.map((id) => clouds.instance('alibaba', id)?.status))).toEqual(new Set(['Starting']));
  });

  it.each([
    { mode: 'AllTogether', ids: ['i-1', 'i-2'] },
    { mode: 'SuccessFirst', ids: ['i-TestID', 'i-running', 'i-sold-out'] },
  ])('answers a dry run of $ids in $mode with 400 DRYRUN.SUCCESS and starts nothing', async ({ mode, ids }) => {
    const { clouds, alibaba } = await openClouds(state);
    const answer = await alibaba('StartInstances', { RegionId, DryRun: 'true', BatchOptimization: mode, ...numbered(ids) });
    expect(answer).toMatchObject({ status: 400, json: { Code: 'DRYRUN.SUCCESS' } });
    expect(clouds.instance('alibaba', 'i-1')?.status).toBe('Stopped');
    expect(clouds.calls).toMatchObject([{ action: 'StartInstances', dryRun: true, ids, code: 'DRYRUN.SUCCESS' }]);
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
