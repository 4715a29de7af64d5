import { describe, expect, it } from 'vitest';
import { instances, openClouds } from '../support/open-clouds.ts';

const [first, second] = ['1500000000000000001', '1500000000000000002'];
const requestId = 'T00000000-0000-4000-8000-000000000001';
const running = { status: 'RUNNING', stopSeconds: 0 };

/**
 * Each action with instances that accept it, refuse it, or fail without a reason, and the states
 * before and after.
 */
const actions = {
  StartInstances: {
    more: {},
    planned: { code: 'STOCK_INSUFFICIENT', status: 400 },
    before: 'STOPPED',
    after: 'BOOTING',
    instances: instances('zenlayer', {
      [first]: {},
      [second]: {},
      running: { status: 'RUNNING' },
      starting: { status: 'STARTING' },
      stopping: { status: 'STOPPING' },
      recycled: { status: 'RECYCLE' },
      quiet: { refuses: { code: null, times: 1 } },
      loud: { refuses: { code: 'STOCK_INSUFFICIENT', status: 400, times: 1 } },
      hidden: { hidden: true },
    }),
  },
  StopInstances: {
    more: { forceShutdown: false },
    planned: { code: 'OPERATION_DENIED_INSTANCE_STATUS', status: 403 },
    before: 'RUNNING',
    after: 'STOPPED',
    instances: instances('zenlayer', {
      [first]: running,
      [second]: running,
      stopped: {},
      stopping: { status: 'STOPPING', stuckStopping: true, stopSeconds: 0 },
      booting: { status: 'BOOTING' },
      recycled: { status: 'RECYCLE' },
      quiet: { ...running, refusesStop: { code: null, times: 1 } },
      loud: { ...running, refusesStop: { code: 'OPERATION_DENIED_INSTANCE_STATUS', status: 403, times: 1 } },
      hidden: { ...running, hidden: true },
    }),
  },
};

describe.each(['StartInstances', 'StopInstances'] as const)('%s of the Zenlayer stand-in', (action) => {
  const { more, before, after, planned, instances: all } = actions[action];

  it('lists the ids that failed, and acts on the others', async () => {
    const { clouds, zenlayer } = await openClouds({ instances: all });
    const ids = [first, 'quiet', second, 'hidden'];
    const answer = await zenlayer(action, { instanceIds: ids, ...more });
    expect([answer.status, answer.json]).toEqual([200, { requestId, response: { requestId, instanceIds: ['quiet'] } }]);
    expect(ids.map((id) => clouds.instance('zenlayer', id)?.status)).toEqual([after, before, after, after]);
    expect(clouds.calls).toMatchObject([{ provider: 'zenlayer', action, dryRun: false, ids, code: null }]);
  });

  it('refuses as often as planned, aloud or quietly', async () => {
    const { zenlayer } = await openClouds({ instances: all });
    const answers = [];
    for (const other of ['loud', 'loud', first]) {
      answers.push(await zenlayer(action, { instanceIds: ['quiet', other], ...more }));
    }
    expect(answers.map(({ status }) => status)).toEqual([planned.status, 200, 200]);
    expect(answers.map(({ json }) => json)).toMatchObject([
      { code: planned.code },
      { response: { instanceIds: ['quiet'] } },
      { response: { instanceIds: [] } },
    ]);
  });
});

it.each([
  { action: 'StartInstances' as const, bad: '1599999999999999999', status: 404, code: 'INVALID_INSTANCE_NOT_FOUND' },
  { action: 'StartInstances' as const, bad: 'recycled', status: 403, code: 'OPERATION_DENIED_INSTANCE_RECYCLED' },
  { action: 'StartInstances' as const, bad: 'running', status: 403, code: 'OPERATION_DENIED_INSTANCE_NOT_STOPPED' },
  { action: 'StartInstances' as const, bad: 'starting', status: 403, code: 'OPERATION_DENIED_INSTANCE_NOT_STOPPED' },
  { action: 'StartInstances' as const, bad: 'stopping', status: 403, code: 'OPERATION_DENIED_INSTANCE_NOT_STOPPED' },
  { action: 'StartInstances' as const, bad: 'loud', status: 400, code: 'STOCK_INSUFFICIENT' },
  { action: 'StopInstances' as const, bad: '1599999999999999999', status: 404, code: 'INVALID_INSTANCE_NOT_FOUND' },
  { action: 'StopInstances' as const, bad: 'recycled', status: 403, code: 'OPERATION_DENIED_INSTANCE_RECYCLED' },
  { action: 'StopInstances' as const, bad: 'stopped', status: 403, code: 'OPERATION_DENIED_INSTANCE_NOT_RUNNING' },
  { action: 'StopInstances' as const, bad: 'stopping', status: 403, code: 'OPERATION_DENIED_INSTANCE_NOT_RUNNING' },
  { action: 'StopInstances' as const, bad: 'booting', status: 403, code: 'OPERATION_DENIED_INSTANCE_NOT_RUNNING' },
  { action: 'StopInstances' as const, bad: 'loud', status: 403, code: 'OPERATION_DENIED_INSTANCE_STATUS' },
])('$action of the Zenlayer stand-in does nothing when one of them is $bad: $status $code', async (row) => {
  const { action, bad, status, code } = row;
  const { more, before, instances: all } = actions[action];
  const { clouds, zenlayer } = await openClouds({ instances: all });
  const answer = await zenlayer(action, { instanceIds: [first, 'quiet', bad, second], ...more });
  expect([answer.status, answer.json]).toEqual([status, { requestId, code, message: expect.stringMatching(/^[A-Z].+\.$/) }]);
  const untouched = { status: before, lastStop: null };
  expect([first, second].map((id) => clouds.instance('zenlayer', id))).toMatchObject([untouched, untouched]);
});

it.each([
  { id: first, body: {}, forced: true },
  { id: first, body: { forceShutdown: true }, forced: true },
  { id: first, body: { forceShutdown: false }, forced: false },
  { id: 'stopping', body: { forceShutdown: true }, forced: true },
])('StopInstances pulls the plug of $id with $body: $forced', async ({ id, body, forced }) => {
  const { clouds, zenlayer } = await openClouds({ instances: actions.StopInstances.instances });
  await zenlayer('StopInstances', { instanceIds: [id], ...body });
  expect(clouds.instance('zenlayer', id)).toMatchObject({ status: 'STOPPED', lastStop: { forced, stopCharging: false } });
});

it.each([
  { body: { forceShutdown: 'false' }, code: 'INVALID_PARAMETER_TYPE' },
  { body: { stopMode: 'x' }, code: 'INVALID_PARAMETER_VALUE' },
  { body: { instanceIds: [] }, code: 'INVALID_PARAMETER_LESS_LENGTH' },
])('StopInstances refuses $body: 400 $code', async ({ body, code }) => {
  const { clouds, zenlayer } = await openClouds({ instances: actions.StopInstances.instances });
  expect(await zenlayer('StopInstances', { instanceIds: [first], ...body })).toMatchObject({ status: 400, json: { code } });
  expect(clouds.instance('zenlayer', first)?.lastStop).toBeNull();
});
