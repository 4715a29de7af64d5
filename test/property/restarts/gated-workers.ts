import type { Draw } from '../draw.ts';

/**
 * Thrown into a worker that SQS, SNS or the table does not answer; what it did may have taken
 * effect.
 */
export class NoAnswer extends Error {}

/** Something that a worker does outside itself, which waits for its turn. */
interface Effect {
  readonly worker: Worker;
  readonly run: () => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** One delivery at work. `skewMs` is how far its clock is off. */
export interface Worker {
  readonly skewMs: number;
  /** False for a worker that is never killed. */
  readonly isMortal: boolean;
  state: 'works' | 'done' | 'failed' | 'killed';
}

/**
 * Workers whose effects happen one at a time, in an order that the draw decides. Between any two
 * effects a worker may be killed: then nothing of it happens any more.
 */
export class GatedWorkers {
  readonly #draw: Draw;
  #pending: Effect[] = [];
  #working = 0;

  constructor(draw: Draw) {
    this.#draw = draw;
  }

  /** How many workers have not ended. */
  get working(): number {
    return this.#working;
  }

  /** Starts a worker; `ended` is called when it is done, has failed or was killed. */
  start(run: (worker: Worker) => Promise<void>, isMortal: boolean, ended: (worker: Worker) => void): void {
    const worker: Worker = { skewMs: this.#draw.whole(-1_000, 1_000), isMortal, state: 'works' };
    this.#working += 1;
    const end = (state: Worker['state']): void => {
      if (worker.state !== 'works') return;
      worker.state = state;
      this.#working -= 1;
      ended(worker);
    };
    this.#kill.set(worker, () => end('killed'));
    run(worker).then(
      () => end('done'),
      () => end('failed'),
    );
  }

  readonly #kill = new Map<Worker, () => void>();

  /**
   * An effect of a worker; resolves when its turn has come, and never when the worker is killed
   * before.
   */
  effect<T>(worker: Worker, run: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (worker.state === 'works') this.#pending.push({ worker, run, resolve: resolve as Effect['resolve'], reject });
    });
  }

  /** Lets one effect happen. False when no worker waits. */
  async step(): Promise<boolean> {
    const effect = this.#pending[this.#draw.whole(0, Math.max(0, this.#pending.length - 1))];
    if (effect === undefined) return false;
    this.#pending = this.#pending.filter((other) => other !== effect);
    const { worker, run, resolve, reject } = effect;
    const fate = worker.isMortal ? this.#draw.fraction() : 1;
    if (fate < 0.008) return this.#killed(worker);
    if (fate < 0.012) reject(new NoAnswer('throttled'));
    else {
      const value = await run();
      if (fate < 0.02) return this.#killed(worker);
      if (fate < 0.024) reject(new NoAnswer('the answer was lost'));
      else resolve(value);
    }
    return true;
  }

  #killed(worker: Worker): true {
    this.#pending = this.#pending.filter((effect) => effect.worker !== worker);
    this.#kill.get(worker)?.();
    return true;
  }
}
