import type { ProviderAction } from '../../shared/domain/vocabulary.ts';
import { stopChargingOf } from './charging.ts';
import type { PowerWords } from './cloud-facts.ts';
import type { InstanceSpec } from './cloud-state.ts';
import type { PlannedRefusal } from './instance-spec.ts';
import { Misbehaviour, type PowerRequest } from './misbehaviour.ts';
import { isDue, type MachineClock, type Motion, motionThrough } from './motion.ts';

/** The last start, stop or reboot a machine accepted, and how it went. */
export interface LastOperation {
  readonly action: ProviderAction;
  readonly requestId: string;
  readonly outcome: 'operating' | 'succeeded' | 'failed';
}

/** How a machine is stopped: by a power cut or not, with its resources released or kept. */
export interface StopManner {
  readonly forced: boolean;
  readonly stopCharging: boolean;
}

/** How many reboots a machine has accepted, those that it ignored too. */
export interface RebootCount {
  readonly soft: number;
  readonly forced: number;
}

/**
 * One virtual machine. Its status is a word that lasts, or a word in motion and the word after it.
 * Motion ends when the clock has passed `endsAt` or, with `byLooks`, after the look that shows it.
 * Nothing runs by itself: every question first settles what is due, so the clock may jump.
 */
export class Machine {
  readonly spec: InstanceSpec;
  readonly #words: PowerWords;
  readonly #clock: MachineClock;
  readonly #misbehaviour: Misbehaviour;
  #status: string;
  #motion: Motion | null;
  #lastOperation: LastOperation | null = null;
  #lastStop: StopManner | null = null;
  /** When its last start was accepted, in epoch milliseconds; null before the first. */
  lastStart: number | null = null;
  #localDiskWiped = false;
  #reboots: RebootCount = { soft: 0, forced: 0 };

  constructor(spec: InstanceSpec, words: PowerWords, clock: MachineClock) {
    this.spec = spec;
    this.#words = words;
    this.#clock = clock;
    this.#status = spec.status;
    this.#misbehaviour = new Misbehaviour(spec);
    const settled = words.settlesAs.get(spec.status);
    const isStuck = spec.status === words.stopping && spec.stuckStopping === true;
    const seconds = spec.status === words.stopping ? spec.stopSeconds : spec.startSeconds;
    this.#motion = settled === undefined || isStuck ? null : motionThrough([settled], seconds, clock);
    if (spec.status === words.running) this.#motion = this.#crash(clock.now());
  }

  /** The present word, without looking. */
  get status(): string {
    this.#settleWhenDue();
    return this.#status;
  }

  /** The last accepted start or stop, null before the first. */
  get lastOperation(): LastOperation | null {
    this.#settleWhenDue();
    return this.#lastOperation;
  }

  /**
   * The last accepted stop as it took effect (not every machine releases), null before the first.
   */
  get lastStop(): StopManner | null {
    return this.#lastStop;
  }

  /** True once a start has restored the local disks to their first state. */
  get localDiskWiped(): boolean {
    return this.#localDiskWiped;
  }

  /** The reboots that it has accepted so far. */
  get reboots(): RebootCount {
    return this.#reboots;
  }

  /** True when it is stopped and nothing is under way. */
  get isStopped(): boolean {
    return this.status === this.#words.stopped;
  }

  /** True when a stop is possible: the machine runs, or is stopping and this stop is forced. */
  canBeStopped(forced: boolean): boolean {
    const { status } = this;
    return status === this.#words.running || (forced && status === this.#words.stopping);
  }

  /** True while an accepted reboot has not come back. */
  get isRebooting(): boolean {
    return this.lastOperation?.action === 'reboot' && this.lastOperation.outcome === 'operating';
  }

  /** True when a reboot is possible: the machine runs or, for a forced one, is in a soft one. */
  canBeRebooted(forced: boolean): boolean {
    return this.status === this.#words.running || (forced && this.isRebooting);
  }

  /** True when the next soft stop will succeed without force. */
  get obeysSoftStop(): boolean {
    return this.#misbehaviour.obeysSoftStop;
  }

