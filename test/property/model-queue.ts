import { workMessage } from '../../shared/contract/work-message.ts';
import type { WorkMessage } from '../../shared/domain/batch.ts';
import type { Draw } from './draw.ts';

/** A message in the model of a work queue. Instants in epoch milliseconds. */
export interface ModelMessage {
  readonly body: string;
  readonly sentAt: number;
  visibleAt: number;
  receives: number;
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

  constructor(draw: Draw) {
    this.#draw = draw;
  }

  get isEmpty(): boolean {
    return this.#messages.length === 0;
  }

  send(batch: WorkMessage, now: number, delaySeconds: number): void {
    this.#messages.push({ body: JSON.stringify(batch), sentAt: now, visibleAt: now + delaySeconds * 1000, receives: 0 });
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
    const batch = workMessage.parse(JSON.parse(message.body));
    if (message.receives >= mostReceives) {
      this.dead.push(batch);
      this.delete(message);
      return this.receive(now);
    }
    message.receives += 1;
    message.visibleAt = now + visibilityMs;
    return { message, batch };
  }

  delete(message: ModelMessage): void {
    this.#messages.splice(this.#messages.indexOf(message), 1);
  }

  /** A deleted message comes once more, as standard queues may do it. */
  deliverAgain(message: ModelMessage, now: number): void {
    message.visibleAt = now + this.#draw.pick([0, 1_000, 30_000, 600_000, 4_000_000]);
  }
}
