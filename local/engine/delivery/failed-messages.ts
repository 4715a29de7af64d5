import * as z from 'zod/mini';
import type { InvocationOutcome } from '../lambda/invocation.ts';

const batchResponse = z.nullish(
  z.object({ batchItemFailures: z.nullish(z.array(z.object({ itemIdentifier: z.string().check(z.minLength(1)) }))) }),
);

/**
 * Which messages of a batch stay in the queue. After an error all of them stay. With partial batch
 * responses the listed messages stay: none for an empty or missing list, all for a list that is
 * malformed or names a message that was not in the batch (Lambda developer guide, "Implementing
 * partial batch responses").
 */
export function failedMessages(outcome: InvocationOutcome, messageIds: readonly string[], partial: boolean): readonly string[] {
  if (!outcome.ok) return messageIds;
  if (!partial) return [];
  const response = batchResponse.safeParse(outcome.payload === '' ? null : outcome.payload);
  if (!response.success) return messageIds;
  const failed = (response.data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier);
  return failed.every((id) => messageIds.includes(id)) ? failed : messageIds;
}
