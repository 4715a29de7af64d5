import type { Engine } from '../../local/engine/engine.ts';
import type { Configuration } from '../../shared/contract/compiled-configuration.ts';
import { jobMessage } from '../../shared/contract/job.ts';
import { longestJobMs, longestRestartMs } from '../../shared/history/expected-jobs.ts';
import { type Report, reportOf } from '../../shared/history/report.ts';
import { deadLettersIn, type EngineQueues, queuesOf } from './engine-queues.ts';
import type { SentAlerts } from './send-alerts.ts';

/** A run that has ended. */
export interface Rehearsal {
  readonly report: Report;
  /** False when work was still under way after the longest time a job can take. */
  readonly settled: boolean;
  /** Milliseconds that passed on the engine's clock. */
  readonly tookMs: number;
}

/** A run that has ended, with the time zone of every schedule. */
export interface ZonedRun extends Rehearsal {
  readonly zones: Readonly<Record<string, string>>;
}

/** The part of an engine that a run is settled on. */
export type SettlingEngine = EngineQueues & Pick<Engine, 'now' | 'settle' | 'firings' | 'logs' | 'published' | 'alarms'>;

/** A run whose jobs have been fired. Instants are milliseconds of the engine's clock. */
export interface FiredRun {
  readonly configuration: Configuration;
  /** The bodies of the messages that lay in the work queues at the beginning. */
  readonly waiting: readonly string[];
  readonly began: number;
  /** The latest time at which any of its jobs was due. */
  readonly lastDue: number;
  /** The alerts that were planned; none when left out. */
  readonly alerts?: SentAlerts;
}

/**
 * Beyond what a schedule allows a job: five deliveries of a message that crashes its function,
 * three minutes apart, and a reserve.
 */
const graceMs = 3_600_000;

const noAlerts: SentAlerts = { received: [], lastAt: null };

/**
 * Waits until all work has settled, and reports on every rule that the engine ever fired,
 * delivered or not.
 */
export async function settleAndReport(
  engine: SettlingEngine,
  { configuration, waiting, began, lastDue, alerts = noAlerts }: FiredRun,
): Promise<Rehearsal> {
  const fired = engine.firings.map(({ input }) => jobMessage.parse(JSON.parse(input)));
  const beginning = { configuration, fired, waiting };
  const longestMs = Math.max(longestJobMs(beginning), longestRestartMs(configuration));
  const last = Math.max(lastDue, alerts.lastAt ?? 0);
  const { settled } = await engine.settle(longestMs + graceMs + Math.max(0, last - engine.now()));
  const report = reportOf({
    ...beginning,
    logs: engine.logs.map(({ line }) => line),
    deadLetters: deadLettersIn(queuesOf(engine)),
    alerts: engine.published
      .filter(({ from: publisher }) => publisher === 'function')
      .map(({ subject, message }) => ({ subject: subject ?? '', message })),
    alarms: engine.alarms(),
    alertsReceived: alerts.received,
  });
  return { report, settled, tookMs: engine.now() - began };
}
