import { CountedMetrics } from './alarms/counted-metrics.ts';
import type { EngineEvent } from './engine-event.ts';
import type { CallMeddler, GatewayCall } from './gateway/aws-api.ts';
import { Gateway, KeyRing } from './gateway/gateway.ts';
import type { HttpAnswer, HttpRequest } from './http/http-message.ts';
import { accessBy } from './iam/access.ts';
import { MessagingBackend, type StoredMessage } from './messaging/messaging-backend.ts';
import type { StackQueue } from './messaging/stack-queues.ts';
import { RunningStack } from './running-stack.ts';
import type { CivilDays } from './scheduler/civil-days.ts';
import type { DueFiring } from './scheduler/scheduler.ts';
import type { Published } from './services/aws-service.ts';
import { stackPolicies } from './services/services.ts';
import type { PlainItem } from './table/attribute-value.ts';
import { TableBackend } from './table/table-backend.ts';
import { readAssembly } from './template/assembly.ts';
import { loadStack } from './template/stack.ts';
import { installVirtualDate } from './virtual-date.mjs';

/** What an engine runs, and how. */
export interface EngineOptions {
  /** The `cdk.out` folder. */
  readonly assembly: string;
  /**
   * Secret name → object served as the JSON text of its SecretString. Read anew for every call, so
   * a getter makes a secret that is rotated.
   */
  readonly secrets: Readonly<Record<string, unknown>>;
  /**
   * What the stack's only table holds at the beginning: plain JSON items, as {@link Engine.tables}
   * gives them. Default: nothing. Items for a stack without a table are refused.
   */
  readonly items?: readonly PlainItem[];
  /** `virtual`: jumps over waits in which every process is idle. */
  readonly clock: 'virtual' | 'real';
  /**
   * What the clock shows at the beginning, in epoch milliseconds, past or future; default: the
   * machine's now.
   */
  readonly startAt?: number;
  /**
   * Rules of this physical name never fire by themselves. An alarm on what they no longer bring about
   * is not evaluated. Default: none.
   */
  readonly resting?: readonly string[];
  readonly onProgress?: (event: EngineEvent) => void;
  /** Asked about every AWS call, of the functions and of the engine's own parts. */
  readonly meddler?: CallMeddler;
}

/** A running stack. All instants are milliseconds of its clock. */
export interface Engine {
  now(): number;
  /**
   * Fires the schedule of that physical name once, with `at` (else now) as its due time; returns
   * after the first attempt.
   */
  fire(schedule: { readonly name: string; readonly at?: number }): Promise<void>;
  /** Puts a raw message into a queue, past all permissions. */
  send(queueLogicalOrName: string, body: string): Promise<void>;
  /**
   * Sends a request to the HTTP API of the stack, whether or not the clock runs; resolves when it
   * is answered. Throws TemplateError unless the stack has exactly one.
   */
  request(request: HttpRequest): Promise<HttpAnswer>;
  /**
   * Puts an event on the default event bus; resolves when every target of a rule that it matches
   * took or refused it. What AWS fills in and the event lacks is filled in.
   */
  putEvent(event: Readonly<Record<string, unknown>>): Promise<void>;
  /** Everything in the stack's tables now: plain JSON items by the table's logical id. */
  tables(): Promise<Readonly<Record<string, readonly PlainItem[]>>>;
  /**
   * Plans work that comes from outside at an instant, such as a request; in the past: at once. It
   * is done while the stack runs, and what it throws is thrown there.
   */
  plan(at: number, work: () => Promise<void>): void;
  /** Lets rules fire by themselves, and everything else happen, until that instant. */
  runUntil(instant: number): Promise<void>;
  /**
   * Lets rules fire through whole days of each rule's own zone; a rule whose time has passed on
   * these days fires at once.
   */
  runDays(days: CivilDays): Promise<void>;
  /** Runs until nothing is left to do; `settled` is false when `limitMs` passed first. */
  settle(limitMs: number): Promise<{ readonly settled: boolean }>;
  /** What was in a queue when the last fire, send, request, putEvent, runUntil or settle ended. */
  messages(queueName: string): StoredMessage[];
  /** Every rule that became due, in order, also when its job could not be delivered. */
  readonly firings: readonly DueFiring[];
  readonly queues: readonly StackQueue[];
  readonly published: readonly Published[];
  readonly alarms: () => readonly { readonly name: string; readonly state: 'OK' | 'ALARM' }[];
  readonly logs: readonly { readonly functionName: string; readonly line: string }[];
  /** The lines of the HTTP API's access log. */
  readonly accessLogs: readonly string[];
  readonly calls: readonly GatewayCall[];
  /**
   * `kill` sends SIGKILL to the busy processes whose function's name and event contain these
   * parts; returns how many.
   */
  readonly processes: { kill(functionNamePart: string, eventPart?: string): number };
  close(): Promise<void>;
}

/**
 * Deploys a synthesized stack on this machine and returns it, idle. It replaces `Date` in the
 * whole process until `close`. Throws TemplateError for anything in the assembly that it does not
 * know or that AWS would refuse at deployment.
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { secrets, items = [], meddler = {}, resting = [], onProgress = () => {} } = options;
  const metrics = new CountedMetrics();
  const report = (event: EngineEvent): void => {
    metrics.hear(event);
    onProgress(event);
  };
  const clock = installVirtualDate(options.startAt === undefined ? 0 : options.startAt - Date.now());
  const keys = new KeyRing();
  const gateway = new Gateway(keys.byId, clock.now);
  const backend = new MessagingBackend();
  const tables = new TableBackend();
  const closers = [() => gateway.close(), () => backend.close(), () => tables.close(), async () => clock.restore()];
  const onClose = (closer: () => Promise<void>): void => void closers.unshift(closer);
  const close = (): Promise<void> => closeAll(closers);
  try {
    const origin = await gateway.listen();
    const stack = loadStack(readAssembly(options.assembly), origin);
    const access = accessBy(stackPolicies(stack));
    const ground = { stack, access, clock, backend, tables, items, secrets, keys, origin, report, metrics, resting, onClose };
    const running = await RunningStack.deploy({ ...ground, virtual: options.clock === 'virtual', meddler });
    gateway.connect(running.api);
    return publicEngine(running, clock.now, close);
  } catch (error) {
    await close();
    throw error;
  }
}

function publicEngine(running: RunningStack, now: () => number, close: () => Promise<void>): Engine {
  const { sqs, lambda, cloudwatch, dynamodb, apigateway } = running.services;
  return {
    now,
    fire: (schedule) => running.fire(schedule),
    send: (queue, body) => running.send(queue, body),
    request: (request) => running.request(request),
    putEvent: (event) => running.putEvent(event),
    tables: () => dynamodb.readTables(),
    plan: (at, work) => running.plan(at, work),
    runUntil: (instant) => running.runUntil(instant),
    runDays: (days) => running.runDays(days),
    settle: (limitMs) => running.settle(limitMs),
    messages: (queueName) => sqs.queues.messages(queueName),
    firings: running.firings,
    queues: sqs.queues.all,
    published: running.published,
    alarms: () => cloudwatch.alarms.map((alarm) => alarm.status),
    logs: lambda.fleet.logs,
    accessLogs: apigateway.accessLogs,
    calls: running.api.calls,
    processes: { kill: (functionNamePart, eventPart) => lambda.fleet.kill(functionNamePart, eventPart) },
    close,
  };
}

async function closeAll(closers: readonly (() => Promise<void>)[]): Promise<void> {
  for (const close of closers) await close();
}
