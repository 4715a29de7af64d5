import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Alert } from '../domain/alert.ts';

/** Publishes an alert to the people who subscribed. Throws what SNS refuses. */
export type Announce = (alert: Alert) => Promise<void>;

/** Alerts by an SNS topic. */
export function announcer(client: SNSClient, topicArn: string): Announce {
  return async ({ subject, message }) => {
    await client.send(new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: message }));
  };
}
