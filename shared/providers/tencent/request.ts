import type { TencentSecret } from '../../contract/secret.ts';
import type { HttpRequest } from '../../http/transport.ts';
import { signTc3 } from '../../signing/tc3.ts';
import { failureOf, type JsonAnswer, unreadable } from '../answer.ts';
import { ask, type Sender } from '../ask.ts';
import { classify } from '../classify.ts';
import { flatError } from '../fields.ts';
import { type CallContext, ProviderFailure } from '../provider.ts';
import { errorBody } from './bodies.ts';
import { tencentCodes } from './codes.ts';

const contentType = 'application/json';

/**
 * Sends one CVM action and returns its body as parsed JSON. Throws ProviderFailure for
 * `Response.Error`, which comes with HTTP 200, for any other status, and when there is no usable
 * answer.
 */
export async function requestCvm(
  parts: Sender,
  action: string,
  parameters: Readonly<Record<string, unknown>>,
  context: CallContext<TencentSecret>,
): Promise<unknown> {
  const { account, signal } = context;
  return ask(parts, { account, action, signal, sign: (now) => signedRequest(action, parameters, context, now), read });
}

function signedRequest(
  action: string,
  parameters: Readonly<Record<string, unknown>>,
  context: CallContext<TencentSecret>,
  now: number,
): HttpRequest {
  const region = context.region ?? '';
  const origin = context.endpoint ?? hostOf(region);
  const { host } = new URL(origin);
  const body = JSON.stringify(parameters);
  const timestamp = Math.floor(now / 1000);
  const { secretId, secretKey, token } = context.credentials;
  const signed = signTc3({ host, contentType, action, timestamp, service: 'cvm', body }, { id: secretId, secret: secretKey });
  const headers = {
    host,
    'content-type': contentType,
    'x-tc-action': action,
    'x-tc-version': '2017-03-12',
    'x-tc-region': region,
    'x-tc-timestamp': String(timestamp),
    'x-tc-language': 'en-US',
    ...(token === undefined ? {} : { 'x-tc-token': token }),
    authorization: signed.authorization,
  };
  return { origin, path: '/', method: 'POST', headers, body };
}

function read({ status, body }: JsonAnswer): unknown {
  const own = errorBody.safeParse(body);
  const flat = status === 200 ? null : (flatError.safeParse(body).data ?? null);
  const error = own.success ? own.data : flat;
  if (error !== null) {
    const said = { code: error.code, message: error.message ?? '' };
    throw new ProviderFailure(failureOf(classify(tencentCodes, said, status), said.code, said.message, error.requestId ?? null));
  }
  if (status !== 200) throw unreadable(`HTTP ${status} without an error code`, status);
  return body;
}

/**
 * Finance zones must be called at their own host; every other region is named by X-TC-Region
 * (vendor page 1021/34191).
 */
function hostOf(region: string): string {
  return region.endsWith('-fsi') ? `https://cvm.${region}.tencentcloudapi.com` : 'https://cvm.tencentcloudapi.com';
}
