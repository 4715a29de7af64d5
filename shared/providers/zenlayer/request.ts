import type { ZenlayerSecret } from '../../contract/secret.ts';
import { signZc2 } from '../../signing/zc2.ts';
import { exchange, failureOf, type Sender, unreadable } from '../answer.ts';
import { classify } from '../classify.ts';
import { type CallContext, ProviderFailure } from '../provider.ts';
import { errorBody } from './bodies.ts';
import { zenlayerCodes } from './codes.ts';

/** What every call needs from outside. `now` in epoch milliseconds. */
export interface ZenlayerParts extends Sender {
  readonly now: () => number;
}

const contentType = 'application/json';

/**
 * Sends one ZEC action and returns its body as parsed JSON. Only HTTP 200 is success; anything else is a flat error object or a page
 * from something in front of the API. Throws ProviderFailure for both and for no usable answer.
 */
export async function requestZec(
  parts: ZenlayerParts,
  action: string,
  parameters: Readonly<Record<string, unknown>>,
  context: CallContext<ZenlayerSecret>,
): Promise<unknown> {
  const origin = context.endpoint ?? 'https://console.zenlayer.com';
  const { host } = new URL(origin);
  const body = JSON.stringify(parameters);
  const timestamp = Math.floor(parts.now() / 1000);
  const { accessKeyId, accessKeyPassword } = context.credentials;
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
  const request = { origin, path: '/api/v2/zec', method: 'POST', headers, body } as const;
  const answer = await exchange(parts, action, request, context.signal);
  if (answer.status === 200) return answer.body;
  const error = errorBody.safeParse(answer.body);
  if (!error.success) throw unreadable(`HTTP ${answer.status} without an error code`, answer.status);
  const { code, message, requestId } = error.data;
  throw new ProviderFailure(failureOf(classify(zenlayerCodes, code, answer.status), code, message ?? '', requestId ?? null));
}
