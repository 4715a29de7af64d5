import { describe, expect, it } from 'vitest';
import { always, serve } from '../shared/http/scripted-server.ts';
import { aCloud, many } from './a-cloud.ts';
import { aProvider, failureIn } from './a-provider.ts';
import { tencentPhrasing } from './tencent-phrasing.ts';

const { id, credentials, region } = tencentPhrasing;

async function answering(Response: object) {
  const server = await serve(always(200, JSON.stringify({ Response })));
  return { server, ...aProvider('tencent', { origin: server.origin, credentials, region }) };
}

describe('a start', () => {
  it('is all or nothing: one unknown id refuses the call, and no answer names it', async () => {
    const { start, word, provider } = await aCloud('tencent', tencentPhrasing, many(tencentPhrasing, 2));
    const { failure } = await failureIn(start([id(0), id(9), id(1)]));
    expect(failure).toMatchObject({ kind: 'instance', code: 'InvalidInstanceId.NotFound' });
    expect([word(id(0)), word(id(1))]).toEqual(['STOPPED', 'STOPPED']);
    expect([provider.preCheck, provider.absentMeans]).toEqual([null, 'ask']);
  });

  it('signs its action, names its region and asks for English', async () => {
    const { start, server } = await answering({ RequestId: 'R' });
    await start([id(0)]);
    expect(server.requests[0]?.headers).toMatchObject({
      authorization: expect.stringContaining('SignedHeaders=content-type;host;x-tc-action,'),
      'x-tc-action': 'StartInstances',
      'x-tc-region': 'ap-shanghai',
      'x-tc-version': '2017-03-12',
      'x-tc-language': 'en-US',
    });
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({ InstanceIds: [id(0)] });
  });

  it.each([
    { body: { Error: { Code: 'Brand.New' } }, message: '(no message)', requestId: null },
    { body: { Error: { Code: 'Brand.New', Message: null }, RequestId: 'R' }, message: '(no message)', requestId: 'R' },
    { body: { Error: { Code: 'Brand.New', Message: 'no' }, RequestId: null }, message: 'no', requestId: null },
  ])('is refused by an Error with HTTP 200, with what it has: $body', async ({ body, message, requestId }) => {
    const { start } = await answering(body);
    expect((await failureIn(start([id(0)]))).failure).toEqual({ kind: 'request', code: 'Brand.New', message, requestId });
  });
});

describe('a look', () => {
  const operation = (
    LatestOperation: string | null,
    LatestOperationState: string | null,
    LatestOperationErrorMsg: string | null = '',
  ) => ({
    LatestOperation,
    LatestOperationState,
    LatestOperationErrorMsg,
  });
  const started = (state: string, message: string | null = '') => operation('StartInstances', state, message);
  const long = 'y'.repeat(1_000);

  it.each([
    { is: 'STOPPED', with: { RestrictState: 'EXPIRED' }, state: 'locked', raw: 'STOPPED (RestrictState EXPIRED)', failed: false },
    { is: 'STOPPED', with: { RestrictState: null }, state: 'stopped', raw: 'STOPPED', failed: false },
    { is: 'RUNNING', with: { RestrictState: 'PROTECTIVELY_ISOLATED' }, state: 'running', raw: 'RUNNING', failed: false },
    {
      is: 'STOPPED',
      with: operation('ResizeInstance', 'OPERATING'),
      state: 'busy',
      raw: 'STOPPED (ResizeInstance under way)',
      failed: false,
    },
    { is: 'STOPPED', with: operation(null, 'OPERATING'), state: 'busy', raw: 'STOPPED (an operation under way)', failed: false },
    { is: 'STARTING', with: started('OPERATING'), state: 'starting', raw: 'STARTING', failed: false },
    { is: 'STOPPED', with: started('FAILED'), state: 'stopped', raw: 'STOPPED', failed: true },
    { is: 'STOPPED', with: started('FAILED', null), state: 'stopped', raw: 'STOPPED', failed: true },
    { is: 'STOPPED', with: started('FAILED', 'no\nstock'), state: 'stopped', raw: 'STOPPED (no stock)', failed: true },
    { is: 'STOPPED', with: started('FAILED', long), state: 'stopped', raw: `STOPPED (${long.slice(0, 300)})`, failed: true },
    { is: 'RUNNING', with: started('FAILED', 'old'), state: 'running', raw: 'RUNNING', failed: false },
    { is: 'STOPPED', with: operation('StopInstances', 'FAILED', 'old'), state: 'stopped', raw: 'STOPPED', failed: false },
    { is: 'STOPPED', with: started('SUCCESS'), state: 'stopped', raw: 'STOPPED', failed: false },
    {
      is: 'STOPPED',
      with: { ...started('FAILED', 'no'), RestrictState: 'EXPIRED' },
      state: 'locked',
      raw: 'STOPPED (RestrictState EXPIRED)',
      failed: true,
    },
  ])('at $is with $with: $state', async ({ is, with: more, state, raw, failed }) => {
    const row = { InstanceId: id(0), InstanceState: is, ...more };
    const { observe } = await answering({ RequestId: 'R', TotalCount: 1, InstanceSet: [row] });
    expect((await observe([id(0)])).get(id(0))).toEqual({ state, raw, lastOperationFailed: failed });
  });

  it('sees that a start which was accepted failed later', async () => {
    const { start, observe, clock } = await aCloud('tencent', tencentPhrasing, { [id(0)]: { fallsBack: 1, startSeconds: 5 } });
    await start([id(0)]);
    clock.ms += 5_000;
    expect((await observe([id(0)])).get(id(0))).toMatchObject({ state: 'stopped', lastOperationFailed: true });
  });

  it('ends at an empty page, whatever the total says', async () => {
    const { observe, server } = await answering({ RequestId: 'R', TotalCount: 9, InstanceSet: [] });
    expect((await observe([id(0)])).size).toBe(0);
    expect(server.requests).toHaveLength(1);
  });
});
