import type { Engine } from '../../local/engine/engine.ts';
import { deadLetterQueueName, queueName, queueOwners } from '../../shared/domain/names.ts';
import { UsageError } from '../terminal/exit-code.ts';
import type { QueueState } from './queue-state.ts';

/** The part of an engine that fills and empties queues. */
export type EngineQueues = Pick<Engine, 'queues' | 'send' | 'messages'>;

/**
 * Puts the messages of a state into an engine's queues before anything runs there. `file` is where
 * the state came from.
 * @throws UsageError when the stack has no such queue, or the queue does not take a message:
 * nothing may get lost in silence.
 */
export async function fillQueues(engine: EngineQueues, { queues }: QueueState, file: string): Promise<void> {
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

/** What lies in an engine's queues now, as a state. */
export function queuesOf(engine: EngineQueues): QueueState {
  const bodies = (name: string) => engine.messages(name).map(({ body }) => ({ body }));
  return { version: 1, queues: Object.fromEntries(engine.queues.map(({ name }) => [name, bodies(name)])) };
}

/** The messages in the dead-letter queues of a state, with whose they are. */
export function deadLettersIn({ queues }: QueueState) {
  return queueOwners.flatMap((queue) => (queues[deadLetterQueueName(queue)] ?? []).map(({ body }) => ({ queue, body })));
}