  /** True when its last stop released its resources and its next start shall find no stock. */
  get isSoldOut(): boolean {
    return this.isStopped && this.#lastStop?.stopCharging === true && this.#misbehaviour.isSoldOut;
  }

  /** The refusal that the state plans for such a request, if any. */
  plannedRefusal(request: PowerRequest): PlannedRefusal | null {
    return this.#misbehaviour.refusal(request);
  }

  /** Counts one refused request against the planned ones. */
  spendRefusal(request: PowerRequest): void {
    if (!this.#misbehaviour.spendRefusal(request) && request === 'start' && this.isSoldOut) this.#misbehaviour.spendSoldOut();
  }

  /** Counts one observation: call it for each row of a describe, after reading the row. */
  look(): void {
    if (this.#clock.byLooks && this.#motion !== null) this.#settle(this.#motion);
  }

  /** Accepts a start. The stand-in has checked before that the machine may start. */
  start(requestId: string, wipeLocalDisk = false): void {
    const { isSoldOut } = this;
    if (isSoldOut) this.#misbehaviour.spendSoldOut();
    const fails = isSoldOut || this.#misbehaviour.take('start') !== null;
    this.#status = this.#words.starting;
    this.#motion = motionThrough([fails ? this.#words.stopped : this.#words.running], this.spec.startSeconds, this.#clock);
    this.#lastOperation = { action: 'start', requestId, outcome: 'operating' };
    this.lastStart = this.#clock.now();
    this.#localDiskWiped ||= wipeLocalDisk;
  }

  /** Accepts a stop. The stand-in has checked before that the machine may stop. */
  stop(requestId: string, { forced, stopCharging }: StopManner): void {
    const mishap = this.#misbehaviour.take(forced ? 'forced stop' : 'soft stop');
    const settles = mishap === 'is ignored' ? this.#words.running : this.#words.stopped;
    this.#status = this.#words.stopping;
    this.#motion = mishap === 'gets stuck' ? null : motionThrough([settles], this.spec.stopSeconds, this.#clock);
    this.#lastOperation = { action: 'stop', requestId, outcome: 'operating' };
    this.#lastStop = { forced, stopCharging: stopCharging && stopChargingOf(this.spec) === 'grants' };
  }

  /** Accepts a reboot. The stand-in has checked before that the machine may reboot. */
  reboot(requestId: string, { forced }: Pick<StopManner, 'forced'>): void {
    const { soft, forced: cuts } = this.#reboots;
    this.#reboots = forced ? { soft, forced: cuts + 1 } : { soft: soft + 1, forced: cuts };
    const mishap = this.#misbehaviour.take(forced ? 'forced reboot' : 'soft reboot');
    const [first = this.#words.running, ...rest] = this.#words.rebooting;
    this.#lastOperation = { action: 'reboot', requestId, outcome: mishap === 'is ignored' ? 'failed' : 'operating' };
    if (mishap === 'is ignored') return;
    this.#status = first;
    const back = [...rest, this.#words.running];
    this.#motion = mishap === 'gets stuck' ? null : motionThrough(back, this.spec.rebootSeconds, this.#clock);
  }

  #settleWhenDue(): void {
    while (this.#motion !== null && isDue(this.#motion, this.#clock)) this.#settle(this.#motion);
  }

  /** The fall of a machine that runs from an instant on, if one is planned. */
  #crash(from: number): Motion | null {
    const seconds = this.#misbehaviour.takeCrash();
    return seconds === null ? null : { to: this.#words.stopped, endsAt: from + seconds * 1_000, next: null };
  }

  #settle({ to, next, endsAt }: Motion): void {
    this.#status = to;
    this.#motion = next ?? (to === this.#words.running ? this.#crash(endsAt) : null);
    if (next !== null || this.#lastOperation?.outcome !== 'operating') return;
    const goal = this.#lastOperation.action === 'stop' ? this.#words.stopped : this.#words.running;
    this.#lastOperation = { ...this.#lastOperation, outcome: to === goal ? 'succeeded' : 'failed' };
  }
}
