import type { Engine } from '../../local/engine/engine.ts';
import type { Configuration } from '../../shared/contract/compiled-configuration.ts';
import type { TransitionAction } from '../../shared/domain/vocabulary.ts';
import { actionsOf } from './read-trigger.ts';
import type { SentAlerts } from './send-alerts.ts';
import { type Rehearsal, type SettlingEngine, settleAndReport } from './settle-and-report.ts';

/** What makes a run begin. */
export interface Fire {
  /** The schedule of which one rule is fired; null to work on the waiting messages only. */
  readonly schedule: string | null;
  /** Null, or left out: its start, or its stop when it has no start. */
  readonly action?: TransitionAction | null;
  /** Its due time in epoch milliseconds; null for now. */
  readonly at: number | null;
  /**
   * The bodies of the messages that lie in the engine's work queues already; none when left out.
   */
  readonly waiting?: readonly string[];
  /** The alerts that were planned; none when left out. */
  readonly alerts?: SentAlerts;
}

/**
 * Fires a rule of one schedule, if any, and waits until all work has settled, that of the waiting
 * messages too.
 */
export async function fireAndSettle(
  engine: SettlingEngine & Pick<Engine, 'fire'>,
  configuration: Configuration,
  { schedule, action = null, at, waiting = [], alerts }: Fire,
): Promise<Rehearsal> {
  const began = engine.now();
  const due = at ?? began;
  if (schedule !== null) {
    // The first rule of an action speaks at every minute, so its job always counts.
    const rule = `${schedule}-${action ?? actionsOf(configuration, schedule)[0]}`;
    await engine.fire({ name: rule, at: due });
  }
  return settleAndReport(engine, { configuration, waiting, began, lastDue: due, ...(alerts && { alerts }) });
}
