import type { AlibabaSecret } from '../../contract/secret.ts';
import { signAcs3 } from '../../signing/acs3.ts';
import { exchange, failureOf, type Sender, unreadable } from '../answer.ts';
import { classify } from '../classify.ts';
import { type CallContext, ProviderFailure } from '../provider.ts';
import { errorBody } from './bodies.ts';
import { alibabaCodes } from './codes.ts';

/** What every call needs from outside. `now` in epoch milliseconds; `nonce` a fresh random string per request. */
export interface AlibabaParts extends Sender {
  readonly now: () => number;
  readonly nonce: () => string;
}

/**
 * Sends one ECS action and returns its body as parsed JSON. All parameters go into the query of a POST without a body, as the
 * vendor's SDK does. Throws ProviderFailure for any answer with an error code and for no usable answer.
 */
export async function requestEcs(
  parts: AlibabaParts,
  action: string,
  parameters: Readonly<Record<string, string>>,
  context: CallContext<AlibabaSecret>,
): Promise<unknown> {
  const origin = context.endpoint ?? `https://ecs.${context.region}.aliyuncs.com`;
  const { accessKeyId, accessKeySecret, securityToken } = context.credentials;
  const signed = signAcs3(
    {
      method: 'POST',
      query: parameters,
      body: '',
      headers: {
        host: new URL(origin).host,
        accept: 'application/json',
        'x-acs-action': action,
        'x-acs-version': '2014-05-26',
        'x-acs-date': new Date(parts.now()).toISOString().replace(/\.\d{3}Z$/, 'Z'),
        'x-acs-signature-nonce': parts.nonce(),
        ...(securityToken === undefined ? {} : { 'x-acs-security-token': securityToken }),
      },
    },
    { id: accessKeyId, secret: accessKeySecret },
  );
  const request = { origin, path: `/?${signed.canonicalQuery}`, method: 'POST', headers: signed.headers, body: '' } as const;
  const counted = parameters.DryRun === 'true' ? `${action}:DryRun` : action;
  const { status, body } = await exchange(parts, counted, request, context.signal);
  const error = errorBody.safeParse(body);
  if (error.success) {
    const { Code, Message, RequestId } = error.data;
    throw new ProviderFailure(failureOf(classify(alibabaCodes, Code, status), Code, Message ?? '', RequestId ?? null));
  }
  if (status !== 200) throw unreadable(`HTTP ${status} without an error code`, status);
  return body;
}

/** The parameters of StartInstances for these ids (seed 000). */
export function batchParameters(
  ids: readonly string[],
  batchMode: string,
  { region }: CallContext<AlibabaSecret>,
): Record<string, string> {
  const numbered = Object.fromEntries(ids.map((id, index) => [`InstanceId.${index + 1}`, id]));
  return { RegionId: region ?? '', BatchOptimization: batchMode, ...numbered };
}
