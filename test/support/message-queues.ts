import { deadLetterQueueName, type QueueOwner, queueName, queueOwners } from '../../shared/domain/names.ts';

/**
 * A message that waits in one of the queues of a run in process. Instants are epoch milliseconds.
 */
export interface WaitingMessage {
  /** Whose function receives it. */
  readonly owner: QueueOwner;
  readonly body: string;
  readonly sentAt: number;
  /** When it may be received. */
  dueAt: number;
  /** How often it was received. */
  receives: number;
}

/**
 * What the stack gives its queues (infra/constructs/work-queue.ts): six times the functions' 30 s,
 * and five deliveries.
 */
const visibilityMs = 180_000;
const mostReceives = 5;

/**
 * The queues of one run: messages are received in the order in which they become due, and end as
 * dead letters when they failed too often.
 */
export class MessageQueues {
  /** What lies in the dead-letter queues, in the order in which it came there. */
  readonly deadLetters: { readonly queue: QueueOwner; readonly body: string }[] = [];
  readonly #waiting: WaitingMessage[] = [];

  /**
   * Puts a message on a queue, by the queue's name, at `now`. Throws for a queue that the stack
   * does not have.
   */
  send(name: string, body: string, now: number, delaySeconds = 0): void {
    const owner = queueOwners.find((each) => [queueName(each), deadLetterQueueName(each)].includes(name));
    if (owner === undefined) throw new Error(`the stack has no queue ${name}`);
    if (name === deadLetterQueueName(owner)) this.deadLetters.push({ queue: owner, body });
    else this.#waiting.push({ owner, body, sentAt: now, dueAt: now + delaySeconds * 1000, receives: 0 });
  }

  /**
   * Takes the message that is due soonest off its queue, received once more; undefined when none
   * is left.
   */
  receive(): WaitingMessage | undefined {
    this.#waiting.sort((a, b) => a.dueAt - b.dueAt);
    const message = this.#waiting.shift();
    if (message !== undefined) message.receives += 1;
    return message;
  }

  /** Puts a message back whose function failed at `now`, or into the dead letters. */
  failed({ owner, body, ...message }: WaitingMessage, now: number): void {
    if (message.receives >= mostReceives) this.deadLetters.push({ queue: owner, body });
    else this.#waiting.push({ ...message, owner, body, dueAt: now + visibilityMs });
  }
}
