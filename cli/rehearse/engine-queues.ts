import type { Engine } from '../../local/engine/engine.ts';
import { deadLetterQueueName, letterQueueNames, queueName, queueOwners } from '../../shared/domain/names.ts';
import { UsageError } from '../terminal/exit-code.ts';
import type { RunState, TableItem } from './run-state.ts';

/** The part of an engine that fills and empties queues. */
export type EngineQueues = Pick<Engine, 'queues' | 'send' | 'messages'>;

/**
 * Puts the messages of a state into an engine's queues before anything runs there. `file` is where
 * the state came from.
 * @throws UsageError when the stack has no such queue, or the queue does not take a message:
 * nothing may get lost in silence.
 */
export async function fillQueues(engine: EngineQueues, { queues }: RunState, file: string): Promise<void> {
  for (const [name, messages] of Object.entries(queues)) {
    if (messages.length > 0 && !engine.queues.some((queue) => queue.name === name)) {
      const lacks =
        name === queueName('alerts') || name === deadLetterQueueName('alerts')
          ? 'source; add one'
          : 'account of that provider; add such an account';
      throw new UsageError(`${file}: ${name} has messages, but the configuration has no ${lacks}, or empty the queue`);
    }
    for (const [n, { body }] of messages.entries()) {
      await engine.send(name, body);
      if (engine.messages(name).length !== n + 1) throw new UsageError(`${file}: ${name} does not take message ${n + 1}`);
    }
  }
}

/** What lies in an engine's queues now, by name. */
export function queuesOf(engine: EngineQueues): RunState['queues'] {
  const bodies = (name: string) => engine.messages(name).map(({ body }) => ({ body }));
  return Object.fromEntries(engine.queues.map(({ name }) => [name, bodies(name)]));
}

/**
 * What an engine leaves for a later run: its queues, its table if it has one, and its clock.
 */
export async function stateOf(engine: EngineQueues & Pick<Engine, 'now' | 'tables'>): Promise<RunState> {
  const [table] = Object.values(await engine.tables());
  const clock = new Date(engine.now()).toISOString();
  return { version: 1, clock, queues: queuesOf(engine), ...(table && { table: table as readonly TableItem[] }) };
}

/** The messages in the dead-letter queues, with whose they are. */
export function deadLettersIn(queues: RunState['queues']) {
  return queueOwners.flatMap((queue) =>
    letterQueueNames(queue).flatMap((name) => (queues[name] ?? []).map(({ body }) => ({ queue, body }))),
  );
}
