import type { CloudState, PlannedFault } from '../../local/clouds/cloud-state.ts';
import type { ProviderName } from '../../shared/domain/vocabulary.ts';
import type { AccountPlan, Repeat, Step } from '../support/engine/many-accounts.ts';
import { manyIds, specsOf } from '../support/fleet.ts';
import { scenarioKeys } from '../support/scenario.ts';
import { type Draw, drawOf } from './draw.ts';

type Spec = CloudState['instances'][number];
type Fault = PlannedFault['fault'];

const looks = { alibaba: 'DescribeInstances', tencent: 'DescribeInstances', zenlayer: 'DescribeInstancesStatus' } as const;
const statuses = {
  alibaba: ['Running', 'Starting', 'Stopping'],
  tencent: ['RUNNING', 'STARTING', 'STOPPING', 'REBOOTING'],
  zenlayer: ['RUNNING', 'BOOTING', 'STOPPING', 'RESIZING'],
} as const;
/**
 * Codes of instances and of calls, in each provider's own words: of every failure kind that has
 * one there.
 */
const refusals = {
  alibaba: ['OperationDenied.NoStock', 'DiskError', 'InstanceExpired', 'QuotaExceed.ElasticQuota', 'IncorrectInstanceStatus'],
  tencent: [
    'UnsupportedOperation.InstanceStateCorrupted',
    'ResourceInsufficient.CloudDiskUnavailable',
    'MutexOperation.TaskRunning',
  ],
  zenlayer: ['STOCK_INSUFFICIENT', 'OPERATION_DENIED_INSTANCE_RECYCLED', null],
} as const;
const errors = {
  alibaba: ['Throttling.User', 'ServiceUnavailable', 'InternalError', 'SignatureDoesNotMatch', 'Forbidden.RAM', 'Brand.New'],
  tencent: ['RequestLimitExceeded', 'InternalServerError', 'AuthFailure.SecretIdNotFound', 'UnauthorizedOperation', 'Brand.New'],
  zenlayer: ['REQUEST_LIMIT_EXCEEDED', 'INTERNAL_SERVER_ERROR', 'AUTHFAILURE_SIGNATURE_FAILURE', 'BRAND_NEW'],
} as const;

/**
 * The account of a seed: machines with characters, and a cloud, a queue and a process that
 * misbehave. Always the same for the same seed.
 */
export function drawAccount(seed: number): AccountPlan {
  const draw = drawOf(seed);
  const provider = draw.pick(['alibaba', 'tencent', 'zenlayer'] as const);
  const ids = manyIds[provider](draw.whole(1, 5));
  const instances = ids.flatMap((id) => (draw.chance(0.08) ? [] : specsOf[provider]([id], drawBehaviour(provider, draw))));
  const wiping = provider === 'alibaba' && draw.chance(0.3);
  return {
    provider,
    ids,
    // One machine more than the job is about: nobody may touch it.
    instances: [...instances, ...specsOf[provider](manyIds[provider](9).slice(8))],
    faults: Array.from({ length: draw.whole(0, 5) }, () => drawFault(provider, wiping, draw)),
    ...(wiping ? { initLocalDisk: true } : {}),
    ...(draw.chance(0.1) ? { clockSkewSeconds: draw.pick([-7_200, 3_600]) } : {}),
    ...(draw.chance(0.1) ? { secrets: [staleKeys[provider], scenarioKeys[provider]] } : {}),
    ...(draw.chance(0.08) ? { kills: [{ step: drawStep(draw), when: draw.pick(['before', 'after'] as const) }] } : {}),
    ...(draw.chance(0.3) ? { repeats: drawRepeats(draw) } : {}),
  };
}

function drawBehaviour(provider: ProviderName, draw: Draw): Partial<Spec> {
  const code = draw.pick<string | null>([...refusals[provider]]);
  return {
    startSeconds: draw.pick([0, 20, 20, 100]),
    ...(draw.chance(0.2) ? { status: draw.pick<string>([...statuses[provider]]) } : {}),
    ...(draw.chance(0.15) ? { refuses: { code, ...(draw.chance(0.6) ? { times: draw.whole(1, 3) } : {}) } } : {}),
    ...(draw.chance(0.1) ? { fallsBack: draw.whole(1, 3) } : {}),
    ...(draw.chance(0.08) ? { hidden: true } : {}),
    ...(draw.chance(0.05) && provider !== 'zenlayer' ? { lock: provider === 'alibaba' ? 'security' : 'EXPIRED' } : {}),
  };
}

function drawFault(provider: ProviderName, wiping: boolean, draw: Draw): PlannedFault {
  const action = draw.chance(0.4) ? looks[provider] : wiping ? 'StartInstance' : 'StartInstances';
  const dryRun = provider === 'alibaba' && action.startsWith('Start') ? { dryRun: draw.chance(0.3) } : {};
  return { provider, action, ...dryRun, times: draw.chance(0.08) ? 50 : draw.whole(1, 4), fault: drawKind(provider, draw) };
}

function drawKind(provider: ProviderName, draw: Draw): Fault {
  const code = draw.pick<string>([...errors[provider]]);
  return draw.pick<Fault>([
    { kind: 'error', status: draw.pick([200, 400, 403, 503]), code, message: 'drawn' },
    { kind: 'reset', when: draw.pick(['before', 'after']) },
    { kind: 'html', status: draw.pick([200, 403, 500, 502, 504]), body: '<html>drawn</html>' },
    { kind: 'raw', status: 200, body: draw.pick(['', '[]', '{}', 'null', '{"RequestId":"drawn"', '{"Response":{}}']) },
  ]);
}

function drawStep(draw: Draw): Step {
  return draw.pick(['secret', 'look', 'start', 'work', 'letters', 'alert']);
}

function drawRepeats(draw: Draw): readonly Repeat[] {
  return draw.pick<readonly Repeat[]>([['act'], ['confirm'], ['lateAct'], ['act', 'confirm', 'lateAct']]);
}

const staleKeys: Readonly<Record<ProviderName, unknown>> = {
  alibaba: { ...scenarioKeys.alibaba, accessKeySecret: 'alibaba-SECRET-of-yesterday' },
  tencent: { ...scenarioKeys.tencent, secretKey: 'tencent-SECRET-of-yesterday' },
  zenlayer: { ...scenarioKeys.zenlayer, accessKeyPassword: 'zenlayer-SECRET-of-yesterday' },
};
