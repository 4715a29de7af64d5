import { workMessage } from '../../shared/contract/work-message.ts';
import type { WorkMessage } from '../../shared/domain/batch.ts';
import { isSendable } from '../support/hostile-texts.ts';
import type { Draw } from './draw.ts';

/** A message in the model of a work queue. Instants in epoch milliseconds. */
export interface ModelMessage {
  readonly body: string;
  readonly sentAt: number;
  visibleAt: number;
  receives: number;
  /** The body as its first receiver has read it; nobody changes it. */
  batch: WorkMessage | null;
  /** How many messages of the same chain came before it. */
  readonly depth: number;
}

/** A message in the hands of a receiver. */
export interface Received {
  readonly message: ModelMessage;
  readonly batch: WorkMessage;
}

/**
 * What the stack sets for a work queue: how long a received message stays hidden, and how often it
 * is handed out.
 */
const visibilityMs = 180_000;
const mostReceives = 5;

/** A queue that delivers at least once, in any order: the promises of SQS and no more. */
export class ModelQueue {
  readonly #messages: ModelMessage[] = [];
  readonly #draw: Draw;
  /** Messages that were handed out too often. */
  readonly dead: WorkMessage[] = [];
  /** The longest chain so far, the longest body, and how many bodies SQS refuses. */
  readonly most = { depth: 0, length: 0, refused: 0 };

  constructor(draw: Draw) {
    this.#draw = draw;
  }

  get isEmpty(): boolean {
    return this.#messages.length === 0;
  }

  send(batch: WorkMessage, now: number, delaySeconds: number, depth = 0): void {
    const body = this.#bodyOf(batch);
    this.most.depth = Math.max(this.most.depth, depth);
    this.#messages.push({ body, sentAt: now, visibleAt: now + delaySeconds * 1000, receives: 0, batch: null, depth });
  }

  /** The same message, once its body is measured: a dead letter lies on a queue too. */
  measured(batch: WorkMessage): WorkMessage {
    this.#bodyOf(batch);
    return batch;
  }

  #bodyOf(batch: WorkMessage): string {
    const body = JSON.stringify(batch);
    this.most.length = Math.max(this.most.length, body.length);
    if (!isSendable(body)) this.most.refused += 1;
    return body;
  }

  /** When the next message can be received, if there is one. */
  nextVisibleAt(): number {
    return Math.min(...this.#messages.map(({ visibleAt }) => visibleAt));
  }

  /** Any of the visible messages, as its receiver reads it. */
  receive(now: number): Received | null {
    const visible = this.#messages.filter(({ visibleAt }) => visibleAt <= now);
    const message = visible[this.#draw.whole(0, Math.max(0, visible.length - 1))];
    if (message === undefined) return null;
    message.batch ??= workMessage.parse(JSON.parse(message.body));
    const { batch } = message;
    if (message.receives >= mostReceives) {
      this.dead.push(batch);
      this.delete(message);
      return this.receive(now);
    }
    message.receives += 1;
    // Now and then a second receiver gets it while the first is at work.
    message.visibleAt = this.#draw.chance(0.02) ? now : now + visibilityMs;
    return { message, batch };
  }

  delete(message: ModelMessage): void {
    const at = this.#messages.indexOf(message);
    if (at !== -1) this.#messages.splice(at, 1);
  }

  /** A deleted message comes once more, as standard queues may do it. */
  deliverAgain(message: ModelMessage, now: number): void {
    message.visibleAt = now + this.#draw.pick([0, 1_000, 30_000, 600_000, 4_000_000]);
  }
}
