import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { byProvider } from '../../shared/contract/provider-facts.ts';
import { type ProviderName, providerNames } from '../../shared/domain/vocabulary.ts';
import { alibabaCloud } from './alibaba/alibaba-cloud.ts';
import type { CloudState } from './cloud-state.ts';
import { planFaults } from './faults.ts';
import { buildFleet, type Fleet } from './fleet.ts';
import { frontDoor, type RecordedCall } from './front-door.ts';
import type { RebootCount, StopManner } from './machine.ts';
import { limitRates } from './rate-limits.ts';
import type { StandIn } from './stand-in.ts';
import { tencentCloud } from './tencent/tencent-cloud.ts';
import { zenlayerCloud } from './zenlayer/zenlayer-cloud.ts';

/** The present state of one instance. `status` is the provider's own word. */
export interface InstanceState {
  readonly status: string;
  readonly region: string | null;
  /**
   * True once a start has restored its local disks to their first state (Alibaba's InitLocalDisk).
   */
  readonly localDiskWiped: boolean;
  /** How its last accepted stop was done; null when nothing stopped it. */
  readonly lastStop: StopManner | null;
  /** The reboots that it has accepted. */
  readonly reboots: RebootCount;
}

/** Running stand-in clouds, one for each provider. */
export interface Clouds {
  /** Where each listens: `http://127.0.0.1:PORT`. */
  readonly origins: Readonly<Record<ProviderName, string>>;
  /** Every request received, in the order in which they took effect, refused ones too. */
  readonly calls: readonly RecordedCall[];
  /**
   * The present state of one instance, undefined when no instance has that id. Does not count as
   * an observation.
   */
  instance(provider: ProviderName, id: string): InstanceState | undefined;
  /** Ends all connections, hanging ones too, and stops listening. */
  close(): Promise<void>;
}

/**
 * How the clouds are run. `now` is epoch ms and may jump; `beforeAnswer` runs after a call took
 * effect and before its answer.
 */
export interface CloudOptions {
  readonly now: () => number;
  readonly beforeAnswer?: (call: RecordedCall) => void | Promise<void>;
}

/**
 * Starts a stand-in of each provider on a free port of 127.0.0.1. `state` must have passed the
 * schema `cloudState`.
 */
export async function startClouds(state: CloudState, options: CloudOptions): Promise<Clouds> {
  const { now, beforeAnswer = () => {} } = options;
  const machines = buildFleet(state, now);
  const ownClock = () => now() + (state.clockSkewSeconds ?? 0) * 1000;
  const standIns = buildStandIns(state, machines, ownClock);
  const calls: RecordedCall[] = [];
  const shared = {
    faults: planFaults(state.faults ?? []),
    limits: limitRates(state.limits ?? [], now),
    nextRequestId: requestIds(),
    record: (call: RecordedCall) => calls.push(call),
    now,
    ownClock,
    beforeAnswer,
  };
  const servers = await Promise.all(
    providerNames.map(async (provider) => {
      const server = createServer(frontDoor({ provider, standIn: standIns[provider], ...shared }));
      return { provider, server, origin: await listen(server) };
    }),
  );
  const originOf = (wanted: ProviderName) => servers.find(({ provider }) => provider === wanted)?.origin ?? '';
  return {
    origins: byProvider(originOf),
    calls,
    instance(provider, id) {
      const machine = machines[provider].get(id);
      if (machine === undefined) return undefined;
      const { status, spec, localDiskWiped, lastStop, reboots } = machine;
      return { status, region: spec.region ?? null, localDiskWiped, lastStop, reboots };
    },
    async close() {
      await Promise.all(servers.map(({ server }) => end(server)));
    },
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function end(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/**
 * Request ids in the form of a UUID that count up, so that a run repeats itself and no two answers
 * share one.
 */
function requestIds(): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `00000000-0000-4000-8000-${last.toString(16).padStart(12, '0')}`;
  };
}

/** The stand-in of each provider over its machines. `now` is epoch ms. */
function buildStandIns(state: CloudState, fleet: Fleet, now: () => number): Readonly<Record<ProviderName, StandIn>> {
  const parts = <P extends ProviderName>(provider: P) => ({
    credentials: state.credentials?.[provider],
    machines: fleet[provider],
    regions: new Set([...fleet[provider].values()].flatMap(({ spec }) => spec.region ?? [])),
    now,
    // With clock `requests` there is no clock that a request's time could be compared with.
    checkTime: state.clock !== 'requests',
  });
  return {
    alibaba: alibabaCloud(parts('alibaba')),
    tencent: tencentCloud(parts('tencent')),
    zenlayer: zenlayerCloud(parts('zenlayer')),
  };
}
