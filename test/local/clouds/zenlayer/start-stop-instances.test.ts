import { describe, expect, it } from 'vitest';
import { instances, openClouds } from '../open-clouds.ts';

const [first, second] = ['1500000000000000001', '1500000000000000002'];
const requestId = 'T00000000-0000-4000-8000-000000000001';
const running = { status: 'RUNNING', stopSeconds: 0 };
const state = {
  instances: instances('zenlayer', {
    [first]: running,
    [second]: running,
    stopped: {},
    stopping: { status: 'STOPPING', stuckStopping: true, stopSeconds: 0 },
    booting: { status: 'BOOTING' },
    recycled: { status: 'RECYCLE' },
    quiet: { ...running, refusesStop: { code: null, times: 1 } },
    loud: { ...running, refusesStop: { code: 'OPERATION_DENIED_INSTANCE_STATUS', status: 403 } },
  }),
};

describe('StopInstances of the Zenlayer stand-in', () => {
  it('lists the ids that failed, and stops the others', async () => {
    const { clouds, zenlayer } = await openClouds(state);
    const ids = [first, 'quiet', second];
    const answer = await zenlayer('StopInstances', { instanceIds: ids, forceShutdown: false });
    expect([answer.status, answer.json]).toEqual([200, { requestId, response: { requestId, instanceIds: ['quiet'] } }]);
    expect(ids.map((id) => clouds.instance('zenlayer', id)?.status)).toEqual(['STOPPED', 'RUNNING', 'STOPPED']);
    expect(clouds.calls).toMatchObject([{ action: 'StopInstances', dryRun: false, ids, code: null }]);
    const again = await zenlayer('StopInstances', { instanceIds: ['quiet'], forceShutdown: false });
    expect(again.json).toMatchObject({ response: { instanceIds: [] } });
  });

  it.each([
    { bad: '1599999999999999999', status: 404, code: 'INVALID_INSTANCE_NOT_FOUND' },
    { bad: 'recycled', status: 403, code: 'OPERATION_DENIED_INSTANCE_RECYCLED' },
    { bad: 'stopped', status: 403, code: 'OPERATION_DENIED_INSTANCE_NOT_RUNNING' },
    { bad: 'stopping', status: 403, code: 'OPERATION_DENIED_INSTANCE_NOT_RUNNING' },
    { bad: 'booting', status: 403, code: 'OPERATION_DENIED_INSTANCE_NOT_RUNNING' },
    { bad: 'loud', status: 403, code: 'OPERATION_DENIED_INSTANCE_STATUS' },
  ])('stops nothing when one of them is $bad: $status $code', async ({ bad, status, code }) => {
    const { clouds, zenlayer } = await openClouds(state);
    const answer = await zenlayer('StopInstances', { instanceIds: [first, 'quiet', bad, second], forceShutdown: false });
    expect([answer.status, answer.json]).toEqual([status, { requestId, code, message: expect.stringMatching(/^[A-Z].+\.$/) }]);
    expect([first, second].map((id) => clouds.instance('zenlayer', id)?.lastStop)).toEqual([null, null]);
  });

  it.each([
    { id: first, body: {}, forced: true },
    { id: first, body: { forceShutdown: true }, forced: true },
    { id: first, body: { forceShutdown: false }, forced: false },
    { id: 'stopping', body: { forceShutdown: true }, forced: true },
  ])('pulls the plug of $id with $body: $forced', async ({ id, body, forced }) => {
    const { clouds, zenlayer } = await openClouds(state);
    await zenlayer('StopInstances', { instanceIds: [id], ...body });
    expect(clouds.instance('zenlayer', id)).toMatchObject({ status: 'STOPPED', lastStop: { forced, stopCharging: false } });
  });

  it.each([
    { body: { forceShutdown: 'false' }, code: 'INVALID_PARAMETER_TYPE' },
    { body: { stopMode: 'x' }, code: 'INVALID_PARAMETER_VALUE' },
    { body: { instanceIds: [] }, code: 'INVALID_PARAMETER_LESS_LENGTH' },
  ])('refuses $body: 400 $code', async ({ body, code }) => {
    const { clouds, zenlayer } = await openClouds(state);
    expect(await zenlayer('StopInstances', { instanceIds: [first], ...body })).toMatchObject({ status: 400, json: { code } });
    expect(clouds.instance('zenlayer', first)?.lastStop).toBeNull();
  });
});
