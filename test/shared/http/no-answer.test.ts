import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { type HttpRequest, NoAnswer } from '../../../shared/http/transport.ts';
import { always, deserted, serve } from '../../support/scripted-server.ts';
import { aRequest, aTransport } from './a-transport.ts';

const mebibyte = 1024 * 1024;
const unbounded = () => new AbortController().signal;

/** How sending ends when there is no answer. */
async function refusal(request: HttpRequest, signal = new AbortController().signal): Promise<NoAnswer> {
  const error: unknown = await aTransport()
    .send(request, signal)
    .catch((thrown: unknown) => thrown);
  if (!(error instanceof NoAnswer)) throw new Error('there was an answer, or an error of another class', { cause: error });
  return error;
}

describe('no answer', () => {
  it('names the host and says that nothing was sent when nobody listens', async () => {
    const origin = await deserted();
    const error = await refusal(aRequest(origin));
    expect(error).toMatchObject({ sent: false, name: 'NoAnswer', message: expect.stringContaining(new URL(origin).host) });
  });

  it('says why when a name has several addresses and none of them answers', async () => {
    const { port } = new URL(await deserted());
    const error = await refusal(aRequest(`http://localhost:${port}`));
    expect(error).toMatchObject({ sent: false, message: expect.stringContaining('ECONNREFUSED') });
  });

  it('says that nothing was sent when a header cannot be sent, and does not quote it', async () => {
    const server = await serve(always(200, 'ok'));
    const error = await refusal(aRequest(server.origin, { headers: { authorization: 'my-secret\nkey' } }));
    expect(error.sent).toBe(false);
    expect(error.message).not.toContain('secret');
    expect(server.requests).toEqual([]);
  });

  it.each([
    ['before the headers', (response: ServerResponse) => response.destroy()],
    [
      'in the middle of the body',
      (response: ServerResponse) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('half', () => response.destroy());
      },
    ],
  ])('may have been sent when the connection breaks %s', async (_when, script) => {
    const server = await serve(script);
    expect(await refusal(aRequest(server.origin))).toMatchObject({ sent: true });
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ['before the headers', () => {}],
    ['in the middle of the body', (response: ServerResponse) => void response.write('half')],
  ])('may have been sent when time runs out %s', async (_when, answer) => {
    const time = new AbortController();
    const server = await serve((response) => {
      answer(response);
      setImmediate(() => time.abort());
    });
    const error = await refusal(aRequest(server.origin), time.signal);
    expect(error).toMatchObject({ sent: true, message: expect.stringContaining('did not answer in time') });
  });

  it('reads 8 MiB and not a byte more, and stops reading there', async () => {
    const exactly = await serve((response) => response.end(Buffer.alloc(8 * mebibyte, 'a')));
    expect((await aTransport().send(aRequest(exactly.origin), unbounded())).body).toHaveLength(8 * mebibyte);

    let written = 0;
    const endless = await serve((response) => {
      const more = () => {
        written += mebibyte;
        if (written < 100 * mebibyte) response.write(Buffer.alloc(mebibyte, 'a'), (error) => error ?? more());
      };
      more();
    });
    expect(await refusal(aRequest(endless.origin))).toMatchObject({
      sent: true,
      message: expect.stringContaining('8388608 bytes'),
    });
    expect(written).toBeLessThan(50 * mebibyte);
  });
});
