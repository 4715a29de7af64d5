import { describe, expect, it } from 'vitest';
import { type PowerState, type ProviderAction, sighting } from '../../../shared/domain/vocabulary.ts';
import { aCloud, many } from '../../support/providers/a-cloud.ts';
import { aProvider, failureIn } from '../../support/providers/a-provider.ts';
import { tencentPhrasing } from '../../support/providers/tencent-phrasing.ts';
import { always, serve } from '../../support/scripted-server.ts';

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
    expect((await failureIn(start([id(0)]))).failure).toEqual({ kind: 'unclear', code: 'Brand.New', message, requestId });
  });
});

/** What a row does not say is as usual. */
interface Expected {
  readonly failed?: ProviderAction;
  readonly obstacle?: 'locked' | 'occupied';
  readonly raw?: string;
  readonly state?: PowerState;
}

describe('a look', () => {
  const operation = (
    LatestOperation: string | null,
    LatestOperationState: string | null,
    LatestOperationErrorMsg: string | null = '',
  ) => ({
    LatestOperation,
    LatestOperationState,
    LatestOperationErrorMsg,
    LatestOperationRequestId: 'OP',
  });
  const started = (state: string, message: string | null = '') => operation('StartInstances', state, message);
  const stopped = (state: string, message: string | null = '') => operation('StopInstances', state, message);
  const expired = { RestrictState: 'EXPIRED' };
  const long = 'y'.repeat(1_000);

  it.each([
    { is: 'STOPPED', with: expired, obstacle: 'locked', raw: 'STOPPED (RestrictState EXPIRED)' },
    { is: 'STOPPED', with: { RestrictState: null } },
    { is: 'RUNNING', with: { RestrictState: 'PROTECTIVELY_ISOLATED' } },
    {
      is: 'STOPPED',
      with: operation('ResizeInstance', 'OPERATING'),
      obstacle: 'occupied',
      raw: 'STOPPED (ResizeInstance under way)',
    },
    { is: 'STOPPED', with: operation(null, 'OPERATING'), obstacle: 'occupied', raw: 'STOPPED (an operation under way)' },
    { is: 'RUNNING', with: stopped('OPERATING'), obstacle: 'occupied', raw: 'RUNNING (StopInstances under way)' },
    {
      is: 'STOPPED',
      with: { ...started('OPERATING'), ...expired },
      obstacle: 'locked',
      raw: 'STOPPED (RestrictState EXPIRED)',
    },
    { is: 'STARTING', with: started('OPERATING') },
    { is: 'STOPPING', with: { ...stopped('OPERATING'), ...expired } },
    { is: 'STOPPED', with: started('FAILED'), failed: 'start' },
    { is: 'STOPPED', with: started('FAILED', null), failed: 'start' },
    { is: 'STOPPED', with: started('FAILED', 'no\nstock'), failed: 'start', raw: 'STOPPED (no stock)' },
    { is: 'STOPPED', with: started('FAILED', long), failed: 'start', raw: `STOPPED (${long}`.slice(0, 300) },
    { is: 'RUNNING', with: started('FAILED', 'old') },
    { is: 'STARTING', with: started('FAILED', 'old') },
    { is: 'RUNNING', with: stopped('FAILED', 'hangs'), failed: 'stop', raw: 'RUNNING (hangs)' },
    { is: 'STOPPED', with: stopped('FAILED', 'old') },
    { is: 'STOPPING', with: stopped('FAILED', 'old') },
    { is: 'RUNNING', with: operation('RebootInstances', 'FAILED', 'hangs'), failed: 'reboot', raw: 'RUNNING (hangs)' },
    { is: 'STOPPED', with: started('SUCCESS') },
    {
      is: 'STOPPED',
      with: { ...started('FAILED', 'no'), ...expired },
      failed: 'start',
      obstacle: 'locked',
      raw: 'STOPPED (RestrictState EXPIRED)',
    },
    { is: 'SHUTDOWN', with: {}, state: 'stopped', obstacle: 'locked' },
  ] as const)('at $is with $with: failed $failed, obstacle $obstacle', async (row) => {
    const { is, with: more } = row;
    const { failed = null, obstacle = null, raw = is, state = is.toLowerCase() } = { ...row } as Expected;
    const instance = { InstanceId: id(0), InstanceState: is, ...more };
    const { observe } = await answering({ RequestId: 'R', TotalCount: 1, InstanceSet: [instance] });
    expect((await observe([id(0)])).get(id(0))).toEqual(
      sighting(state as PowerState, raw, { failed: failed === null ? null : { action: failed, requestId: 'OP' }, obstacle }),
    );
  });

  it('sees that a start which was accepted failed later', async () => {
    const { start, observe, clock } = await aCloud('tencent', tencentPhrasing, { [id(0)]: { fallsBack: 1, startSeconds: 5 } });
    const accepted = (await start([id(0)])).get(id(0));
    clock.ms += 5_000;
    const requestId = accepted?.result === 'accepted' ? accepted.requestId : undefined;
    expect(requestId).toMatch(/\S/);
    expect((await observe([id(0)])).get(id(0))).toMatchObject({ state: 'stopped', failed: { action: 'start', requestId } });
  });

  it('ends at an empty page, and does not take an id that was left out for one that does not exist', async () => {
    const { observe, server } = await answering({ RequestId: 'R', TotalCount: 9, InstanceSet: [] });
    expect((await observe([id(0)])).get(id(0))).toMatchObject({ state: 'busy', raw: expect.stringContaining('cut short') });
    expect(server.requests).toHaveLength(1);
  });
});
