import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Notice } from '../notice/notice.ts';
import { mailOf } from '../notice/notice-mail.ts';

/**
 * Tells people, until `signal` ends. Throws what SNS refuses, so that the message that led to the
 * notice is delivered again.
 */
export type Announce = (notice: Notice, signal?: AbortSignal) => Promise<void>;

/** Announces as mail, by an SNS topic. */
export function announcer(client: SNSClient, topicArn: string): Announce {
  return async (notice, signal) => {
    const { subject, message } = mailOf(notice);
    const mail = new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: message });
    await client.send(mail, signal === undefined ? {} : { abortSignal: signal });
  };
}
