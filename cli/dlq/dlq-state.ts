import { deadLetterQueueName, workQueueName } from '../../shared/domain/queue-names.ts';
import { readQueueState, writeQueueState } from '../rehearse/queue-state.ts';
import { letterOf } from './dlq-letter.ts';
import type { DeadLetterStore } from './dlq-store.ts';

/** The dead letters in a state file of `reveille local`. Both methods throw ConfigurationError when the file cannot be used. */
export function stateFileStore(file: string): DeadLetterStore {
  return {
    list: async (queue) => {
      const { queues } = await readQueueState(file);
      const letters = (queues[deadLetterQueueName(queue)] ?? []).map(({ body }) => letterOf(queue, body, null));
      return { letters, complete: true };
    },
    redrive: async (queue) => {
      const { queues } = await readQueueState(file);
      const [from, to] = [deadLetterQueueName(queue), workQueueName(queue)];
      const letters = queues[from] ?? [];
      if (letters.length > 0)
        await writeQueueState(file, { version: 1, queues: { ...queues, [from]: [], [to]: [...(queues[to] ?? []), ...letters] } });
      const read = letters.map(({ body }) => letterOf(queue, body, null));
      const instances = read.reduce((sum, letter) => sum + (letter.selection === true ? 0 : letter.instances.length), 0);
      return { queue, status: 'COMPLETED', letters: letters.length, instances, reason: null };
    },
    notes: { listed: null, redriven: `Run what was sent back: npx reveille local --state ${file}` },
  };
}
