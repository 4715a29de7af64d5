import { expect, it } from 'vitest';
import type { ProviderName } from '../../../shared/domain/vocabulary.ts';
import { aCloud, many } from '../../support/providers/a-cloud.ts';
import { aProvider, failureIn, startOfTime } from '../../support/providers/a-provider.ts';
import type { Phrasing } from '../../support/providers/phrasing.ts';
import { always, serve } from '../../support/scripted-server.ts';

/** Every request is signed anew, once, and counted once. */
export function requestPromises(name: ProviderName, phrasing: Phrasing): void {
  const { id, credentials, region, look, token } = phrasing;

  it('signs each request freshly, whatever it asks', async () => {
    const server = await serve(always(200, JSON.stringify(phrasing.accepted([id(0)]))));
    const clock = { ms: startOfTime };
    const { start } = aProvider(name, { origin: server.origin, credentials, region, clock });
    await start([id(0)]);
    clock.ms += 1_000;
    await start([id(0)]);
    const [first, second] = server.requests;
    expect(first?.body).toBe(second?.body);
    expect(first?.headers.authorization).toMatch(/Signature=[0-9a-f]{64}$/);
    expect(first?.headers.authorization).not.toBe(second?.headers.authorization);
    expect(first?.headers[phrasing.freshness]).not.toBe(second?.headers[phrasing.freshness]);
  });

  it('is believed by a strict peer again and again, also some time later', async () => {
    const { observe, start, clock, received } = await aCloud(name, phrasing, many(phrasing, 1));
    await observe([id(0)]);
    await observe([id(0)]);
    clock.ms += 3_600_000;
    await start([id(0)]);
    expect(received().map(({ code }) => code)).toEqual([null, null, null]);
  });

  it('counts each request once, under the name of its action', async () => {
    const cloud = await aCloud(name, phrasing, { [id(0)]: {}, [id(1)]: { status: phrasing.running } });
    const { observe, find, start, stop, counted, received } = cloud;
    await observe([id(0), id(1)]);
    await find();
    await start([id(0)]);
    await failureIn(start([id(0), id(1)], { batchMode: 'AllTogether' }));
    await stop([id(1)]);
    expect(counted).toEqual([look, 'DescribeInstances', 'StartInstances', 'StartInstances', 'StopInstances']);
    expect(received().map(({ action }) => action)).toEqual(counted);
  });

  if (token === undefined) return;

  it('sends the session token where the secret has one, and only there', async () => {
    const { field, header } = token;
    const withToken = { ...credentials, [field]: 'session-token-of-this-test' };
    const { observe } = await aCloud(name, phrasing, many(phrasing, 1), {
      believes: withToken,
      call: { credentials: withToken },
    });
    expect((await observe([id(0)])).size).toBe(1);

    const server = await serve(always(200, JSON.stringify(phrasing.accepted([id(0)]))));
    const call = { origin: server.origin, region };
    await aProvider(name, { ...call, credentials: withToken }).start([id(0)]);
    await aProvider(name, { ...call, credentials }).start([id(0)]);
    expect(server.requests.map(({ headers }) => headers[header])).toEqual(['session-token-of-this-test', undefined]);
  });
}
