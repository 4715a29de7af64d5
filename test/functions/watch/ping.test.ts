import { expect, it } from 'vitest';
import { pinger } from '../../../functions/watch/ping.ts';
import { aTransport } from '../../shared/http/a-transport.ts';
import { deserted, serve } from '../../support/scripted-server.ts';

it('sends a GET to the whole address, and is content with any success', async () => {
  const server = await serve((response) => response.writeHead(204).end());
  await pinger(`${server.origin}/ping/secret-path?create=1`, aTransport().send)();
  expect(server.requests).toMatchObject([{ method: 'GET', path: '/ping/secret-path?create=1' }]);
});

it.each([
  { what: 'an error', status: 500, headers: {} },
  { what: 'a redirect, which it does not follow', status: 302, headers: { location: 'http://127.0.0.1:9/' } },
])('fails for $what, and does not say the path', async ({ status, headers }) => {
  const server = await serve((response) => response.writeHead(status, headers).end());
  const error = await pinger(`${server.origin}/secret-path`, aTransport().send)().catch((thrown: unknown) => String(thrown));
  expect(error).toContain(`answered the heartbeat with ${status}`);
  expect(error).not.toContain('secret-path');
  expect(server.requests).toHaveLength(1);
});

it('fails where nobody listens, and does not say the path', async () => {
  const error = await pinger(`${await deserted()}/secret-path`, aTransport().send)().catch((thrown: unknown) => String(thrown));
  expect(error).toContain('127.0.0.1');
  expect(error).not.toContain('secret-path');
});
