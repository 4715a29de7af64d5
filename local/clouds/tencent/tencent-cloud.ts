import { regionsOf } from '../../../shared/contract/regions.ts';
import type { TencentSecret } from '../../../shared/contract/secret.ts';
import { signTc3 } from '../../../shared/signing/tc3.ts';
import { type ActionOutcome, type CloudAction, type CloudRefusal, isRefusal } from '../cloud-action.ts';
import type { CloudActionName } from '../cloud-facts.ts';
import { type ReceivedRequest, readJson, stringsOf } from '../received-request.ts';
import { type CallSubject, completeRefusal, type StandIn, type StandInParts } from '../stand-in.ts';
import { describeInstances, describeInstancesStatus } from './describe-instances.ts';
import { rebootInstances } from './reboot-instances.ts';
import { tencentRefusals } from './refusals.ts';
import { startInstances, stopInstances } from './start-stop-instances.ts';

const actions: Readonly<Record<CloudActionName<'tencent'>, CloudAction>> = {
  DescribeInstances: describeInstances,
  DescribeInstancesStatus: describeInstancesStatus,
  StartInstances: startInstances,
  StopInstances: stopInstances,
  RebootInstances: rebootInstances,
};
const byName: ReadonlyMap<string, CloudAction> = new Map(Object.entries(actions));
const jsonHeaders = { 'content-type': 'application/json' };
const fallback = { status: 200, message: 'The operation was refused.' };

/**
 * Tencent Cloud CVM, version 2017-03-12: POST JSON to `/`; every answer is HTTP 200, errors too.
 */
export function tencentCloud(parts: StandInParts<TencentSecret>): StandIn {
  const desk = { ...parts, regions: new Set([...(regionsOf.tencent ?? []), ...parts.regions]) };
  const standIn: StandIn = {
    identify,
    handle(request, requestId) {
      const result = carryOut(desk, request, requestId);
      if (isRefusal(result)) return standIn.refuse(result, request, requestId);
      return { status: 200, headers: jsonHeaders, body: JSON.stringify({ Response: result.body }), code: null };
    },
    refuse(refusal, _request, requestId) {
      const { code, message, status } = completeRefusal(refusal, tencentRefusals, fallback);
      const body = { Response: { Error: { Code: code, Message: message }, RequestId: requestId } };
      return { status, headers: jsonHeaders, body: JSON.stringify(body), code };
    },
    throttle(_waitMs, request, requestId) {
      return standIn.refuse({ code: 'RequestLimitExceeded' }, request, requestId);
    },
  };
  return standIn;
}

function carryOut(parts: StandInParts<TencentSecret>, request: ReceivedRequest, requestId: string): ActionOutcome {
  const { headers } = request;
  const formRefusal = refuseForm(request);
  if (formRefusal !== null) return formRefusal;
  for (const name of ['x-tc-action', 'x-tc-version', 'x-tc-region']) {
    if ((headers[name] ?? '') === '') return { code: 'MissingParameter', message: `The header ${name} is missing.` };
  }
  const refusal = tencentDistrust(request, parts);
  if (refusal !== null) return refusal;
  if (headers['x-tc-version'] !== '2017-03-12') return { code: 'NoSuchVersion' };
  const action = byName.get(headers['x-tc-action'] ?? '');
  if (action === undefined) return { code: 'InvalidAction' };
  const region = headers['x-tc-region'] ?? '';
  if (!parts.regions.has(region)) return { code: 'UnsupportedRegion' };
  const parameters = readJson(request.body);
  if (parameters === undefined) return { code: 'InvalidRequest', message: 'The body is not JSON.' };
  return action(parameters, { machines: parts.machines, region, requestId });
}

function refuseForm({ method, path, rawQuery, headers }: ReceivedRequest): ActionOutcome | null {
  if (method !== 'POST') return { code: 'UnsupportedProtocol' };
  if (path !== '/' || rawQuery !== '') return { code: 'InvalidRequest' };
  const isJson = /^application\/json(;\s*charset=utf-8)?$/i.test(headers['content-type'] ?? '');
  return isJson ? null : { code: 'InvalidRequest', message: 'The content type must be application/json.' };
}

function identify({ headers, body }: ReceivedRequest): CallSubject {
  const parameters = readJson(body);
  const ids = typeof parameters === 'object' && parameters !== null && 'InstanceIds' in parameters ? parameters.InstanceIds : [];
  return { action: headers['x-tc-action'] ?? '', dryRun: false, ids: stringsOf(ids) };
}

const authorizationForm =
  /^TC3-HMAC-SHA256 Credential=([^/\s]+)\/\d{4}-\d\d-\d\d\/cvm\/tc3_request, SignedHeaders=(content-type;host(?:;x-tc-action)?), Signature=[0-9a-f]{64}$/;
/** Tencent Cloud, "Signature v3": a request may be five minutes off. */
const toleranceMs = 5 * 60_000;

/** Tells why a request is refused, or null. There is no nonce: the same request may come twice. */
function tencentDistrust(request: ReceivedRequest, parts: StandInParts<TencentSecret>): CloudRefusal | null {
  const { headers } = request;
  const [, keyId, signedNames] = authorizationForm.exec(headers.authorization ?? '') ?? [];
  if (keyId === undefined) return { code: 'AuthFailure.InvalidAuthorization' };
  const key = parts.credentials;
  if (key === undefined || key.secretId !== keyId) return { code: 'AuthFailure.SecretIdNotFound' };
  if (headers['x-tc-token'] !== key.token) return { code: 'AuthFailure.TokenFailure' };
  const stamp = headers['x-tc-timestamp'];
  if (stamp === undefined) return { code: 'MissingParameter', message: 'The header X-TC-Timestamp is missing.' };
  if (!/^\d{1,12}$/.test(stamp)) return { code: 'InvalidParameter', message: 'X-TC-Timestamp must be Unix time in seconds.' };
  const timestamp = Number(stamp);
  if (parts.checkTime && Math.abs(parts.now() - timestamp * 1000) > toleranceMs) return { code: 'AuthFailure.SignatureExpire' };
  const own = signTc3(
    {
      host: headers.host ?? '',
      contentType: headers['content-type'] ?? '',
      ...(signedNames === 'content-type;host' ? {} : { action: headers['x-tc-action'] ?? '' }),
      timestamp,
      service: 'cvm',
      body: request.body,
    },
    { id: keyId, secret: key.secretKey },
  );
  // Compares the whole header, so that the scope's date must be that of the timestamp.
  return own.authorization === headers.authorization ? null : { code: 'AuthFailure.SignatureFailure' };
}
