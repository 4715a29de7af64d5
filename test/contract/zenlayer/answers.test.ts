import { describe, expect, it } from 'vitest';
import { aCloud, many } from '../../support/providers/a-cloud.ts';
import { aProvider, failureIn } from '../../support/providers/a-provider.ts';
import { zenlayerPhrasing } from '../../support/providers/zenlayer-phrasing.ts';
import { always, serve } from '../../support/scripted-server.ts';

const { id, credentials, region } = zenlayerPhrasing;

async function answering(status: number, body: object) {
  const server = await serve(always(status, JSON.stringify(body)));
  return { server, ...aProvider('zenlayer', { origin: server.origin, credentials, region }) };
}

describe('a start', () => {
  it.each([
    { instanceIds: [], says: 'an empty list' },
    { instanceIds: null, says: 'null' },
    { instanceIds: undefined, says: 'no list' },
  ])('accepts every id when the answer has $says of failed ids', async ({ instanceIds }) => {
    const { start } = await answering(200, { requestId: 'T1', response: { instanceIds } });
    expect([...(await start([id(0), id(1)]))]).toEqual([
      [id(0), { result: 'accepted' }],
      [id(1), { result: 'accepted' }],
    ]);
  });

  it('takes the listed ids for the failed ones, without a reason', async () => {
    const { start, word } = await aCloud('zenlayer', zenlayerPhrasing, {
      ...many(zenlayerPhrasing, 2),
      [id(1)]: { refuses: { code: null } },
    });
    const answers = await start([id(0), id(1)]);
    expect(answers.get(id(0))).toEqual({ result: 'accepted' });
    expect(answers.get(id(1))).toMatchObject({
      result: 'failed',
      failure: { kind: 'unexplained', code: 'Reveille.FailedWithoutReason', requestId: expect.stringMatching(/^T/) },
    });
    expect([word(id(0)), word(id(1))]).toEqual(['BOOTING', 'STOPPED']);
  });

  it('ignores a listed id that it never sent', async () => {
    const { start } = await answering(200, { requestId: 'T1', response: { instanceIds: [id(7)] } });
    expect([...(await start([id(0)]))]).toEqual([[id(0), { result: 'accepted' }]]);
  });

  it('is refused as a whole for one id that does not exist', async () => {
    const { start, word } = await aCloud('zenlayer', zenlayerPhrasing, many(zenlayerPhrasing, 2));
    const { failure } = await failureIn(start([id(0), id(9), id(1)]));
    expect(failure).toMatchObject({ kind: 'instance', code: 'INVALID_INSTANCE_NOT_FOUND' });
    expect([word(id(0)), word(id(1))]).toEqual(['STOPPED', 'STOPPED']);
  });

  it.each([
    { body: { code: 'BRAND_NEW' }, message: '(no message)', requestId: null },
    { body: { code: 'BRAND_NEW', message: null, requestId: null }, message: '(no message)', requestId: null },
    { body: { code: 'BRAND_NEW', message: 'no', requestId: 'T1' }, message: 'no', requestId: 'T1' },
  ])('is refused by a flat error, with what it has: $body', async ({ body, message, requestId }) => {
    const { start } = await answering(400, body);
    expect((await failureIn(start([id(0)]))).failure).toEqual({ kind: 'unclear', code: 'BRAND_NEW', message, requestId });
  });

  it("goes to the vendor's path with the vendor's headers", async () => {
    const { start, server } = await answering(200, { requestId: 'T1', response: {} });
    await start([id(0)]);
    expect(server.requests).toMatchObject([
      {
        path: '/api/v2/zec',
        body: JSON.stringify({ instanceIds: [id(0)] }),
        headers: {
          'content-type': 'application/json',
          'x-zc-action': 'StartInstances',
          'x-zc-version': '2025-09-01',
          'x-zc-signature-method': 'ZC2-HMAC-SHA256',
        },
      },
    ]);
  });
});

describe('a look', () => {
  it('says what it means that an id is missing, for the start would refuse them all', async () => {
    const { provider, observe } = await aCloud('zenlayer', zenlayerPhrasing, { [id(0)]: { hidden: true } });
    expect((await observe([id(0)])).size).toBe(0);
    expect(provider.absentMeans).toMatchObject({ code: 'INVALID_INSTANCE_NOT_FOUND' });
    expect(provider.preCheck).toBeNull();
  });

  it('ends at an empty page, and does not take an id that was left out for one that does not exist', async () => {
    const { observe, server } = await answering(200, { requestId: 'T1', response: { totalCount: 9, dataSet: [] } });
    expect((await observe([id(0)])).get(id(0))).toMatchObject({ state: 'busy', raw: expect.stringContaining('cut short') });
    expect(server.requests).toHaveLength(1);
  });
});
