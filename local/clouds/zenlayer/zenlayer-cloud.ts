import type { ZenlayerSecret } from '../../../shared/contract/secret.ts';
import { type CloudAction, isRefusal, type Outcome } from '../cloud-action.ts';
import type { CloudActionName } from '../cloud-actions.ts';
import { type ReceivedRequest, readJson, stringsOf } from '../received-request.ts';
import { type CallSubject, completeRefusal, type StandIn, type StandInParts } from '../stand-in.ts';
import { zenlayerDistrust } from './authentication.ts';
import { describeInstances, describeInstancesStatus } from './describe-instances.ts';
import { zenlayerRefusals } from './refusals.ts';
import { startInstances, stopInstances } from './start-stop-instances.ts';

const actions: Readonly<Record<CloudActionName<'zenlayer'>, CloudAction>> = {
  DescribeInstances: describeInstances,
  DescribeInstancesStatus: describeInstancesStatus,
  StartInstances: startInstances,
  StopInstances: stopInstances,
};
const byName: ReadonlyMap<string, CloudAction> = new Map(Object.entries(actions));
/** The vendor ships both; what we serve is the same in either. */
const versions: ReadonlySet<string> = new Set(['2025-09-01', '2024-04-01']);
const jsonHeaders = { 'content-type': 'application/json' };
const fallback = { status: 403, message: 'The operation was refused.' };

/** Zenlayer ZEC: POST JSON to `/api/v2/zec`; success is 200 with `response`, an error is flat and never 200. No regions. */
export function zenlayerCloud(parts: StandInParts<ZenlayerSecret>): StandIn {
  function outcome(request: ReceivedRequest, requestId: string): Outcome {
    const { headers } = request;
    const refusal = zenlayerDistrust(request, parts);
    if (refusal !== null) return refusal;
    // A misspelt action, version or service looks like a missing permission (the CSI driver's comment on this code).
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
