import { randomUUID } from 'node:crypto';
import type { EngineEvent } from '../engine-event.ts';
import type { KeyRing } from '../gateway/gateway.ts';
import { TemplateError } from '../template/template-error.ts';
import type { VirtualDate } from '../virtual-date.mjs';
import type { FunctionDefinition } from './function-definition.ts';
import { functionEnvironment } from './function-environment.ts';
import { FunctionProcess } from './function-process.ts';
import { type Invocation, type InvocationOutcome, throttled } from './invocation.ts';

/** What the fleet needs from the engine. */
export interface FleetParts {
  readonly clock: VirtualDate;
  readonly keys: KeyRing;
  /** The gateway's origin. */
  readonly gateway: string;
  readonly report: (event: EngineEvent) => void;
}

/**
 * Every function's processes: reused while warm, started when all are busy, replaced when they
 * ended.
 */
export class FunctionFleet {
  /** Every line that a function wrote, in the order it arrived. */
  readonly logs: { readonly functionName: string; readonly line: string }[] = [];
  readonly #parts: FleetParts;
  /** Every function of the stack. */
  readonly definitions: readonly FunctionDefinition[];
  readonly #processes = new Map<string, FunctionProcess[]>();
  readonly #starting = new Set<Promise<FunctionProcess>>();
  /** How many invocations of each function are under way. */
  readonly #running = new Map<string, number>();
  #isClosed = false;

  constructor(definitions: readonly FunctionDefinition[], parts: FleetParts) {
    this.definitions = definitions;
    this.#parts = parts;
  }

  /** The function of that name or ARN. Throws {@link TemplateError} when the stack has none. */
  find(nameOrArn: string): FunctionDefinition {
    const found = this.definitions.find(({ name, arn }) => name === nameOrArn || arn === nameOrArn);
    if (found === undefined) throw new TemplateError(`the stack has no function ${nameOrArn}`);
    return found;
  }

  /**
   * Invokes a function once; never rejects for what the function does. An invocation beyond what
   * the function reserves ends at once, as {@link throttled}.
   * @throws Error once the fleet is closed
   */
  async invoke(definition: FunctionDefinition, invocation: Invocation): Promise<InvocationOutcome> {
    const { name, reservedConcurrency } = definition;
    const running = this.#running.get(name) ?? 0;
    if (reservedConcurrency !== null && running >= reservedConcurrency) return throttled;
    this.#running.set(name, running + 1);
    try {
      return await this.#invoke(definition, invocation);
    } finally {
      this.#running.set(name, (this.#running.get(name) ?? 1) - 1);
    }
  }

  async #invoke(definition: FunctionDefinition, invocation: Invocation): Promise<InvocationOutcome> {
    if (this.#isClosed) throw new Error('the engine is closed');
    const pool = (this.#processes.get(definition.name) ?? []).filter((process) => process.alive);
    const warm = pool.find((process) => process.event === null);
    if (warm !== undefined) return warm.invoke(invocation);
    const starting = this.#start(definition);
    this.#starting.add(starting);
    const process = await starting.finally(() => this.#starting.delete(starting));
    // Another invocation may have taken the new process while this one waited for it.
    return process.event === null ? process.invoke(invocation) : this.#invoke(definition, invocation);
  }

  /**
   * Kills the busy processes whose function's name and event's JSON text contain these parts;
   * returns how many.
   */
  kill(functionNamePart: string, eventPart = ''): number {
    const hit = [...this.#processes].filter(([name]) => name.includes(functionNamePart)).flatMap(([, pool]) => pool);
    const busy = hit.filter((process) => process.alive && process.event?.includes(eventPart));
    for (const process of busy) void process.kill();
    return busy.length;
  }

  /** Ends every process, also those that are about to start. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.allSettled(this.#starting);
    await Promise.all([...this.#processes.values()].flat().map((process) => process.kill()));
  }

  async #start(definition: FunctionDefinition): Promise<FunctionProcess> {
    const process = await FunctionProcess.start(definition, {
      clock: this.#parts.clock,
      environment: (runtimeApi) => this.#environment(definition, runtimeApi),
      onLine: (line) => this.#log(definition.name, line),
    });
    // Read again: another invocation may have started a process while this one was starting.
    this.#processes.set(definition.name, [...(this.#processes.get(definition.name) ?? []).filter(({ alive }) => alive), process]);
    return process;
  }

  #environment(definition: FunctionDefinition, runtimeApi: string): Record<string, string> {
    const day = new Date(this.#parts.clock.now()).toISOString().slice(0, 10).replaceAll('-', '/');
    const logStream = `${day}/[$LATEST]${randomUUID().replaceAll('-', '')}`;
    const { gateway, keys } = this.#parts;
    return functionEnvironment(definition, { gateway, runtimeApi, keys: keys.of(definition), logStream });
  }

  #log(functionName: string, line: string): void {
    this.logs.push({ functionName, line });
    this.#parts.report({ kind: 'logged', functionName, line, at: this.#parts.clock.now() });
  }
}
