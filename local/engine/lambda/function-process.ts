import type { ChildProcess } from 'node:child_process';
import type { VirtualDate } from '../virtual-date.mjs';
import type { FunctionDefinition } from './function-definition.ts';
import {
  type Invocation,
  type InvocationOutcome,
  invocationHeaders,
  outcomeOf,
  processEnded,
  RunningInvocation,
  timedOut,
} from './invocation.ts';
import { type NextInvocation, type RuntimeApi, startRuntimeApi } from './runtime-api.ts';
import { spawnRuntime } from './spawn-runtime.ts';

// For code outside the handler (Lambda developer guide, "Lambda execution environment lifecycle").
const initLimitMs = 10_000;

/** What a process needs from the engine. `environment` gets the address of the Runtime API. */
export interface ProcessHost {
  readonly clock: VirtualDate;
  readonly environment: (runtimeApi: string) => Record<string, string>;
  readonly onLine: (line: string) => void;
}

/**
 * One execution environment: a Node process that runs AWS's own runtime client and one invocation
 * at a time. States: starting → waiting (its long poll is open) ⇄ busy; from each of them → ended,
 * by a crash, a timeout or a kill.
 */
export class FunctionProcess {
  readonly #definition: FunctionDefinition;
  readonly #host: ProcessHost;
  readonly #child: ChildProcess;
  readonly #api: RuntimeApi;
  readonly #ended: Promise<void>;
  #answer: ((invocation: NextInvocation) => void) | null = null;
  #current: RunningInvocation | null = null;
  #alive = true;
  /** The outcome of the running invocation, where the reason is known before the process ends. */
  #cause: ((requestId: string) => InvocationOutcome) | null = null;
  #timer: NodeJS.Timeout | undefined;

  /** Starts a process. */
  static async start(definition: FunctionDefinition, host: ProcessHost): Promise<FunctionProcess> {
    return new FunctionProcess(definition, host, await startRuntimeApi());
  }

  private constructor(definition: FunctionDefinition, host: ProcessHost, api: RuntimeApi) {
    this.#definition = definition;
    this.#host = host;
    this.#api = api;
    api.connect({
      onReady: (answer) => this.#onReady(answer),
      onResult: (requestId, kind, body) => {
        this.#current?.posted(requestId, outcomeOf(kind, body));
        this.#progressed();
      },
      onInitError: (body) => this.#onInitError(outcomeOf('error', body)),
    });
    const environment = host.environment(api.address);
    const onMark = (mark: string): void => {
      this.#current?.marked(mark);
      this.#progressed();
    };
    const start = { environment, runtimeApi: api.address, clockOffset: host.clock.offset() };
    const child = spawnRuntime(definition, start, { onLine: host.onLine, onMark });
    this.#child = child;
    this.#ended = new Promise((resolve) => child.on('close', (code, signal) => resolve(this.#onEnd(code, signal))));
    child.on('error', () => child.kill('SIGKILL'));
    this.#killAfter(initLimitMs);
  }

  /** The event it works on as JSON text, also during its cold start; null while it is idle. */
  get event(): string | null {
    return this.#current?.event ?? null;
  }

  /** False once it has ended or is being killed; it takes no invocation any more. */
  get alive(): boolean {
    return this.#alive;
  }

  /** Runs one invocation on a process that is alive and idle. Every end resolves as an outcome. */
  invoke(invocation: Invocation): Promise<InvocationOutcome> {
    return new Promise((finish) => {
      this.#current = new RunningInvocation(invocation, finish);
      if (this.#answer !== null) this.#hand(this.#answer, this.#current);
    });
  }

  /** Kills the process and resolves when it and its outputs are gone. */
  async kill(): Promise<void> {
    this.#alive = false;
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  #onReady(answer: (invocation: NextInvocation) => void): void {
    clearTimeout(this.#timer);
    this.#answer = answer;
    // An invocation with an outcome is waiting for log lines only. Handing it out again would run
    // it twice.
    if (this.#current !== null && this.#current.outcome === null) this.#hand(answer, this.#current);
  }

  #hand(answer: (invocation: NextInvocation) => void, invocation: RunningInvocation): void {
    this.#answer = null;
    this.#killAfter(this.#definition.timeoutMs);
    answer({ event: invocation.event, headers: invocationHeaders(invocation, this.#definition, this.#host.clock) });
  }

  #onInitError(outcome: InvocationOutcome): void {
    this.#alive = false;
    this.#cause = () => outcome;
  }

  #progressed(): void {
    const outcome = this.#current?.complete === true ? this.#current.outcome : null;
    if (outcome === null) return;
    clearTimeout(this.#timer);
    this.#finish(outcome);
  }

  #finish(outcome: InvocationOutcome): void {
    const current = this.#current;
    this.#current = null;
    current?.finish(outcome);
  }

  #killAfter(limitMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#cause = (requestId) => timedOut(requestId, limitMs);
      this.#alive = false;
      this.#child.kill('SIGKILL');
    }, limitMs);
  }

  #onEnd(code: number | null, signal: NodeJS.Signals | null): void {
    this.#alive = false;
    clearTimeout(this.#timer);
    this.#api.close();
    const id = this.#current?.requestId ?? '';
    const how = signal === null ? `exit status ${code}` : `signal: ${signal === 'SIGKILL' ? 'killed' : signal}`;
    this.#finish(this.#current?.outcome ?? this.#cause?.(id) ?? processEnded(id, how));
  }
}
