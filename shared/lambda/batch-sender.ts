import type { SQSClient } from '@aws-sdk/client-sqs';
import type { AlertMessage } from '../contract/alert-message.ts';
import type { FollowUp } from '../domain/batch.ts';
import { sendAll } from './queue-sender.ts';

/**
 * Sends batches to a work queue or dead-letter queue. Resolves only when SQS has accepted every
 * one of them.
 */
export type BatchSender = (queueUrl: string, followUps: readonly FollowUp[]) => Promise<void>;

/**
 * Sends batches; a group of messages is an account and region. Throws what {@link sendAll} throws.
 */
export function batchSender(client: SQSClient): BatchSender {
  return (queueUrl, followUps) =>
    sendAll(
      client,
      queueUrl,
      followUps.map(({ batch, delaySeconds }) => ({
        body: JSON.stringify(batch),
        delaySeconds,
        group: `${batch.account}/${batch.region ?? 'global'}`,
      })),
      'batches',
    );
}

/** An alert message to send, `delaySeconds` (0–900) from now. */
export interface QueuedAlerts {
  readonly alerts: AlertMessage;
  readonly delaySeconds: number;
}

/** Sends messages to the alerts queue. Resolves only when SQS has accepted every one of them. */
export type AlertSender = (messages: readonly QueuedAlerts[]) => Promise<void>;

/**
 * Sends to the alerts queue; a group of messages is a source. Throws what {@link sendAll} throws.
 */
export function alertSender(client: SQSClient, queueUrl: string): AlertSender {
  return (messages) =>
    sendAll(
      client,
      queueUrl,
      messages.map(({ alerts, delaySeconds }) => ({ body: sendable(alerts), delaySeconds, group: alerts.source })),
      'alert messages',
    );
}

/**
 * The JSON of a message. Two characters that a source may send are in no message of SQS
 * (SendMessage, "valid characters"), so they are written as escapes.
 */
function sendable(alerts: AlertMessage): string {
  return JSON.stringify(alerts).replace(/[\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
}
