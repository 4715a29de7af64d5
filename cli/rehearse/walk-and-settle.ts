import type { Engine } from '../../local/engine/engine.ts';
import type { CivilDays } from '../../local/engine/scheduler/civil-days.ts';
import type { Configuration } from '../../shared/contract/compiled-configuration.ts';
import type { SentAlerts } from './send-alerts.ts';
import { type Rehearsal, type SettlingEngine, settleAndReport } from './settle-and-report.ts';

/** What a walk begins with. */
export interface Walk {
  readonly days: CivilDays;
  /**
   * The bodies of the messages that lie in the engine's work queues already; none when left out.
   */
  readonly waiting?: readonly string[];
  /** The alerts that were planned; none when left out. */
  readonly alerts?: SentAlerts;
}

/**
 * Lets every rule fire by itself through whole days of its own zone, then waits until all work has
 * settled.
 */
export async function walkAndSettle(
  engine: SettlingEngine & Pick<Engine, 'runDays'>,
  configuration: Configuration,
  { days, waiting = [], alerts }: Walk,
): Promise<Rehearsal> {
  const began = engine.now();
  await engine.runDays(days);
  return settleAndReport(engine, { configuration, waiting, began, lastDue: engine.now(), ...(alerts && { alerts }) });
}
