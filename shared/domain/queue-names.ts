import { type ProviderName, providerNames } from './vocabulary.ts';

/** Whose queue it is: the dispatch function's, or that of a provider's power function. Each has a work queue and a dead-letter queue. */
export const queueOwners = ['jobs', ...providerNames] as const;
/** Whose a queue is: the jobs', or that of a provider's work. */
export type QueueOwner = 'jobs' | ProviderName;

/** The fixed name of a work queue (docs/adr/0006). */
export function workQueueName(owner: QueueOwner): string {
  return `reveille-${owner}`;
}

/** The fixed name of its dead-letter queue. */
export function deadLetterQueueName(owner: QueueOwner): string {
  return `${workQueueName(owner)}-dead-letters`;
}
