import type { SNSClient } from '@aws-sdk/client-sns';
import { type CarryOutDeps, carryOut } from '../../functions/power/carry-out.ts';
import { type DeliverDeps, deliver } from '../../functions/power/deliver.ts';
import type { VerdictRecord } from '../../shared/contract/verdict-record.ts';
import { type Batch, deadlineOf } from '../../shared/domain/batch.ts';
import type { ProviderName } from '../../shared/domain/vocabulary.ts';
import { type Draw, drawOf } from './draw.ts';
import { type CloudRecord, Crash, modelCloud } from './model-cloud.ts';
import { drawJob } from './model-job.ts';
import type { ModelMachine } from './model-machine.ts';
import { ModelQueue, type Received } from './model-queue.ts';

/** More deliveries than any job needs: a model that exceeds it does not drain. */
const mostDeliveries = 3_000;

/** Everything that happened to one job of a seed, for the promises to be read from. */
export interface History {
  readonly provider: ProviderName;
  /** The batches as they were sent first, with the deadline that holds for each, in epoch milliseconds. */
  readonly batches: readonly { readonly batch: Batch; readonly deadline: number }[];
  readonly machines: ReadonlyMap<string, ModelMachine>;
  readonly cloud: CloudRecord;
  readonly verdicts: readonly VerdictRecord[];
  readonly letters: readonly Batch[];
  /** Batches that SQS gave up on, because they were handed out too often. */
  readonly dead: readonly Batch[];
  readonly alerts: readonly string[];
  /** Accounts' failures that no alert tells of, because their batch does not speak for the account. */
  readonly untold: ReadonlySet<string>;
  /** Deliveries beyond the first of each message. */
  readonly repeats: number;
  readonly drained: boolean;
}

/** The decisions of Reveille that the model runs; replaceable, so that a test can break a promise on purpose. */
export interface Subject {
  readonly carryOut: typeof carryOut;
  readonly deliver: typeof deliver;
}

/** Runs the job of a seed to its end. The same seed always gives the same history. */
export async function runModel(seed: number, subject: Subject = { carryOut, deliver }): Promise<History> {
  const draw = drawOf(seed);
  const clock = { now: Date.parse('2026-11-23T00:30:00Z') };
  const now = () => clock.now;
  const job = drawJob(draw, clock.now);
  const queue = new ModelQueue(draw);
  const crashiness = draw.pick([0, 0, 0.02, 0.1]);
  const faultiness = draw.pick([0, 0.1, 0.3, 0.7]);
  const { provider, record: cloud } = modelCloud({ ...job, draw, now, faultiness, crashiness });
  const kept: Kept = { verdicts: [], letters: [], alerts: [], untold: new Set(), repeats: 0 };
  for (const batch of job.batches) queue.send(batch, clock.now, 0);

  const parts = { draw, crashiness, kept, queue, now };
  const accounts = { it: { provider: job.provider, secret: 'reveille/it' } };
  const deps = { provider, accounts, readSecret: async () => secret, now, random: draw.fraction };
  const work = { subject, deps, deliveries: deliverDeps(job.provider, parts), ...parts };
  for (let count = 0; count < mostDeliveries && !queue.isEmpty; count += 1) {
    // A backlog now and then: everything is later than planned.
    const late = draw.chance(0.02) ? draw.whole(0, 2_400_000) : 0;
    clock.now = Math.max(clock.now, queue.nextVisibleAt()) + late;
    const first = queue.receive(clock.now);
    const second = draw.chance(0.5) ? queue.receive(clock.now) : null;
    await Promise.all([first, second].map((received) => (received === null ? null : handle(received, work))));
  }
  const batches = job.batches.map((batch) => ({ batch, deadline: deadlineOf(batch, job.sentAt) }));
  return { ...job, batches, cloud, ...kept, dead: queue.dead, drained: queue.isEmpty };
}

/** Holds what the schema of every provider's secret asks for. */
const secret = { accessKeyId: 'id', accessKeySecret: 's', secretId: 'id', secretKey: 's', accessKeyPassword: 's' };

interface Kept {
  readonly verdicts: VerdictRecord[];
  readonly letters: Batch[];
  readonly alerts: string[];
  readonly untold: Set<string>;
  repeats: number;
}

interface Work extends DeliveryParts {
  readonly subject: Subject;
  readonly deps: CarryOutDeps;
  readonly deliveries: DeliverDeps;
}

/** One invocation: its message is deleted only when it comes to its end, and even then it may be delivered again. */
async function handle({ message, batch }: Received, work: Work): Promise<void> {
  const { subject, deps, deliveries, kept, queue, draw, crashiness, now } = work;
  const delivery = { sentAt: message.sentAt, redelivered: message.receives > 1 };
  if (delivery.redelivered) kept.repeats += 1;
  try {
    const outcome = await subject.carryOut(batch, delivery, deps, new AbortController().signal);
    const { accountFailure } = outcome;
    if (accountFailure !== null && !batch.speaksForAccount)
      for (const { instanceId, code } of outcome.verdicts) if (code === accountFailure.code) kept.untold.add(instanceId);
    await subject.deliver(batch, outcome, deliveries);
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
    return;
  }
  if (draw.chance(crashiness)) queue.deliverAgain(message, now());
  else queue.delete(message);
}

interface DeliveryParts {
  readonly draw: Draw;
  readonly crashiness: number;
  readonly kept: Kept;
  readonly queue: ModelQueue;
  readonly now: () => number;
}

/** Where outcomes go in the model. Every sending may be the last thing its process does, before it took effect or after. */
function deliverDeps(provider: ProviderName, { draw, crashiness, kept, queue, now }: DeliveryParts): DeliverDeps {
  const mayCrash = (): void => {
    if (draw.chance(crashiness)) throw new Crash('around a sending');
  };
  const around = async (effect: () => void): Promise<void> => {
    mayCrash();
    effect();
    await null;
    mayCrash();
  };
  const sns = {
    send: ({ input }: { input: { Subject?: string; Message?: string } }) =>
      around(() => kept.alerts.push(`${input.Subject}\n${input.Message}`)),
  };
  return {
    provider,
    explain: () => null,
    workQueueUrl: 'work',
    deadLetterQueueUrl: 'letters',
    alertTopicArn: 'alerts',
    send: (url, followUps) =>
      around(() => {
        for (const { batch, delaySeconds } of followUps)
          if (url === 'work') queue.send(batch, now(), delaySeconds);
          else kept.letters.push(batch);
      }),
    sns: sns as unknown as SNSClient,
    telemetry: {
      verdict: (record: VerdictRecord) => {
        mayCrash();
        kept.verdicts.push(record);
      },
    } as unknown as DeliverDeps['telemetry'],
  };
}
