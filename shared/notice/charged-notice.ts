import type { WorkMessage } from '../domain/batch.ts';
import type { Outcome } from '../domain/outcome.ts';
import { type FailureContext, zoneOf } from './failure-notice.ts';
import type { ChargedNotice } from './notice.ts';

/**
 * The notice of the instances that this step has seen stopped, which a stop without charge was
 * asked for and which are still charged; null when there is none. A subscription is paid for
 * anyway, so it is none of them, nor is an instance that somebody else had stopped before.
 */
export function chargedNotice(
  { job, account, region, options }: WorkMessage,
  { verdicts }: Outcome,
  { provider, schedules }: Pick<FailureContext, 'provider' | 'schedules'>,
): ChargedNotice | null {
  if (options.action !== 'stop' || options.stopMode === 'keep-charging') return null;
  const instances = verdicts.flatMap((end) =>
    end.verdict === 'confirmed' && end.billing?.is === 'still-charged'
      ? [{ id: end.instanceId, because: end.billing.because }]
      : [],
  );
  if (instances.length === 0) return null;
  return { kind: 'not-granted', job, timezone: zoneOf(job, schedules), account: { name: account, provider, region }, instances };
}
