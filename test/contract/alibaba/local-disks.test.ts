import { describe, expect, it } from 'vitest';
import { ProviderFailure } from '../../../shared/providers/provider.ts';
import { aCloud, many } from '../../support/providers/a-cloud.ts';
import { aProvider } from '../../support/providers/a-provider.ts';
import { alibabaPhrasing } from '../../support/providers/alibaba-phrasing.ts';
import { always, serve } from '../../support/scripted-server.ts';

const { id, credentials, region } = alibabaPhrasing;

describe('a start of each instance by itself', () => {
  it('wipes local disks of exactly the ids it is told to', async () => {
    const { start, clouds, received } = await aCloud('alibaba', alibabaPhrasing, many(alibabaPhrasing, 3));
    const answers = await start([id(0), id(1), id(2)], { oneByOne: true, wipe: new Set([id(1)]) });
    expect([...answers]).toEqual([id(0), id(1), id(2)].map((own) => [own, { result: 'accepted' }]));
    expect([id(0), id(1), id(2)].map((own) => clouds.instance('alibaba', own)?.localDiskWiped)).toEqual([false, true, false]);
    expect(received()).toEqual(Array(3).fill({ action: 'StartInstance', ids: 1, code: null }));
  });

  it('never wipes in a start of the batch, whatever it is told', async () => {
    const { start, clouds } = await aCloud('alibaba', alibabaPhrasing, many(alibabaPhrasing, 1));
    await start([id(0)], { wipe: new Set([id(0)]) });
    expect(clouds.instance('alibaba', id(0))).toMatchObject({ status: 'Starting', localDiskWiped: false });
  });

  it('goes on after an instance that is refused', async () => {
    const { start } = await aCloud('alibaba', alibabaPhrasing, many(alibabaPhrasing, 2));
    const answers = await start([id(0), id(9), id(1)], { oneByOne: true });
    expect(answers.get(id(9))).toMatchObject({
      result: 'failed',
      failure: { kind: 'instance', code: 'InvalidInstanceId.NotFound' },
    });
    expect([answers.get(id(0)), answers.get(id(1))]).toEqual([{ result: 'accepted' }, { result: 'accepted' }]);
  });

  it('says which ids were never sent once time is up: the one under way is in doubt, later ones are not', async () => {
    const time = new AbortController();
    let calls = 0;
    const { start, received, counted } = await aCloud('alibaba', alibabaPhrasing, many(alibabaPhrasing, 4), {
      beforeAnswer: () => {
        calls += 1;
        if (calls === 2) time.abort();
      },
      call: { signal: time.signal },
    });
    const answers = await start([id(0), id(1), id(2), id(3)], { oneByOne: true });
    expect([...answers]).toMatchObject([
      [id(0), { result: 'accepted' }],
      [id(1), { result: 'failed', failure: { kind: 'outcomeUnknown', code: 'Reveille.NoAnswer' } }],
      [id(2), { result: 'notSent' }],
      [id(3), { result: 'notSent' }],
    ]);
    expect([received().length, counted]).toEqual([2, ['StartInstance', 'StartInstance']]);
  });

  it.each([
    { that: 'ran out of time', ends: true, answer: { result: 'notSent' } },
    { that: 'must wait longer', ends: false, answer: { result: 'failed', failure: { code: 'Reveille.Paced' } } },
  ])('whose pace $that does not say that it was sent', async ({ ends, answer }) => {
    const time = new AbortController();
    const pace = async () => {
      if (ends) time.abort();
      throw new ProviderFailure({ kind: 'throttled', code: 'Reveille.Paced', message: 'm', requestId: null, unsent: true });
    };
    const call = { pace, signal: time.signal };
    const { start, received } = await aCloud('alibaba', alibabaPhrasing, many(alibabaPhrasing, 1), { call });
    expect((await start([id(0)], { oneByOne: true })).get(id(0))).toMatchObject(answer);
    expect(received()).toEqual([]);
  });

  it.each([
    { code: 'Throttling.User', status: 400, requests: 2, unsent: true },
    { code: 'InsufficientBalance', status: 403, requests: 2, unsent: true },
    { code: 'OperationDenied.NoStock', status: 403, requests: 3, unsent: undefined },
  ])('asks no further id what $code has answered for all of them: $unsent', async ({ code, status, requests, unsent }) => {
    const error = (message: string) => JSON.stringify({ Code: code, Message: message, RequestId: 'r' });
    let asked = 0;
    const server = await serve((response) => {
      asked += 1;
      const body = asked === 1 ? '{"RequestId":"r"}' : error('no');
      response.writeHead(asked === 1 ? 200 : status, { 'content-type': 'application/json' }).end(body);
    });
    const { start } = aProvider('alibaba', { origin: server.origin, credentials, region });
    const answers = await start([id(0), id(1), id(2)], { oneByOne: true });
    expect(asked).toBe(requests);
    expect(answers.get(id(0))).toEqual({ result: 'accepted' });
    expect(answers.get(id(2))).toMatchObject({ result: 'failed', failure: { code } });
    const last = answers.get(id(2));
    expect(last?.result === 'failed' ? last.failure.unsent : null).toBe(unsent);
  });

  it('does not take an answer without a request id for success', async () => {
    const server = await serve(always(200, '{}'));
    const { start } = aProvider('alibaba', { origin: server.origin, credentials, region });
    const answers = await start([id(0)], { oneByOne: true });
    expect(answers.get(id(0))).toMatchObject({ failure: { kind: 'outcomeUnknown', code: 'Reveille.Unreadable' } });
  });
});
