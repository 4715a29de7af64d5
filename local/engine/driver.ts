import type { EngineEvent } from './engine-event.ts';
import type { VirtualDate } from './virtual-date.mjs';

/**
 * A part of the engine that has work at certain instants. All instants are milliseconds of the
 * engine's clock.
 */
export interface WorkSource {
  /** Starts everything that is due. It returns once it is started, not when it is done. */
  startDue(): Promise<void>;
  /**
   * When there is something to do next, in the past if startDue has something to start; null when
   * nothing is planned.
   */
  nextInstant(): Promise<number | null>;
  /** How many of the started works are still under way; the end of each wakes the driver. */
  running(): number;
}

/** What the driver needs from the engine. */
export interface DriverParts {
  readonly clock: VirtualDate;
  /** True: waits in which every process is idle are jumped over. */
  readonly virtual: boolean;
  readonly report: (event: EngineEvent) => void;
}

/**
 * The loop that makes time pass. It starts what is due, waits while something is under way, and
 * else goes to the next instant at which there is something to do. It does not poll: it looks
 * again when a work ended, a call was made, or that instant has come.
 */
export class Driver {
  readonly #sources: readonly WorkSource[];
  readonly #parts: DriverParts;
  #changes = 0;
  #onChange: (() => void) | null = null;
  #turning = false;

  constructor(sources: readonly WorkSource[], parts: DriverParts) {
    this.#sources = sources;
    this.#parts = parts;
  }

  /** Tells the driver that something may have become due. */
  wake(): void {
    this.#changes += 1;
    this.#onChange?.();
  }

  /**
   * Runs until nothing is left to do (`idle`) or the clock reaches `limit`, in milliseconds.
   * Throws if it runs already.
   */
  async run(limit: number): Promise<'idle' | 'limit'> {
    if (this.#turning) throw new Error('the engine is running already: wait for the first call');
    this.#turning = true;
    try {
      return await this.#turn(limit);
    } finally {
      this.#turning = false;
    }
  }

  /** Brings the clock to `instant`: with a virtual clock at once. */
  async advanceTo(instant: number): Promise<void> {
    const { clock, virtual, report } = this.#parts;
    const from = clock.now();
    if (instant <= from) return;
    if (!virtual) return this.#wait(instant - from, this.#changes);
    clock.shiftTo(clock.offset() + instant - from);
    report({ kind: 'jumped', from, at: clock.now() });
  }

  async #turn(limit: number): Promise<'idle' | 'limit'> {
    const { clock } = this.#parts;
    for (;;) {
      const seen = this.#changes;
      for (const source of this.#sources) await source.startDue();
      const next = await this.#nextInstant();
      const now = clock.now();
      if (next !== null && next <= now) continue;
      // A work ended or a call was made while the sources were asked, so an earlier instant may
      // have come up since.
      if (this.#changes !== seen) continue;
      const reachable = next === null ? limit : Math.min(next, limit);
      if (this.#sources.some((source) => source.running() > 0)) {
        if (now >= limit) return 'limit';
        await this.#wait(reachable - now, seen);
      } else if (next === null) {
        return 'idle';
      } else {
        await this.advanceTo(reachable);
        if (next > limit && clock.now() >= limit) return 'limit';
      }
    }
  }

  async #nextInstant(): Promise<number | null> {
    const instants: number[] = [];
    for (const source of this.#sources) instants.push((await source.nextInstant()) ?? Number.POSITIVE_INFINITY);
    const soonest = Math.min(...instants);
    return soonest === Number.POSITIVE_INFINITY ? null : soonest;
  }

  // Ends after that much real time, or as soon as something changed since `seen`.
  async #wait(ms: number, seen: number): Promise<void> {
    if (this.#changes !== seen) return;
    await new Promise<void>((resolve) => {
      // setTimeout cannot wait longer than 2^31 - 1 ms; a longer wait is simply looked at again.
      const timer = setTimeout(resolve, Math.min(ms, 2_147_483_647));
      this.#onChange = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#onChange = null;
  }
}
