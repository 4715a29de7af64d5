import type { WorkSource } from './driver.ts';

interface Planned {
  readonly at: number;
  readonly work: () => Promise<void>;
}

/** The clock in milliseconds, and a word to the driver that something may have become due. */
export interface PlannedWorkParts {
  readonly now: () => number;
  readonly wake: () => void;
}

/**
 * What comes to the stack from outside at certain instants, such as a request to its API. Works run
 * one after another, in the order of their instants, and then as they were planned.
 */
export class PlannedWork implements WorkSource {
  readonly #parts: PlannedWorkParts;
  #planned: Planned[] = [];
  #running = 0;
  #failure: { readonly error: unknown } | null = null;

  constructor(parts: PlannedWorkParts) {
    this.#parts = parts;
  }

  /** Plans a work; an instant that has passed is due at once. */
  plan(at: number, work: () => Promise<void>): void {
    this.#planned = [...this.#planned, { at, work }].toSorted((a, b) => a.at - b.at);
    this.#parts.wake();
  }

  /** Starts the next due work. Throws what an earlier one has thrown. */
  async startDue(): Promise<void> {
    if (this.#failure !== null) throw this.#failure.error;
    const [next] = this.#planned;
    if (next === undefined || this.#running > 0 || next.at > this.#parts.now()) return;
    this.#planned = this.#planned.slice(1);
    this.#running += 1;
    void this.#run(next);
  }

  async nextInstant(): Promise<number | null> {
    // While a work is under way, its end wakes the driver, and no other begins before.
    if (this.#failure !== null) return this.#parts.now();
    return this.#running > 0 ? null : (this.#planned[0]?.at ?? null);
  }

  running(): number {
    return this.#running;
  }

  async #run({ work }: Planned): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#failure = { error };
    } finally {
      this.#running -= 1;
      this.#parts.wake();
    }
  }
}
