import type { ProviderName } from '../../shared/domain/vocabulary.ts';
import { alibabaCloud } from './alibaba/alibaba-cloud.ts';
import type { CloudState } from './cloud-state.ts';
import type { Fleet } from './fleet.ts';
import type { StandIn } from './stand-in.ts';
import { tencentCloud } from './tencent/tencent-cloud.ts';
import { zenlayerCloud } from './zenlayer/zenlayer-cloud.ts';

/** The stand-in of each provider over its machines. `now` is epoch ms. */
export function buildStandIns(state: CloudState, fleet: Fleet, now: () => number): Readonly<Record<ProviderName, StandIn>> {
  const parts = <P extends ProviderName>(provider: P) => ({
    credentials: state.credentials?.[provider],
    machines: fleet[provider],
    regions: new Set([...fleet[provider].values()].flatMap(({ spec }) => spec.region ?? [])),
    now,
    // Where instances move by being looked at, nobody keeps a clock that a request could be compared with.
    checkTime: state.clock !== 'requests',
  });
  return {
    alibaba: alibabaCloud(parts('alibaba')),
    tencent: tencentCloud(parts('tencent')),
    zenlayer: zenlayerCloud(parts('zenlayer')),
  };
}
