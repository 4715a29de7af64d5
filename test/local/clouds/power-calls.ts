import * as z from 'zod/mini';
import type { CloudState } from '../../../local/clouds/cloud-state.ts';
import type { ProviderName } from '../../../shared/domain/vocabulary.ts';
import { instances, type openClouds } from './support/open-clouds.ts';

type Opened = Awaited<ReturnType<typeof openClouds>>;
type Stop = 'soft' | 'forced';

/**
 * How each provider is asked about and told to start or stop one instance, its words, and its
 * codes for asking twice.
 */
export const ways = {
  alibaba: {
    id: 'i-1',
    words: { stopped: 'Stopped', starting: 'Starting', running: 'Running', stopping: 'Stopping' },
    start: ({ alibaba }: Opened) => alibaba('StartInstances', { RegionId: 'cn-hangzhou', 'InstanceId.1': 'i-1' }),
    stop: ({ alibaba }: Opened, how: Stop) => {
      const mode = { ForceStop: String(how === 'forced'), StoppedMode: 'KeepCharging' };
      return alibaba('StopInstances', { RegionId: 'cn-hangzhou', 'InstanceId.1': 'i-1', ...mode });
    },
    look: ({ alibaba }: Opened) => alibaba('DescribeInstances', { RegionId: 'cn-hangzhou' }),
    said: z.object({ Instances: z.object({ Instance: z.array(z.object({ Status: z.string() })) }) }),
    read: (json: unknown) => ways.alibaba.said.parse(json).Instances.Instance[0]?.Status,
    startedAgain: 'IncorrectInstanceStatus',
    stoppedAgain: 'IncorrectInstanceStatus',
    isStopped: 'IncorrectInstanceStatus',
  },
  tencent: {
    id: 'ins-aaaa0001',
    words: { stopped: 'STOPPED', starting: 'STARTING', running: 'RUNNING', stopping: 'STOPPING' },
    start: ({ tencent }: Opened) => tencent('StartInstances', { InstanceIds: ['ins-aaaa0001'] }),
    stop: ({ tencent }: Opened, how: Stop) =>
      tencent('StopInstances', { InstanceIds: ['ins-aaaa0001'], StopType: how === 'forced' ? 'HARD' : 'SOFT' }),
    look: ({ tencent }: Opened) => tencent('DescribeInstances', {}),
    said: z.object({ Response: z.object({ InstanceSet: z.array(z.object({ InstanceState: z.string() })) }) }),
    read: (json: unknown) => ways.tencent.said.parse(json).Response.InstanceSet[0]?.InstanceState,
    startedAgain: 'UnsupportedOperation.InstanceStateStarting',
    stoppedAgain: 'UnsupportedOperation.InstanceStateStopping',
    isStopped: 'UnsupportedOperation.InstanceStateStopped',
  },
  zenlayer: {
    id: '1500000000000000001',
    words: { stopped: 'STOPPED', starting: 'BOOTING', running: 'RUNNING', stopping: 'STOPPING' },
    start: ({ zenlayer }: Opened) => zenlayer('StartInstances', { instanceIds: ['1500000000000000001'] }),
    stop: ({ zenlayer }: Opened, how: Stop) =>
      zenlayer('StopInstances', { instanceIds: ['1500000000000000001'], forceShutdown: how === 'forced' }),
    look: ({ zenlayer }: Opened) => zenlayer('DescribeInstancesStatus', {}),
    said: z.object({ response: z.object({ dataSet: z.array(z.object({ instanceStatus: z.string() })) }) }),
    read: (json: unknown) => ways.zenlayer.said.parse(json).response.dataSet[0]?.instanceStatus,
    startedAgain: 'OPERATION_DENIED_INSTANCE_NOT_STOPPED',
    stoppedAgain: 'OPERATION_DENIED_INSTANCE_NOT_RUNNING',
    isStopped: 'OPERATION_DENIED_INSTANCE_NOT_RUNNING',
  },
} as const;

/** A state with the one instance that the calls of a provider are about. */
export function one(
  provider: ProviderName,
  row: Partial<CloudState['instances'][number]>,
  clock: 'real' | 'requests' = 'real',
): CloudState {
  return { clock, instances: instances(provider, { [ways[provider].id]: row }) };
}
