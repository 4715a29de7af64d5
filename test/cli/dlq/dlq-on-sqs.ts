import { expect } from 'vitest';
import { runReveille } from '../a-world.ts';
import { letterBody } from './a-letter.ts';
import { anSqs, type SqsScript, sentAt } from './an-sqs.ts';

/** Alibaba's dead-letter queue, and the queues of a Reveille that has one letter there. */
export const letters = 'reveille-alibaba-dead-letters';
export const deployed = {
  'reveille-jobs-dead-letters': [],
  [letters]: [letterBody({ 'i-1': 'NoStock', 'i-22': 'Gone' })],
  'reveille-alibaba': [],
};

/**
 * Runs `dlq` against SQS, three hours after every letter was sent, or later. Every request must be
 * rightly signed.
 */
export async function dlqOnSqs(args: readonly string[], script: SqsScript, { isTTY = false, hoursLater = 3 } = {}) {
  const { calls, client, hidden, deleted } = await anSqs(script);
  const now = () => sentAt + hoursLater * 3_600_000;
  const ended = await runReveille(['dlq', ...args], { isTTY, sqs: async () => client, now });
  expect(calls.filter(({ signed }) => !signed)).toEqual([]);
  return { ...ended, calls, hidden, deleted, actions: calls.map(({ action }) => action) };
}
