import { expect, it } from 'vitest';
import { instances, openClouds } from '../support/open-clouds.ts';

const [first, second] = ['ins-aaaa0001', 'ins-aaaa0002'];
const requestId = '00000000-0000-4000-8000-000000000001';
const running = { status: 'RUNNING', stopSeconds: 0 };

/**
 * Each action with instances that accept it or refuse it, and the states before and after. `late`
 * is an offender too.
 */
const actions = {
  StartInstances: {
    more: {},
    before: 'STOPPED',
    after: 'STARTING',
    late: 'ins-running0',
    instances: instances('tencent', {
      [first]: {},
      [second]: {},
      'ins-running0': { status: 'RUNNING' },
      'ins-starting': { status: 'STARTING' },
      'ins-stopping': { status: 'STOPPING' },
      'ins-rescue00': { status: 'RESCUE_MODE' },
      'ins-strange0': { status: 'DREAMING' },
      'ins-expired0': { lock: 'EXPIRED' },
      'ins-normal00': { lock: 'NORMAL' },
      'ins-refuses0': { refuses: { code: 'OperationDenied.InstanceOperationInProgress' } },
      'ins-far00000': { region: 'ap-beijing' },
      'ins-hidden00': { hidden: true },
    }),
  },
  StopInstances: {
    more: { StopType: 'SOFT', StoppedMode: 'STOP_CHARGING' },
    before: 'RUNNING',
    after: 'STOPPED',
    late: 'ins-stopped0',
    instances: instances('tencent', {
      [first]: running,
      [second]: running,
      'ins-stopped0': {},
      'ins-stopping': { status: 'STOPPING' },
      'ins-starting': { status: 'STARTING' },
      'ins-shutdown': { status: 'SHUTDOWN' },
      'ins-migrates': { status: 'ENTER_SERVICE_LIVE_MIGRATE' },
      'ins-strange0': { status: 'DREAMING' },
      'ins-expired0': { ...running, lock: 'EXPIRED' },
      'ins-banned00': { ...running, refusesStop: { code: 'UnsupportedOperation.InstanceStateBanning' } },
      'ins-prepaid0': { ...running, noStopCharging: true },
      'ins-far00000': { ...running, region: 'ap-beijing' },
    }),
  },
};

it.each([
  { action: 'StartInstances' as const, ids: [first, second, 'ins-normal00', 'ins-hidden00'] },
  { action: 'StopInstances' as const, ids: [first, second, 'ins-expired0'] },
])('$action of the Tencent stand-in acts on all and answers with nothing but a request id', async ({ action, ids }) => {
  const { after, instances: all } = actions[action];
  const { clouds, tencent } = await openClouds({ instances: all });
  const answer = await tencent(action, { InstanceIds: ids });
  expect([answer.status, answer.json]).toEqual([200, { Response: { RequestId: requestId } }]);
  expect(ids.map((id) => clouds.instance('tencent', id)?.status)).toEqual(ids.map(() => after));
  expect(clouds.calls).toMatchObject([{ provider: 'tencent', action, dryRun: false, ids, code: null }]);
});

it.each([
  ['StartInstances', 'ins-running0', 'UnsupportedOperation.InstanceStateRunning'],
  ['StartInstances', 'ins-starting', 'UnsupportedOperation.InstanceStateStarting'],
  ['StartInstances', 'ins-stopping', 'UnsupportedOperation.InstanceStateStopping'],
  ['StartInstances', 'ins-rescue00', 'UnsupportedOperation.InstanceStateRescueMode'],
  ['StartInstances', 'ins-strange0', 'UnsupportedOperation'],
  ['StartInstances', 'ins-expired0', 'UnsupportedOperation.InstanceStateIsolating'],
  ['StartInstances', 'ins-refuses0', 'OperationDenied.InstanceOperationInProgress'],
  ['StartInstances', 'ins-far00000', 'InvalidInstanceId.NotFound'],
  ['StartInstances', 'ins-absent00', 'InvalidInstanceId.NotFound'],
  ['StopInstances', 'ins-stopped0', 'UnsupportedOperation.InstanceStateStopped'],
  ['StopInstances', 'ins-stopping', 'UnsupportedOperation.InstanceStateStopping'],
  ['StopInstances', 'ins-starting', 'UnsupportedOperation.InstanceStateStarting'],
  ['StopInstances', 'ins-shutdown', 'UnsupportedOperation.InstanceStateShutdown'],
  ['StopInstances', 'ins-migrates', 'UnsupportedOperation.InstanceStateEnterServiceLiveMigrate'],
  ['StopInstances', 'ins-strange0', 'UnsupportedOperation'],
  ['StopInstances', 'ins-banned00', 'UnsupportedOperation.InstanceStateBanning'],
  ['StopInstances', 'ins-far00000', 'InvalidInstanceId.NotFound'],
  ['StopInstances', 'ins-absent00', 'InvalidInstanceId.NotFound'],
  ['StopInstances', 'ins-prepaid0', 'UnsupportedOperation.StoppedModeStopCharging'],
] as const)('%s of the Tencent stand-in does nothing when the first offender is %s: %s', async (action, bad, code) => {
  const { more, before, late, instances: all } = actions[action];
  const { clouds, tencent } = await openClouds({ instances: all });
  const answer = await tencent(action, { InstanceIds: [...new Set([first, bad, late, second])], ...more });
  expect(answer).toMatchObject({ status: 200, json: { Response: { Error: { Code: code }, RequestId: requestId } } });
  const untouched = { status: before, lastStop: null };
  expect([first, second].map((id) => clouds.instance('tencent', id))).toMatchObject([untouched, untouched]);
});

it('StartInstances of the Tencent stand-in refuses as often as planned', async () => {
  const refuses = { code: 'Vendor.New', message: 'So it is.', status: 503, times: 1 };
  const { tencent } = await openClouds({ instances: instances('tencent', { [first]: { refuses } }) });
  const answers = [];
  for (let at = 0; at < 2; at += 1) answers.push(await tencent('StartInstances', { InstanceIds: [first] }));
  expect(answers).toMatchObject([
    { status: 503, json: { Response: { Error: { Code: 'Vendor.New', Message: 'So it is.' } } } },
    { status: 200, json: { Response: { RequestId: expect.any(String) } } },
  ]);
});
