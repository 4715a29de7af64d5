import { letterOwners, type QueueOwner } from '../../shared/domain/names.ts';
import { UsageError } from '../terminal/exit-code.ts';

/** The options of the command line, as they were typed. */
export interface DlqValues {
  readonly queue?: string;
  readonly state?: string;
  readonly json?: boolean;
  readonly config?: string;
  readonly againstThePlan?: boolean;
}

/**
 * What `reveille dlq list` is asked to do. `queue` null means every queue, `state` null means AWS.
 */
export interface ListOptions {
  readonly queue: QueueOwner | null;
  readonly state: string | null;
  readonly json: boolean;
}

/** What `reveille dlq redrive` is asked to do: one queue at a time. */
export interface RedriveOptions extends ListOptions {
  readonly queue: QueueOwner;
  /** The configuration that knows the hours; null when the command line names none. */
  readonly config: string | null;
  /** True: also letters whose schedule wants the opposite by now. */
  readonly againstThePlan: boolean;
}

/** Reads the values of `list`. Throws UsageError for a queue that does not exist. */
export function readListOptions(values: DlqValues): ListOptions {
  const { queue, state = null, json = false } = values;
  return { queue: queue === undefined ? null : queueOf(queue), state, json };
}

/**
 * Reads the values of `redrive`. Throws UsageError when the queue is missing or does not exist.
 */
export function readRedriveOptions(values: DlqValues): RedriveOptions {
  const { queue, config = null, againstThePlan = false } = values;
  if (queue === undefined)
    throw new UsageError('--queue QUEUE is missing: name the queue whose dead letters you want to send back');
  return { ...readListOptions(values), queue: queueOf(queue), config, againstThePlan };
}

function queueOf(text: string): QueueOwner {
  const queue = letterOwners.find((owner) => owner === text);
  if (queue === undefined) throw new UsageError(`--queue ${text}: must be ${letterOwners.join('|')}`);
  return queue;
}
