import { type AlertMessage, alertMessage } from '../../../shared/contract/alert-message.ts';
import type { Draw } from '../draw.ts';

/** A message on the model of the alerts queue. Instants are epoch milliseconds. */
export interface QueuedMessage {
  readonly message: AlertMessage;
  visibleAt: number;
  receives: number;
  isDeleted: boolean;
}

/** What the stack sets for the alerts queue. */
const visibilityMs = 180_000;
const mostReceives = 5;

/** A standard queue: it delivers at least once, in any order, and gives up after five receives. */
export class AlertQueue {
  /** Ids of statements whose message was given up. */
  readonly dead = new Set<string>();
  readonly #draw: Draw;
  readonly #messages: QueuedMessage[] = [];

  constructor(draw: Draw) {
    this.#draw = draw;
  }

  /** Puts a message on the queue, as its receiver will read it. */
  send(message: AlertMessage, visibleAt: number): void {
    const read = alertMessage.parse(JSON.parse(JSON.stringify(message)));
    this.#messages.push({ message: read, visibleAt, receives: 0, isDeleted: false });
  }

  /** Receives any of the visible messages; undefined when there is none. */
  receive(now: number): QueuedMessage | undefined {
    const visible = this.#messages.filter(({ isDeleted, visibleAt }) => !isDeleted && visibleAt <= now);
    for (const given of visible.filter(({ receives }) => receives >= mostReceives)) {
      given.isDeleted = true;
      for (const { id } of given.message.statements) this.dead.add(id);
    }
    const alive = visible.filter(({ isDeleted }) => !isDeleted);
    const received = alive[this.#draw.whole(0, Math.max(0, alive.length - 1))];
    if (received === undefined) return undefined;
    received.receives += 1;
    // Now and then a second receiver gets it while the first is at work.
    received.visibleAt = this.#draw.chance(0.03) ? now : now + visibilityMs;
    return received;
  }

  /** Deletes a message, which a standard queue may deliver once more all the same. */
  delete(received: QueuedMessage, now: number): void {
    received.isDeleted = true;
    if (this.#draw.chance(0.03))
      this.#messages.push({ ...received, isDeleted: false, visibleAt: now + this.#draw.pick([0, 1_000, 200_000]) });
  }

  /** When messages become visible that are still there. */
  instants(): number[] {
    return this.#messages.flatMap(({ isDeleted, visibleAt }) => (isDeleted ? [] : [visibleAt]));
  }
}
