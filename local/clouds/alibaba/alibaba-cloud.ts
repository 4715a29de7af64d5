import { regionsOf } from '../../../shared/contract/regions.ts';
import type { AlibabaSecret } from '../../../shared/contract/secret.ts';
import { type ActionOutcome, type CloudAction, isRefusal } from '../cloud-action.ts';
import type { CloudActionName } from '../cloud-facts.ts';
import { type ReceivedRequest, readJson, stringsOf } from '../received-request.ts';
import { type CallSubject, completeRefusal, type StandIn, type StandInParts } from '../stand-in.ts';
import { alibabaAuthentication } from './authentication.ts';
import { describeInstances } from './describe-instances.ts';
import { gatherLists, readQuery } from './query.ts';
import { alibabaRefusals } from './refusals.ts';
import { rebootInstances, startInstance, startInstances, stopInstances } from './start-stop-instances.ts';

const actions: Readonly<Record<CloudActionName<'alibaba'>, CloudAction>> = {
  DescribeInstances: describeInstances,
  StartInstances: startInstances,
  StartInstance: startInstance,
  StopInstances: stopInstances,
  RebootInstances: rebootInstances,
};
const byName: ReadonlyMap<string, CloudAction> = new Map(Object.entries(actions));
const jsonHeaders = { 'content-type': 'application/json;charset=utf-8' };
const fallback = { status: 403, message: 'The operation was refused.' };

/**
 * Alibaba Cloud ECS, version 2014-05-26: RPC style, parameters in the query, path `/`, empty body.
 */
export function alibabaCloud(parts: StandInParts<AlibabaSecret>): StandIn {
  const desk = {
    ...parts,
    distrust: alibabaAuthentication(parts),
    regions: new Set([...(regionsOf.alibaba ?? []), ...parts.regions]),
  };
  const standIn: StandIn = {
    identify,
    handle(request, requestId) {
      const result = carryOut(desk, request, requestId.toUpperCase());
      if (isRefusal(result)) return standIn.refuse(result, request, requestId);
      return { status: 200, headers: jsonHeaders, body: JSON.stringify(result.body), code: null };
    },
    refuse(refusal, request, requestId) {
      const { code, message, status } = completeRefusal(refusal, alibabaRefusals, fallback);
      const HostId = request.headers.host ?? '';
      const Recommend = `https://api.aliyun.com/troubleshoot?q=${encodeURIComponent(code)}`;
      const body = { RequestId: requestId.toUpperCase(), HostId, Code: code, Message: message, Recommend };
      return { status, headers: jsonHeaders, body: JSON.stringify(body), code };
    },
    throttle(waitMs, request, requestId) {
      const answer = standIn.refuse({ code: 'Throttling.User' }, request, requestId);
      // Alibaba's own SDK reads this header as milliseconds.
      return { ...answer, headers: { ...answer.headers, 'x-acs-retry-after': String(waitMs) } };
    },
  };
  return standIn;
}

interface Desk extends StandInParts<AlibabaSecret> {
  readonly distrust: ReturnType<typeof alibabaAuthentication>;
}

function carryOut({ distrust, regions, machines }: Desk, request: ReceivedRequest, requestId: string): ActionOutcome {
  const query = readQuery(request.rawQuery);
  if (request.method !== 'GET' && request.method !== 'POST') return { code: 'UnsupportedHTTPMethod' };
  if (request.path !== '/') return { code: 'InvalidApi.NotFound' };
  if (query === null) return { code: 'InvalidParameter', message: 'The query string cannot be read.' };
  const refusal = distrust(request, query);
  if (refusal !== null) return refusal;
  if (request.headers['x-acs-version'] !== '2014-05-26') return { code: 'InvalidVersion' };
  const action = byName.get(request.headers['x-acs-action'] ?? '');
  if (action === undefined) return { code: 'InvalidAction.NotFound' };
  if (request.body !== '') return { code: 'UnsupportedParameter', message: 'Parameters belong in the query, not in a body.' };
  const region = query.RegionId ?? null;
  if (region !== null && region !== '' && !regions.has(region)) return { code: 'InvalidRegionId.NotFound' };
  return action(gatherLists(query), { machines, region, requestId });
}

function identify({ rawQuery, headers }: ReceivedRequest): CallSubject {
  const query = readQuery(rawQuery) ?? {};
  const { InstanceId } = gatherLists(query);
  const ids = typeof InstanceId === 'string' ? [InstanceId] : stringsOf(InstanceId ?? readJson(query.InstanceIds ?? ''));
  return { action: headers['x-acs-action'] ?? '', dryRun: query.DryRun === 'true', ids };
}
