import type { ZenlayerSecret } from '../../../shared/contract/secret.ts';
import { signZc2 } from '../../../shared/signing/zc2.ts';
import { type ActionOutcome, type CloudAction, type CloudRefusal, isRefusal } from '../cloud-action.ts';
import type { CloudActionName } from '../cloud-facts.ts';
import { type ReceivedRequest, readJson, stringsOf } from '../received-request.ts';
import { type CallSubject, completeRefusal, type RefusalTable, type StandIn, type StandInParts } from '../stand-in.ts';
import { describeInstances, describeInstancesStatus } from './describe-instances.ts';
import { rebootInstances, startInstances, stopInstances } from './start-stop-instances.ts';

const actions: Readonly<Record<CloudActionName<'zenlayer'>, CloudAction>> = {
  DescribeInstances: describeInstances,
  DescribeInstancesStatus: describeInstancesStatus,
  StartInstances: startInstances,
  StopInstances: stopInstances,
  RebootInstances: rebootInstances,
};
const byName: ReadonlyMap<string, CloudAction> = new Map(Object.entries(actions));
/** The vendor has both versions; the actions served here are the same in both. */
const versions: ReadonlySet<string> = new Set(['2025-09-01', '2024-04-01']);
const jsonHeaders = { 'content-type': 'application/json' };
const fallback = { status: 403, message: 'The operation was refused.' };

/**
 * Zenlayer ZEC: POST JSON to `/api/v2/zec`; success is 200 with `response`, an error is flat and
 * never 200. No regions.
 */
export function zenlayerCloud(parts: StandInParts<ZenlayerSecret>): StandIn {
  function outcome(request: ReceivedRequest, requestId: string): ActionOutcome {
    const { headers } = request;
    const refusal = zenlayerDistrust(request, parts);
    if (refusal !== null) return refusal;
    // A misspelt action, version or service looks like a missing permission (the CSI driver's
    // comment on this code).
    const action = byName.get(headers['x-zc-action'] ?? '');
    const isServed = request.path === '/api/v2/zec' && request.rawQuery === '' && versions.has(headers['x-zc-version'] ?? '');
    if (action === undefined || !isServed) return { code: 'AUTHFAILURE_UNAUTHORIZED_OPERATION' };
    if (!/^application\/json(;\s*charset=utf-8)?$/i.test(headers['content-type'] ?? '')) {
      return { code: 'INVALID_PARAMETER_TYPE', message: 'The content type must be application/json.' };
    }
    return action(readJson(request.body), { machines: parts.machines, region: null, requestId });
  }

  const standIn: StandIn = {
    identify,
    handle(request, requestId) {
      const result = outcome(request, spelled(requestId));
      if (isRefusal(result)) return standIn.refuse(result, request, requestId);
      const body = { requestId: spelled(requestId), response: { requestId: spelled(requestId), ...result.body } };
      return { status: 200, headers: jsonHeaders, body: JSON.stringify(body), code: null };
    },
    refuse(refusal, _request, requestId) {
      const { code, message, status } = completeRefusal(refusal, zenlayerRefusals, fallback);
      return { status, headers: jsonHeaders, body: JSON.stringify({ requestId: spelled(requestId), code, message }), code };
    },
    throttle(_waitMs, request, requestId) {
      return standIn.refuse({ code: 'REQUEST_LIMIT_EXCEEDED' }, request, requestId);
    },
  };
  return standIn;
}

function spelled(requestId: string): string {
  return `T${requestId.toUpperCase()}`;
}

function identify({ headers, body }: ReceivedRequest): CallSubject {
  const parameters = readJson(body);
  const ids = typeof parameters === 'object' && parameters !== null && 'instanceIds' in parameters ? parameters.instanceIds : [];
  return { action: headers['x-zc-action'] ?? '', dryRun: false, ids: stringsOf(ids) };
}

const authorizationForm = /^ZC2-HMAC-SHA256 Credential=([^,\s]+), SignedHeaders=content-type;host, Signature=[0-9a-f]{64}$/;
/** Comment in Zenlayer's CSI driver (pkg/cloud/error.go): a request may be five minutes off. */
const toleranceMs = 5 * 60_000;

