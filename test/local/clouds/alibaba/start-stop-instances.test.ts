import { expect, it } from 'vitest';
import { instances, openClouds, startOfTime } from '../support/open-clouds.ts';

const RegionId = 'cn-hangzhou';
const numbered = (ids: readonly string[]) => Object.fromEntries(ids.map((id, at) => [`InstanceId.${at + 1}`, id]));
const row = (InstanceId: string, PreviousStatus: string, CurrentStatus: string, Code: string) => ({
  InstanceId,
  PreviousStatus,
  CurrentStatus,
  Code,
  Message: expect.stringMatching(/./),
});

const running = { status: 'Running', stopSeconds: 0 };
const kept = { StoppedMode: 'KeepCharging', ForceStop: 'false' };

/** Each action with instances that accept it or refuse it, and the state before it. */
const actions = {
  StartInstances: {
    more: {},
    before: 'Stopped',
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
  },
  StopInstances: {
    more: kept,
    before: 'Running',
    instances: instances('alibaba', {
      'i-1': running,
      'i-2': running,
      'i-stopped': {},
      'i-stopping': { status: 'Stopping' },
      'i-starting': { status: 'Starting' },
      'i-locked': { ...running, lock: 'security' },
      'i-managed': { ...running, refusesStop: { code: 'OperationDenied.SystemInstanceNotSupport', status: 403 } },
      'i-far': { ...running, region: 'cn-beijing' },
    }),
  },
};

it.each([
  {
    action: 'StartInstances' as const,
    rows: [
      { ...row('i-1', 'Stopped', 'Starting', '200'), Message: 'success' },
      row('i-TestID', '', '', 'InvalidInstanceId.NotFound'),
      row('i-running', 'Running', 'Running', 'IncorrectInstanceStatus'),
      row('i-locked', 'Stopped', 'Stopped', 'InstanceLockedForSecurity'),
      row('i-sold-out', 'Stopped', 'Stopped', 'OperationDenied.NoStock'),
      { ...row('i-odd', 'Stopped', 'Stopped', 'Vendor.New'), Message: 'So it is.' },
      row('i-far', '', '', 'InvalidInstanceId.NotFound'),
      row('i-hidden', 'Stopped', 'Starting', '200'),
    ],
    after: ['Starting', undefined, 'Running', 'Stopped', 'Stopped', 'Stopped', 'Stopped', 'Starting'],
  },
  {
    action: 'StopInstances' as const,
    rows: [
      { ...row('i-1', 'Running', 'Stopping', '200'), Message: 'success' },
      row('i-TestID', '', '', 'InvalidInstanceId.NotFound'),
      row('i-stopped', 'Stopped', 'Stopped', 'IncorrectInstanceStatus'),
      row('i-stopping', 'Stopping', 'Stopping', 'IncorrectInstanceStatus'),
      row('i-starting', 'Starting', 'Starting', 'IncorrectInstanceStatus'),
      row('i-locked', 'Running', 'Stopping', '200'),
      row('i-managed', 'Running', 'Running', 'OperationDenied.SystemInstanceNotSupport'),
      row('i-far', '', '', 'InvalidInstanceId.NotFound'),
    ],
    after: ['Stopped', undefined, 'Stopped', 'Stopping', 'Starting', 'Stopped', 'Running', 'Running'],
  },
])(
  '$action of the Alibaba stand-in answers row by row with SuccessFirst, and does what it can',
  async ({ action, rows, after }) => {
    const { more, instances: all } = actions[action];
    const { clouds, alibaba } = await openClouds({ instances: all });
    const ids = rows.map(({ InstanceId }) => InstanceId);
    const answer = await alibaba(action, { RegionId, ...more, BatchOptimization: 'SuccessFirst', ...numbered(ids) });
    const RequestId = '00000000-0000-4000-8000-000000000001';
    expect([answer.status, answer.json]).toEqual([200, { RequestId, InstanceResponses: { InstanceResponse: rows } }]);
    expect(ids.map((id) => clouds.instance('alibaba', id)?.status)).toEqual(after);
    expect(clouds.calls).toEqual([{ provider: 'alibaba', action, dryRun: false, ids, at: startOfTime, code: null }]);
  },
);

it.each([
  ['StartInstances', 'i-TestID', 404, 'InvalidInstanceId.NotFound'],
  ['StartInstances', 'i-far', 404, 'InvalidInstanceId.NotFound'],
  ['StartInstances', 'i-running', 403, 'IncorrectInstanceStatus'],
  ['StartInstances', 'i-stopping', 403, 'IncorrectInstanceStatus'],
  ['StartInstances', 'i-locked', 403, 'InstanceLockedForSecurity'],
  ['StartInstances', 'i-sold-out', 403, 'OperationDenied.NoStock'],
  ['StartInstances', 'i-odd', 418, 'Vendor.New'],
  ['StopInstances', 'i-TestID', 404, 'InvalidInstanceId.NotFound'],
  ['StopInstances', 'i-stopped', 403, 'IncorrectInstanceStatus'],
  ['StopInstances', 'i-managed', 403, 'OperationDenied.SystemInstanceNotSupport'],
] as const)('%s AllTogether does nothing when one of them is %s: %i %s, dry or not', async (action, bad, status, code) => {
  const { more, before, instances: all } = actions[action];
  const { clouds, alibaba } = await openClouds({ instances: all });
  const query = { RegionId, ...more, ...numbered(['i-1', bad, 'i-2']) };
  const answers = [];
  for (const mode of [{}, { BatchOptimization: 'AllTogether' }, { DryRun: 'true' }]) {
    answers.push(await alibaba(action, { ...query, ...mode }));
  }
  expect(answers).toMatchObject(Array.from({ length: 3 }, () => ({ status, json: { Code: code } })));
  expect(clouds.instance('alibaba', 'i-1')).toMatchObject({ status: before, lastStop: null });
});

it.each([
  { action: 'StartInstances' as const, mode: { BatchOptimization: 'AllTogether' }, ids: ['i-1', 'i-2'] },
  {
    action: 'StartInstances' as const,
    mode: { BatchOptimization: 'SuccessFirst' },
    ids: ['i-TestID', 'i-running', 'i-sold-out'],
  },
  { action: 'StopInstances' as const, mode: {}, ids: ['i-1', 'i-2'] },
  { action: 'StopInstances' as const, mode: { ForceStop: 'true' }, ids: ['i-1', 'i-stopping'] },
  { action: 'StopInstances' as const, mode: { BatchOptimization: 'SuccessFirst' }, ids: ['i-TestID', 'i-stopped'] },
])(
  'a dry run of $action for $ids with $mode is answered by 400 DRYRUN.SUCCESS and does nothing',
  async ({ action, mode, ids }) => {
    const { more, before, instances: all } = actions[action];
    const { clouds, alibaba } = await openClouds({ instances: all });
    const answer = await alibaba(action, { RegionId, ...more, DryRun: 'true', ...numbered(ids), ...mode });
    expect(answer).toMatchObject({ status: 400, json: { Code: 'DRYRUN.SUCCESS' } });
    expect(clouds.instance('alibaba', 'i-1')).toMatchObject({ status: before, lastStop: null });
    expect(clouds.calls).toMatchObject([{ action, dryRun: true, ids, code: 'DRYRUN.SUCCESS' }]);
  },
);
