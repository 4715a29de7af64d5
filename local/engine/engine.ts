import type { EngineEvent } from './engine-event.ts';
import type { CallMeddler, GatewayCall } from './gateway/aws-api.ts';
import { deployMessaging } from './gateway/deploy-messaging.ts';
import { Gateway } from './gateway/gateway.ts';
import { KeyRing } from './gateway/key-ring.ts';
import { MessagingBackend, type StoredMessage } from './gateway/messaging-backend.ts';
import type { Published } from './gateway/published.ts';
import { stackAccess } from './iam/access.ts';
import { requireTrusts } from './iam/require-trusts.ts';
import { functionDefinitions } from './lambda/function-definition.ts';
import { FunctionFleet } from './lambda/function-fleet.ts';
import { RunningStack } from './running-stack.ts';
import type { CivilDays } from './scheduler/civil-days.ts';
import type { DueFiring } from './scheduler/scheduler.ts';
import type { StackQueue } from './stack-queues.ts';
import { readAssembly } from './template/assembly.ts';
import { loadStack } from './template/stack.ts';
import { installVirtualDate } from './virtual-date.ts';

/** What an engine runs, and how. */
export interface EngineOptions {
  /** The `cdk.out` folder. */
  readonly assembly: string;
  /** Secret name → object served as the JSON text of its SecretString. Read anew for every call, so a getter makes a secret that is rotated. */
  readonly secrets: Readonly<Record<string, unknown>>;
  /** `virtual`: jumps over waits in which every process is idle. */
  readonly clock: 'virtual' | 'real';
  /** What the clock shows at the beginning, in epoch milliseconds, past or future; default: the machine's now. */
  readonly startAt?: number;
  readonly onProgress?: (event: EngineEvent) => void;
  /** Asked about every AWS call, of the functions and of the engine's own parts. */
  readonly meddler?: CallMeddler;
}

/** A running stack. All instants are milliseconds of its clock. */
export interface Engine {
  now(): number;
  /** Fires the schedule of that physical name once, with `at` (else now) as its due time; returns after the first attempt. */
  fire(schedule: { readonly name: string; readonly at?: number }): Promise<void>;
  /** Puts a raw message into a queue, past all permissions. */
  send(queueLogicalOrName: string, body: string): Promise<void>;
  /** Lets rules fire by themselves, and everything else happen, until that instant. */
  runUntil(instant: number): Promise<void>;
  /** The same through whole days, which begin and end for every rule in its own zone; what the clock has passed already fires at once. */
  runDays(days: CivilDays): Promise<void>;
  /** Runs until nothing is left to do; `settled` is false when `limitMs` passed first. */
  settle(limitMs: number): Promise<{ readonly settled: boolean }>;
  /** What was in a queue when the last fire, send, runUntil or settle ended. */
  messages(queueName: string): StoredMessage[];
  /** Every rule that became due, in order, also when its job could not be delivered. */
  readonly firings: readonly DueFiring[];
  readonly queues: readonly StackQueue[];
  readonly published: readonly Published[];
  readonly alarms: () => readonly { readonly name: string; readonly state: 'OK' | 'ALARM' }[];
  readonly logs: readonly { readonly functionName: string; readonly line: string }[];
  readonly calls: readonly GatewayCall[];
  /** `kill` sends SIGKILL to the functions' processes that are at work, on an event with `eventPart` in it if given; returns how many. */
  readonly processes: { kill(functionNamePart: string, eventPart?: string): number };
  close(): Promise<void>;
}

/**
 * Deploys a synthesized stack on this machine and returns it, idle. It replaces `Date` in the whole process until `close`.
 * Throws TemplateError for anything in the assembly that it does not know or that AWS would refuse at deployment.
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const clock = installVirtualDate(options.startAt === undefined ? 0 : options.startAt - Date.now());
  const keys = new KeyRing();
  const gateway = new Gateway(keys.byId, clock.now);
  const backend = new MessagingBackend();
  const closers = [() => gateway.close(), () => backend.close(), async () => clock.restore()];
  const close = (): Promise<void> => closeAll(closers);
  try {
    const origin = await gateway.listen();
    const stack = loadStack(readAssembly(options.assembly), origin);
    const access = stackAccess(stack);
    requireTrusts(stack, access);
    await deployMessaging(stack, backend);
    const report = options.onProgress ?? (() => {});
    const fleet = new FunctionFleet(functionDefinitions(stack), { clock, keys, gateway: origin, report });
    closers.unshift(() => fleet.close());
    const { secrets, clock: kind, meddler = {} } = options;
    const virtual = kind === 'virtual';
    const running = new RunningStack({ secrets, virtual, clock, backend, stack, access, fleet, report, meddler });
    gateway.connect(running.api);
    return publicEngine(running, close);
  } catch (error) {
    await close();
    throw error;
  }
}

function publicEngine(running: RunningStack, close: () => Promise<void>): Engine {
  return {
    now: running.now,
    fire: (schedule) => running.fire(schedule),
    send: (queue, body) => running.send(queue, body),
    runUntil: (instant) => running.runUntil(instant),
    runDays: (days) => running.runDays(days),
    settle: (limitMs) => running.settle(limitMs),
    messages: (queueName) => running.queues.messages(queueName),
    firings: running.firings,
    queues: running.queues.all,
    published: running.published,
    alarms: () => running.alarms.map((alarm) => alarm.status),
    logs: running.fleet.logs,
    calls: running.api.calls,
    processes: { kill: (functionNamePart, eventPart) => running.fleet.kill(functionNamePart, eventPart) },
    close,
  };
}

async function closeAll(closers: readonly (() => Promise<void>)[]): Promise<void> {
  for (const close of closers) await close();
}
