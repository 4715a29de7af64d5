import type { Engine } from '../infra/local/engine.ts';
import type { Configuration } from '../shared/contract/compiled-configuration.ts';
import { deadLettersIn, queuesOf } from './engine-queues.ts';
import { type Beginning, longestJobMs } from './expected-jobs.ts';
import { type Report, reportOf } from './report.ts';

/** A run that has ended. */
export interface Rehearsal {
  readonly report: Report;
  /** False when work was still under way after the longest time a job can take. */
  readonly settled: boolean;
  /** Milliseconds that passed on the engine's clock. */
  readonly tookMs: number;
}

/** What makes a run begin. */
export interface Trigger {
  /** The schedule whose start is fired; null to work on the waiting messages only. */
  readonly schedule: string | null;
  /** Its due time in epoch milliseconds; null for now. */
  readonly at: number | null;
  /** The bodies of the messages that lie in the engine's work queues already; none when left out. */
  readonly waiting?: readonly string[];
}

/** Beyond what a schedule allows a job: five deliveries of a message that crashes its function, three minutes apart, and some air. */
const graceMs = 3_600_000;

/** Fires the cron rule of one schedule's start, if any, and waits until all work has settled, that of the waiting messages too. */
export async function fireAndSettle(
  engine: Engine,
  configuration: Configuration,
  { schedule, at, waiting = [] }: Trigger,
): Promise<Rehearsal> {
  const from = engine.now();
  const due = at ?? from;
  const scheduledAt = new Date(due).toISOString().replace(/\.\d{3}Z$/, 'Z');
  const beginning: Beginning = { configuration, fired: schedule === null ? null : { schedule, scheduledAt }, waiting };
  if (schedule !== null) await engine.fire({ name: `${schedule}-start`, at: due });
  const { settled } = await engine.settle(longestJobMs(beginning) + graceMs + Math.max(0, due - from));
  const report = reportOf({
    ...beginning,
    logs: engine.logs.map(({ line }) => line),
    deadLetters: deadLettersIn(queuesOf(engine)),
    alerts: engine.published
      .filter(({ from: publisher }) => publisher === 'function')
      .map(({ subject, message }) => ({ subject: subject ?? '', message })),
    alarms: engine.alarms(),
  });
  return { report, settled, tookMs: engine.now() - from };
}
