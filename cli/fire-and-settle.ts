import type { Engine } from '../infra/local/engine.ts';
import type { Configuration } from '../shared/contract/compiled-configuration.ts';
import { type ProviderName, providerNames } from '../shared/domain/vocabulary.ts';
import { type Report, reportOf } from './report.ts';

/** A run that has ended. */
export interface Rehearsal {
  readonly report: Report;
  /** False when work was still under way after the longest time a job can take. */
  readonly settled: boolean;
  /** Milliseconds that passed on the engine's clock. */
  readonly tookMs: number;
}

/** Beyond what a schedule allows a job: five deliveries of a message that crashes its function, three minutes apart, and some air. */
const graceMs = 3_600_000;

/** Fires the cron rule of one schedule's start, due at `at` (epoch ms, null for now), and waits until all work has settled. */
export async function fireAndSettle(
  engine: Engine,
  configuration: Configuration,
  { schedule, at }: { readonly schedule: string; readonly at: number | null },
): Promise<Rehearsal> {
  const from = engine.now();
  const due = at ?? from;
  const scheduledAt = new Date(due).toISOString().replace(/\.\d{3}Z$/, 'Z');
  await engine.fire({ name: `${schedule}-start`, at: due });
  const { expiresAfterMs = 0, confirmWithinMs = 0 } = configuration.schedules[schedule] ?? {};
  const { settled } = await engine.settle(expiresAfterMs + 2 * confirmWithinMs + graceMs + Math.max(0, due - from));
  const report = reportOf({
    configuration,
    fired: { schedule, scheduledAt },
    logs: engine.logs.map(({ line }) => line),
    deadLetters: deadLettersOf(engine),
    alerts: engine.published
      .filter(({ from: publisher }) => publisher === 'function')
      .map(({ subject, message }) => ({ subject: subject ?? '', message })),
    alarms: engine.alarms(),
  });
  return { report, settled, tookMs: engine.now() - from };
}

function deadLettersOf(engine: Engine): { queue: 'jobs' | ProviderName; body: string }[] {
  const owners = ['jobs', ...providerNames] as const;
  return engine.queues.flatMap(({ name, deadLetterOf }) => {
    const owner = owners.find((each) => deadLetterOf === `reveille-${each}`);
    return owner === undefined ? [] : engine.messages(name).map(({ body }) => ({ queue: owner, body }));
  });
}
