import type { ProviderName } from '../../shared/domain/vocabulary.ts';
import type { InstanceSpec } from './cloud-state.ts';

/** What a stop without charge comes to: it is granted, refused, or a stop with charge. */
export type StopCharging = 'grants' | 'refuses' | 'keeps';

/**
 * What each provider does with an instance that does not support it. Tencent says so in an error.
 * Alibaba stops it and goes on charging (StopInstances page).
 */
const unsupported: Readonly<Record<ProviderName, StopCharging>> = { alibaba: 'keeps', tencent: 'refuses', zenlayer: 'keeps' };

/**
 * What a stop without charge comes to for this instance. Only pay-as-you-go instances without local
 * disks support it ("Economical mode" and "No charges when shut down" pages).
 */
export function stopChargingOf({ provider, paid, localDisks, noStopCharging }: InstanceSpec): StopCharging {
  if (typeof noStopCharging === 'string') return noStopCharging;
  const isSupported = (paid ?? 'pay-as-you-go') === 'pay-as-you-go' && localDisks !== true && noStopCharging !== true;
  return isSupported ? 'grants' : unsupported[provider];
}