/**
 * Says why a request is not believed, or null. Which code an unknown key gets is documented
 * nowhere: it is answered as a signature that cannot be right. Another method than POST cannot be
 * right either, for the signature always covers POST.
 */
function zenlayerDistrust(request: ReceivedRequest, parts: StandInParts<ZenlayerSecret>): CloudRefusal | null {
  const { headers } = request;
  const keyId = authorizationForm.exec(headers.authorization ?? '')?.[1];
  if (keyId === undefined) return { code: 'AUTHFAILURE_INVALID_AUTHORIZATION' };
  if (headers['x-zc-signature-method'] !== 'ZC2-HMAC-SHA256') {
    return { code: 'AUTHFAILURE_INVALID_AUTHORIZATION', message: 'X-ZC-Signature-Method must be ZC2-HMAC-SHA256.' };
  }
  const stamp = headers['x-zc-timestamp'] ?? '';
  if (!/^\d{1,12}$/.test(stamp)) {
    return { code: 'AUTHFAILURE_INVALID_AUTHORIZATION', message: 'X-ZC-Timestamp must be Unix time in seconds.' };
  }
  const key = parts.credentials;
  if (key === undefined || key.accessKeyId !== keyId) return { code: 'AUTHFAILURE_SIGNATURE_FAILURE' };
  const timestamp = Number(stamp);
  if (parts.checkTime && Math.abs(parts.now() - timestamp * 1000) > toleranceMs) return { code: 'AUTHFAILURE_SIGNATURE_EXPIRED' };
  const own = signZc2(
    { host: headers.host ?? '', contentType: headers['content-type'] ?? '', timestamp, body: request.body },
    { id: keyId, secret: key.accessKeyPassword },
  );
  const holds = own.authorization === headers.authorization && request.method === 'POST';
  return holds ? null : { code: 'AUTHFAILURE_SIGNATURE_FAILURE' };
}

/**
 * HTTP status and text of Zenlayer's codes. The codes about instances are documented with their
 * statuses (seed 004, page of StopInstances), and 429 in the vendor's SDKs. For the others the
 * documentation promises only a 4xx; the exact status is our choice.
 */
const zenlayerRefusals: RefusalTable = {
  AUTHFAILURE_INVALID_AUTHORIZATION: { status: 401, message: 'The Authorization header or one it needs cannot be read.' },
  AUTHFAILURE_SIGNATURE_EXPIRED: { status: 401, message: 'The request is more than five minutes off the clock.' },
  AUTHFAILURE_SIGNATURE_FAILURE: { status: 401, message: 'The signature is not the one computed here from the request.' },
  AUTHFAILURE_UNAUTHORIZED_OPERATION: { status: 403, message: 'The operation is not allowed or does not exist.' },
  INTERNAL_SERVER_ERROR: { status: 500, message: 'The server failed.' },
  INVALID_INSTANCE_NOT_FOUND: { status: 404, message: 'Instance does not exist.' },
  INVALID_PARAMETER_EXCEED_LENGTH: { status: 400, message: 'A list is too long.' },
  INVALID_PARAMETER_EXCEED_MAXIMUM: { status: 400, message: 'A number is too big.' },
  INVALID_PARAMETER_LESS_LENGTH: { status: 400, message: 'A list is too short.' },
  INVALID_PARAMETER_LESS_MINIMUM: { status: 400, message: 'A number is too small.' },
  INVALID_PARAMETER_TYPE: { status: 400, message: 'A parameter has the wrong type.' },
  INVALID_PARAMETER_VALUE: { status: 400, message: 'A parameter is not acceptable.' },
  MISSING_PARAMETER: { status: 400, message: 'A required parameter is missing.' },
  OPERATION_DENIED_INSTANCE_NOT_RUNNING: { status: 403, message: 'The instance is not powered on.' },
  OPERATION_DENIED_INSTANCE_NOT_STOPPED: { status: 403, message: 'The instance is not powered off.' },
  OPERATION_DENIED_INSTANCE_RECYCLED: { status: 403, message: 'The instance is in the recycle bin.' },
  REQUEST_LIMIT_EXCEEDED: { status: 429, message: 'Too many requests.' },
  SERVICE_TEMPORARY_UNAVAILABLE: { status: 503, message: 'The service is unavailable for the moment.' },
};
