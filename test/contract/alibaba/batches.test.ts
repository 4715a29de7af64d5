import { describe, expect, it } from 'vitest';
import { sighting } from '../../../shared/domain/vocabulary.ts';
import { aCloud, many } from '../../support/providers/a-cloud.ts';
import { aProvider, failureIn } from '../../support/providers/a-provider.ts';
import { alibabaPhrasing } from '../../support/providers/alibaba-phrasing.ts';
import { always, serve } from '../../support/scripted-server.ts';

const { id, credentials, region } = alibabaPhrasing;

async function answering(body: unknown) {
  const server = await serve(always(200, JSON.stringify(body)));
  return { server, ...aProvider('alibaba', { origin: server.origin, credentials, region }) };
}

const rows = (...list: readonly object[]) => ({ RequestId: 'R', InstanceResponses: { InstanceResponse: list } });

describe('a batch with an id that cannot be started', () => {
  it('SuccessFirst: starts the others and says of each row why it failed', async () => {
    const { start, word } = await aCloud('alibaba', alibabaPhrasing, {
      ...many(alibabaPhrasing, 2),
      [id(2)]: { refuses: { code: 'OperationDenied.NoStock', message: 'sold out' } },
    });
    const answers = await start([id(0), id(9), id(2), id(1)]);
    expect([...answers.keys()]).toEqual([id(0), id(9), id(2), id(1)]);
    expect(answers.get(id(1))).toEqual({ result: 'accepted' });
    expect(answers.get(id(9))).toMatchObject({ failure: { kind: 'instance', code: 'InvalidInstanceId.NotFound' } });
    expect(answers.get(id(2))).toMatchObject({
      result: 'failed',
      failure: { kind: 'capacity', code: 'OperationDenied.NoStock', message: 'sold out', requestId: expect.stringMatching(/./) },
    });
    expect([word(id(0)), word(id(1)), word(id(2))]).toEqual(['Starting', 'Starting', 'Stopped']);
  });

  it('AllTogether: starts none and refuses the call', async () => {
    const { start, word } = await aCloud('alibaba', alibabaPhrasing, many(alibabaPhrasing, 2));
    const { failure } = await failureIn(start([id(0), id(9), id(1)], { batchMode: 'AllTogether' }));
    expect(failure).toMatchObject({ kind: 'instance', code: 'InvalidInstanceId.NotFound' });
    expect([word(id(0)), word(id(1))]).toEqual(['Stopped', 'Stopped']);
  });
});

describe('the rows of StartInstances', () => {
  it.each(['200', 200])('take Code %j for accepted, whatever the message', async (Code) => {
    const { start } = await answering(rows({ InstanceId: id(0), Code, Message: null }, { InstanceId: id(1), Code }));
    expect([...(await start([id(0), id(1)]))]).toEqual([
      [id(0), { result: 'accepted' }],
      [id(1), { result: 'accepted' }],
    ]);
  });

  it('take any other code for a failure, also one nobody knows and one without a message', async () => {
    const { start } = await answering(
      rows({ InstanceId: id(0), Code: 500 }, { InstanceId: id(1), Code: 'Throttling.Api', Message: 'slow' }),
    );
    const message = '(no message)';
    expect([...(await start([id(0), id(1)]))]).toEqual([
      [id(0), { result: 'failed', failure: { kind: 'unclear', code: '500', message, requestId: 'R' } }],
      [id(1), { result: 'failed', failure: { kind: 'throttled', code: 'Throttling.Api', message: 'slow', requestId: 'R' } }],
    ]);
  });

  it('say nothing of an id that has none', async () => {
    const { start } = await answering(rows({ InstanceId: id(0), Code: '200' }));
    expect((await start([id(0), id(1)])).has(id(1))).toBe(false);
  });
});

it('posts every parameter in the query, without a body, and asks for JSON', async () => {
  const { start, server } = await answering(rows({ InstanceId: id(0), Code: '200' }));
  await start([id(0)], { batchMode: 'AllTogether' });
  const query = `BatchOptimization=AllTogether&InstanceId.1=${id(0)}&RegionId=cn-hangzhou`;
  const headers = { accept: 'application/json', 'x-acs-action': 'StartInstances', 'x-acs-version': '2014-05-26' };
  expect(server.requests).toMatchObject([{ path: `/?${query}`, body: '', headers }]);
});

