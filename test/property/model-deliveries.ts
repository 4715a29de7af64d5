import type { DeliverDeps } from '../../functions/power/deliver.ts';
import type { RestartMemory } from '../../functions/power/restart-memory.ts';
import type { VerdictRecord } from '../../shared/contract/records.ts';
import type { WorkMessage } from '../../shared/domain/batch.ts';
import type { ProviderName } from '../../shared/domain/vocabulary.ts';
import { mailOf } from '../../shared/notice/notice-mail.ts';
import type { Draw } from './draw.ts';
import { mayCrash } from './model-cloud.ts';
import type { ModelQueue } from './model-queue.ts';

/** What a run keeps of what was sent and told, as its history explains it. */
export interface Kept {
  readonly verdicts: VerdictRecord[];
  readonly letters: WorkMessage[];
  readonly alerts: string[];
  readonly untold: Set<string>;
  /** What single steps have broken. */
  readonly wrongs: string[];
  readonly cuts: Map<string, number>;
  repeats: number;
  /** Claims of restarts that were given back. */
  readonly givenBack: { readonly id: string; readonly job: string }[];
}

/**
 * What deliveries of the model work on. `crashiness`: how probable a crash is around each sending.
 */
export interface DeliveryParts {
  readonly draw: Draw;
  readonly crashiness: number;
  readonly kept: Kept;
  /** What is noted in the table. */
  readonly memory: Pick<RestartMemory, 'seenDone'>;
  readonly queue: ModelQueue;
  readonly now: () => number;
  /** How many messages of its chain came before the message at work. */
  readonly depth: number;
}

/**
 * Where outcomes go in the model. Every sending may be the last thing its process does, before it
 * took effect or after.
 */
export function deliverDeps(
  provider: ProviderName,
  { draw, crashiness, kept, memory, queue, now, depth }: DeliveryParts,
): DeliverDeps {
  // A process that has died does nothing more, whatever its code would catch.
  let death: unknown = null;
  const mayEnd = (): void => {
    if (death !== null) throw death;
    try {
      mayCrash(draw, crashiness);
    } catch (crash) {
      death = crash;
      throw crash;
    }
  };
  const around = async (effect: () => void): Promise<void> => {
    mayEnd();
    effect();
    await null;
    mayEnd();
  };
  return {
    provider,
    explain: () => null,
    workQueueUrl: 'work',
    deadLetterQueueUrl: 'letters',
    schedules: {},
    send: (url, followUps) =>
      around(() => {
        for (const { batch, delaySeconds } of followUps) {
          if (url === 'work') queue.send(batch, now(), delaySeconds, depth + 1);
          else kept.letters.push(queue.measured(batch));
          if (url === 'work') countCuts(batch, kept);
        }
      }),
    announce: (notice) =>
      around(() => {
        const { subject, message } = mailOf(notice);
        kept.alerts.push(`${subject}\n${message}`);
      }),
    telemetry: {
      logger: { error: () => {} },
      found: mayEnd,
      lost: mayEnd,
      verdict: (record: VerdictRecord) => {
        mayEnd();
        kept.verdicts.push(record);
      },
    } as unknown as DeliverDeps['telemetry'],
    recorder: {
      ended: async () => mayEnd(),
    },
    memory: {
      giveBack: async ({ job }, ids) => {
        mayEnd();
        kept.givenBack.push(...ids.map((id) => ({ id, job: job.id })));
      },
      seenDone: async (message, ids) => {
        mayEnd();
        await memory.seenDone(message, ids);
      },
    },
  };
}

/** A batch that comes from no other batch was cut by a find. */
function countCuts(message: WorkMessage, { cuts }: Kept): void {
  if (message.phase !== 'act' || message.attempt > 0) return;
  for (const { id } of message.instances) cuts.set(`${message.job.id} ${id}`, (cuts.get(`${message.job.id} ${id}`) ?? 0) + 1);
}
