import { randomUUID } from 'node:crypto';
import { endMark } from '../function-process/end-mark.ts';
import type { InvocationOutcome } from './invocation.ts';

/** One invocation under way. It is over when the process has posted its outcome and both outputs have passed its end mark. */
export class RunningInvocation {
  readonly requestId = randomUUID();
  /** The event as JSON text. */
  readonly event: string;
  /** Ends the invocation for whoever asked for it. */
  readonly finish: (outcome: InvocationOutcome) => void;
  #outcome: InvocationOutcome | null = null;
  #marks = 0;

  constructor(event: unknown, finish: (outcome: InvocationOutcome) => void) {
    this.event = JSON.stringify(event);
    this.finish = finish;
  }

  /** What the process has posted; null before it did. */
  get outcome(): InvocationOutcome | null {
    return this.#outcome;
  }

  /** True when nothing more of it is to come. */
  get complete(): boolean {
    return this.#outcome !== null && this.#marks === 2;
  }

  /** Takes note of a posted outcome, if it is this invocation's. */
  posted(requestId: string, outcome: InvocationOutcome): void {
    if (requestId === this.requestId) this.#outcome = outcome;
  }

  /** Takes note of a mark in one of the outputs, if it is this invocation's. */
  marked(mark: string): void {
    if (mark === endMark(this.requestId)) this.#marks += 1;
  }
}
