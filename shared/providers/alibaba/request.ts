import type { AlibabaSecret } from '../../contract/secret.ts';
import type { HttpRequest } from '../../http/transport.ts';
import { signAcs3 } from '../../signing/acs3.ts';
import { failureOf, type JsonAnswer, unreadable } from '../answer.ts';
import { ask, type Sender } from '../ask.ts';
import { classify } from '../classify.ts';
import { type CallContext, ProviderFailure } from '../provider.ts';
import { errorBody } from './bodies.ts';
import { alibabaCodes } from './codes.ts';

/** What every call needs from outside. `nonce`: a fresh random string per request. */
export interface AlibabaParts extends Sender {
  readonly nonce: () => string;
}

/**
 * Sends one ECS action and returns its body as parsed JSON. Throws ProviderFailure for an answer
 * with an error code, and when there is no usable answer.
 */
export async function requestEcs(
  parts: AlibabaParts,
  action: string,
  parameters: Readonly<Record<string, string>>,
  context: CallContext<AlibabaSecret>,
): Promise<unknown> {
  const { account, signal } = context;
  return ask(parts, {
    account,
    action: parameters.DryRun === 'true' ? `${action}:DryRun` : action,
    signal,
    sign: (now) => signedRequest(action, parameters, context, { now, nonce: parts.nonce() }),
    read,
  });
}

/** All parameters go into the query of a POST without a body, as the vendor's SDK does. */
function signedRequest(
  action: string,
  parameters: Readonly<Record<string, string>>,
  { credentials, region, endpoint }: CallContext<AlibabaSecret>,
  { now, nonce }: { readonly now: number; readonly nonce: string },
): HttpRequest {
  const origin = endpoint ?? `https://ecs.${region}.aliyuncs.com`;
  const { accessKeyId, accessKeySecret, securityToken } = credentials;
  const { canonicalQuery, headers } = signAcs3(
    {
      method: 'POST',
      query: parameters,
      body: '',
      headers: {
        host: new URL(origin).host,
        accept: 'application/json',
        'x-acs-action': action,
        'x-acs-version': '2014-05-26',
        'x-acs-date': new Date(now).toISOString().replace(/\.\d{3}Z$/, 'Z'),
        'x-acs-signature-nonce': nonce,
        ...(securityToken === undefined ? {} : { 'x-acs-security-token': securityToken }),
      },
    },
    { id: accessKeyId, secret: accessKeySecret },
  );
  return { origin, path: `/?${canonicalQuery}`, method: 'POST', headers, body: '' };
}

function read({ status, body }: JsonAnswer): unknown {
  const error = errorBody.safeParse(body);
  if (error.success) {
    const { code, message, requestId } = error.data;
    throw new ProviderFailure(failureOf(classify(alibabaCodes, { code, message }, status), code, message, requestId));
  }
  if (status !== 200) throw unreadable(`HTTP ${status} without an error code`, status);
  return body;
}
