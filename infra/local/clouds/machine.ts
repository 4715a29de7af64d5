import type { InstanceSpec, PlannedRefusal } from './cloud-state.ts';
import type { PowerWords } from './power-words.ts';

const defaultStartSeconds = 20;

/** What drives machines: the instant in epoch ms, or, with `byLooks`, being looked at. */
export interface MachineClock {
  readonly now: () => number;
  readonly byLooks: boolean;
}

/** The last start a machine accepted, and how it went. */
export interface LastStart {
  readonly requestId: string;
  readonly outcome: 'operating' | 'succeeded' | 'failed';
}

/**
 * One virtual machine. States: a word that lasts, or a word in motion with the word it will settle as. Motion ends when the
 * clock has passed `endsAt`, or by looks: the look that shows the word in motion is the last one to see it. Nothing runs by
 * itself: every question first settles what is due, so the clock may jump.
 */
export class Machine {
  readonly spec: InstanceSpec;
  readonly #words: PowerWords;
  readonly #clock: MachineClock;
  #status: string;
  #motion: { readonly to: string; readonly endsAt: number } | null;
  #fallsLeft: number;
  #refusalsLeft: number;
  #lastStart: LastStart | null = null;
  #localDiskWiped = false;

  constructor(spec: InstanceSpec, words: PowerWords, clock: MachineClock) {
    this.spec = spec;
    this.#words = words;
    this.#clock = clock;
    this.#status = spec.status;
    this.#fallsLeft = spec.fallsBack ?? 0;
    this.#refusalsLeft = spec.refuses === undefined ? 0 : (spec.refuses.times ?? Number.POSITIVE_INFINITY);
    const settled = words.settlesAs.get(spec.status);
    this.#motion = settled === undefined ? null : this.#motionTo(settled);
  }

  /** The present word, without looking. */
  get status(): string {
    this.#settleWhenDue();
    return this.#status;
  }

  /** The last accepted start, null before the first. */
  get lastStart(): LastStart | null {
    this.#settleWhenDue();
    return this.#lastStart;
  }

  /** True once a start has restored the local disks to their first state. */
  get localDiskWiped(): boolean {
    return this.#localDiskWiped;
  }

  /** True when it is stopped and nothing is under way. */
  get isStopped(): boolean {
    return this.status === this.#words.stopped;
  }

  /** The refusal that the next start meets, if the state plans one. */
  get plannedRefusal(): PlannedRefusal | null {
    return this.#refusalsLeft > 0 ? (this.spec.refuses ?? null) : null;
  }

  /** Counts one refused start against the planned ones. */
  spendRefusal(): void {
    if (this.#refusalsLeft > 0) this.#refusalsLeft -= 1;
  }

  /** Counts as an observation: call it once for every row that a describe returns, after reading what the row says. */
  look(): void {
    if (this.#clock.byLooks && this.#motion !== null) this.#settle(this.#motion.to);
  }

  /** Accepts a start. Whether it may start is the provider's question, asked before. */
  start(requestId: string, wipeLocalDisk = false): void {
    const fails = this.#fallsLeft > 0;
    if (fails) this.#fallsLeft -= 1;
    this.#status = this.#words.starting;
    this.#motion = this.#motionTo(fails ? this.#words.stopped : this.#words.running);
    this.#lastStart = { requestId, outcome: 'operating' };
    this.#localDiskWiped ||= wipeLocalDisk;
  }

  #motionTo(to: string) {
    return { to, endsAt: this.#clock.now() + (this.spec.startSeconds ?? defaultStartSeconds) * 1000 };
  }

  #settleWhenDue(): void {
    if (!this.#clock.byLooks && this.#motion !== null && this.#clock.now() >= this.#motion.endsAt) this.#settle(this.#motion.to);
  }

  #settle(to: string): void {
    this.#status = to;
    this.#motion = null;
    if (this.#lastStart?.outcome !== 'operating') return;
    this.#lastStart = { ...this.#lastStart, outcome: to === this.#words.running ? 'succeeded' : 'failed' };
  }
}
