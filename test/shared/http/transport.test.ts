import { describe, expect, it } from 'vitest';
import { always, serve } from '../../support/scripted-server.ts';
import { aRequest, aTransport } from './a-transport.ts';

const unbounded = () => new AbortController().signal;

describe('an exchange', () => {
  it('sends path, query, headers and body as they are and gives any status back whole', async () => {
    const server = await serve((response) =>
      response.writeHead(418, { 'X-Mixed-Case': 'one', 'set-cookie': ['first', 'second'] }).end('größe'),
    );
    const answer = await aTransport().send(aRequest(server.origin), unbounded());
    expect(server.requests).toMatchObject([{ path: '/a?b=c', body: 'ü', headers: { 'x-own': 'value', 'content-length': '2' } }]);
    expect(answer).toMatchObject({ status: 418, body: 'größe' });
    expect(answer.headers).toMatchObject({ 'x-mixed-case': 'one', 'set-cookie': 'first' });
    expect(answer.headers['x-absent']).toBeUndefined();
  });

  it('reads characters that arrive in two chunks', async () => {
    const bytes = Buffer.from('größe');
    const server = await serve((response) => {
      response.write(bytes.subarray(0, 3), () => response.end(bytes.subarray(3)));
    });
    expect((await aTransport().send(aRequest(server.origin), unbounded())).body).toBe('größe');
  });

  it('follows no redirect', async () => {
    const elsewhere = await serve(always(200, '{}'));
    const server = await serve(always(307, '', { location: elsewhere.origin }));
    expect((await aTransport().send(aRequest(server.origin), unbounded())).status).toBe(307);
    expect(elsewhere.requests).toEqual([]);
  });
});

describe('the pool of an origin', () => {
  it.each([
    [
      'one after the other',
      async (calls: readonly (() => Promise<unknown>)[]) => {
        for (const call of calls) await call();
      },
    ],
    ['at once', (calls: readonly (() => Promise<unknown>)[]) => Promise.all(calls.map((call) => call()))],
  ])('has four connections at most for twelve calls %s, and none of another origin', async (_how, make) => {
    const [one, other] = [await serve(always(200, '1')), await serve(always(200, '2'))];
    const { send } = aTransport();
    await make(Array.from({ length: 12 }, () => () => send(aRequest(one.origin), unbounded())));
    await send(aRequest(other.origin), unbounded());
    expect(one.requests).toHaveLength(12);
    expect(one.connections()).toBeLessThanOrEqual(4);
    expect([other.connections(), other.requests.length]).toEqual([1, 1]);
  });

  it('lets go of its connections when it is closed, so that nothing keeps the process alive', async () => {
    const server = await serve(always(200, 'ok'));
    const transport = aTransport();
    await transport.send(aRequest(server.origin), unbounded());
    transport.close();
    await transport.send(aRequest(server.origin), unbounded());
    expect(server.connections()).toBe(2);
  });
});
