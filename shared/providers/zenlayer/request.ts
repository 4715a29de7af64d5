import type { ZenlayerSecret } from '../../contract/secret.ts';
import type { HttpRequest } from '../../http/transport.ts';
import { signZc2 } from '../../signing/zc2.ts';
import { failureOf, type JsonAnswer, unreadable } from '../answer.ts';
import { ask, type Sender } from '../ask.ts';
import { classify } from '../classify.ts';
import { flatError } from '../fields.ts';
import { type CallContext, ProviderFailure } from '../provider.ts';
import { zenlayerCodes } from './codes.ts';

const contentType = 'application/json';

/**
 * Sends one ZEC action and returns its body as parsed JSON. Only HTTP 200 is success. Any other
 * status brings a flat error object, or a page from something in front of the API. Throws
 * ProviderFailure for these, and when there is no usable answer.
 */
export async function requestZec(
  parts: Sender,
  action: string,
  parameters: Readonly<Record<string, unknown>>,
  context: CallContext<ZenlayerSecret>,
): Promise<unknown> {
  const { account, signal } = context;
  return ask(parts, { account, action, signal, sign: (now) => signedRequest(action, parameters, context, now), read });
}

function signedRequest(
  action: string,
  parameters: Readonly<Record<string, unknown>>,
  { credentials, endpoint }: CallContext<ZenlayerSecret>,
  now: number,
): HttpRequest {
  const origin = endpoint ?? 'https://console.zenlayer.com';
  const { host } = new URL(origin);
  const body = JSON.stringify(parameters);
  const timestamp = Math.floor(now / 1000);
  const { accessKeyId, accessKeyPassword } = credentials;
  const { authorization } = signZc2({ host, contentType, timestamp, body }, { id: accessKeyId, secret: accessKeyPassword });
  const headers = {
    host,
    'content-type': contentType,
    'x-zc-action': action,
    'x-zc-version': '2025-09-01',
    'x-zc-timestamp': String(timestamp),
    'x-zc-signature-method': 'ZC2-HMAC-SHA256',
    authorization,
  };
  return { origin, path: '/api/v2/zec', method: 'POST', headers, body };
}

function read({ status, body }: JsonAnswer): unknown {
  if (status === 200) return body;
  const error = flatError.safeParse(body);
  if (!error.success) throw unreadable(`HTTP ${status} without an error code`, status);
  const { code, requestId } = error.data;
  const said = { code, message: error.data.message ?? '' };
  throw new ProviderFailure(failureOf(classify(zenlayerCodes, said, status), code, said.message, requestId ?? null));
}
