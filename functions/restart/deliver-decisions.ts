import type { AlertMessage, Statement } from '../../shared/contract/alert-message.ts';
import type { RestartConfiguration } from '../../shared/contract/compiled-configuration.ts';
import type { Announce } from '../../shared/lambda/announce.ts';
import type { AlertSender, BatchSender, QueuedAlerts } from '../../shared/lambda/batch-sender.ts';
import type { Telemetry } from '../../shared/lambda/telemetry.ts';
import type { TripNotice } from '../../shared/notice/notice.ts';
import { dayMs } from '../../shared/restart/machine-item.ts';
import type { MachineStore } from '../../shared/store/machine-store.ts';
import type { RunRecorder } from '../../shared/store/run-recorder.ts';
import type { Claim } from './claim-round.ts';
import type { Outcome } from './decide-message.ts';
import { restartMessage } from './restart-message.ts';

/** Where decisions go. */
export interface DeliverDeps {
  readonly schedules: RestartConfiguration['schedules'];
  readonly store: Pick<MachineStore, 'mayTellOfTruncated'>;
  /** The work queue's URL of each account. */
  readonly queues: ReadonlyMap<string, string>;
  readonly send: BatchSender;
  readonly sendAlerts: AlertSender;
  readonly announce: Announce;
  readonly recorder: Pick<RunRecorder, 'decided'>;
  readonly telemetry: Pick<Telemetry, 'restart'> & { readonly logger: Pick<Telemetry['logger'], 'warn'> };
  readonly now: () => number;
}

const asDecided = { decision: 'run', because: 'firing', by: 'alert' } as const;

/** SQS delays a message by at most 900 s (SendMessage, DelaySeconds). */
const longestDelaySeconds = 900;
/** What could not be decided beside what could waits so long. */
const failedDelaySeconds = 30;

/**
 * Sends what follows from a message, before it is deleted: batches, then what is decided later,
 * then the records, then the notices. After a crash in between everything is decided and sent
 * again. The table then gives the same answers, so a part can come twice, and none is missing.
 * @throws The first reason when nothing of the message could be decided. SQS then delivers it
 * again, and at last it lies in the dead letters
 */
export async function deliverDecisions(message: AlertMessage, outcome: Outcome, deps: DeliverDeps): Promise<void> {
  const { claims, records, later, left, failed } = outcome;
  if (failed.length === message.statements.length) throw failed[0]?.reason;
  const sent = batchesOf(claims, deps);
  for (const [queueUrl, batches] of sent) {
    await deps.send(
      queueUrl,
      batches.map((batch) => ({ batch, delaySeconds: 0 })),
    );
  }
  const again = (statements: readonly Statement[], delaySeconds: number): QueuedAlerts[] =>
    statements.length === 0 ? [] : [{ alerts: { ...message, truncated: 0, statements: [...statements] }, delaySeconds }];
  const delayed = later.map(({ notBefore, statements }) => waitingMessage(message, statements, notBefore, deps.now()));
  const failedStatements = failed.map(({ statement }) => statement);
  const alerts = [...delayed, ...again(left, 0), ...again(failedStatements, failedDelaySeconds)];
  if (alerts.length > 0) await deps.sendAlerts(alerts);
  for (const { statement, reason } of failed) {
    const why = reason instanceof Error ? reason.message : String(reason);
    deps.telemetry.logger.warn('statement not decided; it is tried again', { statement: statement.id, reason: why });
  }
  for (const record of records) deps.telemetry.restart(record);
  const acts = sent.flatMap(([, batches]) => batches);
  await Promise.all(acts.map((batch) => deps.recorder.decided({ ...asDecided, job: batch.job, messages: [batch] })));
  for (const claim of claims) if (claim.decision.trips) await deps.announce(tripNotice(claim, deps));
  await tellOfTruncated(message, deps);
}

/** A message that is not read before an instant, or as long before it as SQS can wait. */
export function waitingMessage(
  message: AlertMessage,
  statements: readonly Statement[],
  notBefore: number,
  now: number,
): QueuedAlerts {
  const instant = new Date(notBefore).toISOString();
  const delaySeconds = Math.min(longestDelaySeconds, Math.max(0, Math.ceil((notBefore - now) / 1_000)));
  const alerts: AlertMessage = { ...message, phase: 'decide', notBefore: instant, truncated: 0, statements: [...statements] };
  return { alerts, delaySeconds };
}

/** The acts of a message by queue: one work message for each restart, second and account. */
function batchesOf(claims: readonly Claim[], { queues }: DeliverDeps) {
  const acts = claims.flatMap(({ candidate: { listed }, decision: { decision, sends, job } }) =>
    decision === 'act' && sends && job !== null ? [{ ...listed, job }] : [],
  );
  const due = Map.groupBy(acts, ({ job, machine }) => JSON.stringify([job, machine.account]));
  const mail = [...due.values()].flatMap((own) =>
    own.slice(0, 1).map(({ restart, policy, job, machine: { account } }) => {
      const queueUrl = queues.get(account);
      if (queueUrl === undefined)
        throw new Error(`restart "${restart}" names account "${account}", which this deployment does not have`);
      const regions = Map.groupBy(own, ({ machine }) => machine.region);
      const places = [...regions].map(([region, each]) => ({ region, instances: each.map(({ machine }) => machine.instanceId) }));
      return { queueUrl, batch: restartMessage({ restart, policy, job, account, places }) };
    }),
  );
  const byQueue = Map.groupBy(mail, ({ queueUrl }) => queueUrl);
  return [...byQueue].map(([queueUrl, own]) => [queueUrl, own.map(({ batch }) => batch)] as const);
}

function tripNotice({ candidate, decision, item }: Claim, { schedules }: DeliverDeps): TripNotice {
  const { restart, policy, machine } = candidate.listed;
  const { flapping, budget } = policy;
  const limit =
    decision.because === 'flapping'
      ? ({ because: 'flapping', most: flapping.episodes, withinMs: flapping.withinMs } as const)
      : ({ because: 'budget', most: budget.perDay, withinMs: dayMs } as const);
  const acts = item.acts.filter(({ is, at }) => is === 'counted' && at > decision.at - dayMs);
  const instant = (ms: number) => new Date(ms).toISOString();
  const timezone = policy.schedule === null ? null : (schedules[policy.schedule]?.timezone ?? null);
  return {
    kind: 'tripped',
    restart,
    machine,
    ...limit,
    at: instant(decision.at),
    acts: acts.map(({ at }) => instant(at)),
    timezone,
  };
}

async function tellOfTruncated(message: AlertMessage, { store, announce, now }: DeliverDeps): Promise<void> {
  const { source, truncated: count, receivedAt, statements } = message;
  if (count === 0) return;
  if (!(await store.mayTellOfTruncated(source, statements[0]?.id ?? receivedAt, now()))) return;
  await announce({ kind: 'truncated', source, count, receivedAt });
}
