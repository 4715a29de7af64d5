import { expect, it } from 'vitest';
import type { ProviderName } from '../../../shared/domain/vocabulary.ts';
import { ProviderFailure } from '../../../shared/providers/provider.ts';
import { aCloud, many } from '../../support/providers/a-cloud.ts';
import { aProvider, failureIn, startOfTime } from '../../support/providers/a-provider.ts';
import type { Phrasing } from '../../support/providers/phrasing.ts';
import { always, type Script, serve } from '../../support/scripted-server.ts';

const hour = 3_600;

/**
 * Whose clock a request is signed by, how long a provider asks to wait, and the pace that requests
 * keep.
 */
export function timePromises(name: ProviderName, phrasing: Phrasing): void {
  const { id, credentials, region, look, freshness, skewedCode } = phrasing;

  /** A server that refuses for its time, with that Date, whatever it is asked. */
  async function refusing(date: string | null) {
    const { status, body } = phrasing.refused(skewedCode, 'too far from our time');
    const script: Script = (response) => {
      response.sendDate = false;
      response.writeHead(status, date === null ? {} : { date }).end(JSON.stringify(body));
    };
    const server = await serve(script);
    return { server, ...aProvider(name, { origin: server.origin, credentials, region }) };
  }

  it.each([hour, -hour])('signs once more by the clock of a provider that is %i s ahead', async (clockSkewSeconds) => {
    const { observe, start, word, received, counted } = await aCloud(name, phrasing, many(phrasing, 1), { clockSkewSeconds });
    expect((await observe([id(0)])).size).toBe(1);
    await start([id(0)]);
    expect(word(id(0))).not.toBe(phrasing.stopped);
    expect(received().map(({ code }) => code)).toEqual([skewedCode, null, skewedCode, null]);
    expect(counted).toEqual([look, look, 'StartInstances', 'StartInstances']);
  });

  it('lets a second refusal stand, and signs both times freshly', async () => {
    const { server, start, counted } = await refusing(new Date(startOfTime + hour * 1000).toUTCString());
    const { failure } = await failureIn(start([id(0)]));
    expect(failure).toMatchObject({ kind: 'clockSkew', code: skewedCode });
    expect(counted).toEqual(['StartInstances', 'StartInstances']);
    const [first, second] = server.requests.map(({ headers }) => headers);
    expect(first?.authorization).not.toBe(second?.authorization);
    expect(first?.[freshness]).not.toBe(second?.[freshness]);
  });

  it.each([null, 'soon', new Date(0).toUTCString()])('signs no second time when the Date is %s', async (date) => {
    const { server, start } = await refusing(date);
    expect((await failureIn(start([id(0)]))).failure).toMatchObject({ kind: 'clockSkew', code: skewedCode });
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    { what: 'a refusal', body: JSON.stringify(phrasing.refused(phrasing.throttledCode, 'slow down').body) },
    { what: 'a page that is not JSON', body: '<html>Too many requests</html>' },
  ])('passes on how long $what asks to wait', async ({ body }) => {
    const server = await serve(always(429, body, { 'retry-after': '120' }));
    const { observe, start } = aProvider(name, { origin: server.origin, credentials, region });
    for (const call of [observe, start]) {
      expect((await failureIn(call([id(0)]))).failure).toMatchObject({ kind: 'throttled', retryAfterMs: 120_000 });
    }
  });

  it('asks its pace before each request, for the account and the action that are counted', async () => {
    const asked: string[] = [];
    const pace = async (account: string, action: string) => void asked.push(`${account} ${action}`);
    const { observe, start, counted } = await aCloud(name, phrasing, many(phrasing, 1), {
      clockSkewSeconds: hour,
      call: { pace },
    });
    await observe([id(0)]);
    await start([id(0)]);
    expect(asked).toEqual(counted.map((action) => `an-account ${action}`));
  });

  it('sends and counts nothing that its pace does not let go', async () => {
    const paced = { kind: 'throttled', code: 'Reveille.Paced', message: 'later', requestId: null, unsent: true } as const;
    const pace = async () => {
      throw new ProviderFailure(paced);
    };
    const { observe, start, received, counted } = await aCloud(name, phrasing, many(phrasing, 1), { call: { pace } });
    for (const call of [observe, start]) expect((await failureIn(call([id(0)]))).failure).toEqual(paced);
    expect([received(), counted]).toEqual([[], []]);
  });

  it('sends and counts nothing when time ran out while its pace held it back', async () => {
    const time = new AbortController();
    const call = { signal: time.signal, pace: async () => time.abort() };
    const { observe, received, counted } = await aCloud(name, phrasing, many(phrasing, 1), { call });
    const { failure } = await failureIn(observe([id(0)]));
    expect(failure).toMatchObject({ kind: 'transient', code: 'Reveille.OutOfTime', unsent: true });
    expect([received(), counted]).toEqual([[], []]);
  });
}
