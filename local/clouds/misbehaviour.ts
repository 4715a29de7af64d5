import type { ProviderAction } from '../../shared/domain/vocabulary.ts';
import type { InstanceSpec } from './cloud-state.ts';
import type { PlannedRefusal } from './instance-spec.ts';

/** The kinds of request that a machine may answer differently. */
export type PowerRequest = 'start' | 'soft stop' | 'forced stop' | 'soft reboot' | 'forced reboot';

/** How an accepted request goes wrong. */
export type Mishap = 'falls back' | 'is ignored' | 'gets stuck';

/** Counts the misbehaviour that one machine has left. Nothing here knows the machine's state. */
export class Misbehaviour {
  readonly #spec: InstanceSpec;
  readonly #refusalsLeft: Record<ProviderAction, number>;
  #fallsLeft: number;
  #ignoresLeft: number;
  #ignoredRebootsLeft: number;
  #soldOutLeft: number;
  #crashesAfter: number | undefined;

  constructor(spec: InstanceSpec) {
    this.#spec = spec;
    this.#refusalsLeft = {
      start: timesOf(spec.refuses),
      stop: timesOf(spec.refusesStop),
      reboot: timesOf(spec.refusesReboot),
    };
    this.#fallsLeft = spec.fallsBack ?? 0;
    this.#ignoresLeft = spec.ignoresStop ?? 0;
    this.#ignoredRebootsLeft = spec.ignoresReboot ?? 0;
    this.#soldOutLeft = spec.soldOut ?? 0;
    this.#crashesAfter = spec.crashesAfterSeconds;
  }

  /** True while starts after a stop-charging are planned to find no stock. */
  get isSoldOut(): boolean {
    return this.#soldOutLeft > 0;
  }

  /** True when the next soft stop will succeed without force. */
  get obeysSoftStop(): boolean {
    return this.#ignoresLeft === 0 && this.#spec.stuckStopping !== true;
  }

  /** The refusal planned for such a request, if any. */
  refusal(request: PowerRequest): PlannedRefusal | null {
    if (request === 'start') return this.#refusalsLeft.start > 0 ? (this.#spec.refuses ?? null) : null;
    const action = actionOf(request);
    const planned = action === 'stop' ? this.#spec.refusesStop : this.#spec.refusesReboot;
    if (planned === undefined || this.#refusalsLeft[action] === 0) return null;
    return planned.only === undefined || request === `${planned.only} ${action}` ? planned : null;
  }

  /** Uses up one planned refusal of such a request. Returns false when none is planned. */
  spendRefusal(request: PowerRequest): boolean {
    if (this.refusal(request) === null) return false;
    this.#refusalsLeft[actionOf(request)] -= 1;
    return true;
  }

  /** Counts one start that found no stock. */
  spendSoldOut(): void {
    this.#soldOutLeft -= 1;
  }

  /**
   * After how many seconds a machine that has come up falls over, and uses that up; null when it
   * stays up.
   */
  takeCrash(): number | null {
    const seconds = this.#crashesAfter ?? null;
    this.#crashesAfter = undefined;
    return seconds;
  }

  /** How a request that is accepted now goes wrong, and uses that up; null when all goes well. */
  take(request: PowerRequest): Mishap | null {
    if (request === 'start' && this.#fallsLeft > 0) {
      this.#fallsLeft -= 1;
      return 'falls back';
    }
    if (request === 'soft reboot') return this.#takeReboot();
    if (request !== 'soft stop') return null;
    if (this.#ignoresLeft > 0) {
      this.#ignoresLeft -= 1;
      return 'is ignored';
    }
    return this.#spec.stuckStopping === true ? 'gets stuck' : null;
  }

  #takeReboot(): Mishap | null {
    if (this.#ignoredRebootsLeft > 0) {
      this.#ignoredRebootsLeft -= 1;
      return 'is ignored';
    }
    return this.#spec.stuckRebooting === true ? 'gets stuck' : null;
  }
}

function actionOf(request: PowerRequest): ProviderAction {
  if (request === 'start') return 'start';
  return request === 'soft stop' || request === 'forced stop' ? 'stop' : 'reboot';
}

function timesOf(planned: PlannedRefusal | undefined): number {
  return planned === undefined ? 0 : (planned.times ?? Number.POSITIVE_INFINITY);
}