describe('the error body', () => {
  it.each([
    { body: { Code: 'Brand.New' }, message: '(no message)', requestId: null },
    { body: { Code: 'Brand.New', Message: null, RequestId: null }, message: '(no message)', requestId: null },
    { body: { Code: 'Brand.New', Message: 'no', RequestId: 'R' }, message: 'no', requestId: 'R' },
  ])('is read with what it has: $body', async ({ body, message, requestId }) => {
    const { start } = await answering(body);
    expect((await failureIn(start([id(0)]))).failure).toEqual({ kind: 'unclear', code: 'Brand.New', message, requestId });
  });
});

describe('locks', () => {
  const row = (Status: string, OperationLocks?: unknown) => ({ InstanceId: id(0), Status, OperationLocks });
  const security = { LockReason: [{ LockReason: 'security' }] };
  const reclaimed = { LockReason: [{ LockReason: 'Recycling' }] };
  const twice = { LockReason: [{ LockReason: 'financial' }, { LockReason: 'Recycling' }] };

  it.each([
    { of: row('Stopped', { LockReason: 'security' }), state: 'stopped', obstacle: 'locked', raw: 'Stopped (locked: security)' },
    { of: row('Stopped', { LockReason: ['security'] }), state: 'stopped', obstacle: 'locked', raw: 'Stopped (locked: security)' },
    { of: row('Stopped', reclaimed), state: 'stopped', obstacle: null, raw: 'Stopped (locked: Recycling)' },
    { of: row('Stopped', security), state: 'stopped', obstacle: 'locked', raw: 'Stopped (locked: security)' },
    { of: row('Stopped', twice), state: 'stopped', obstacle: 'locked', raw: 'Stopped (locked: financial, Recycling)' },
    { of: row('Running', security), state: 'running', obstacle: null, raw: 'Running' },
    { of: row('Stopping', security), state: 'stopping', obstacle: null, raw: 'Stopping' },
    { of: row('Stopped', { LockReason: [] }), state: 'stopped', obstacle: null, raw: 'Stopped' },
    { of: row('Stopped', { LockReason: null }), state: 'stopped', obstacle: null, raw: 'Stopped' },
    { of: row('Stopped', null), state: 'stopped', obstacle: null, raw: 'Stopped' },
    { of: row('Stopped'), state: 'stopped', obstacle: null, raw: 'Stopped' },
    { of: row('Stopped', {}), state: 'stopped', obstacle: null, raw: 'Stopped' },
    { of: row('Stopped', []), state: 'stopped', obstacle: null, raw: 'Stopped' },
    { of: row('Stopped', { LockReason: '' }), state: 'stopped', obstacle: null, raw: 'Stopped' },
    { of: row('Stopped', [{ LockReason: 'security' }]), state: 'stopped', obstacle: 'locked', raw: 'Stopped (locked: security)' },
    { of: row('Stopped', 'security'), state: 'stopped', obstacle: 'locked', raw: 'Stopped (locked: security)' },
    { of: row('Stopped', { LockReason: [5] }), state: 'stopped', obstacle: 'locked', raw: 'Stopped (locked: in another shape)' },
    { of: row('Stopped', { Why: 'x' }), state: 'stopped', obstacle: 'locked', raw: 'Stopped (locked: in another shape)' },
    { of: row('Stopped', '\u0000'), state: 'stopped', obstacle: 'locked', raw: 'Stopped (locked: in another shape)' },
    { of: row('Running', { LockReason: [5] }), state: 'running', obstacle: null, raw: 'Running' },
  ] as const)('$of.Status with $of.OperationLocks is $state, $obstacle', async ({ of, state, obstacle, raw }) => {
    const { observe } = await answering({ RequestId: 'R', NextToken: null, Instances: { Instance: [of] } });
    expect((await observe([id(0)])).get(id(0))).toEqual(sighting(state, raw, { obstacle }));
  });
});
