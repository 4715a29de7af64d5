import * as z from 'zod/mini';
import { locality } from '../locality.ts';

const attribute = z.object({ DataType: z.string(), StringValue: z.optional(z.string()), BinaryValue: z.optional(z.string()) });

/** A ReceiveMessage answer of SQS, as far as an event needs it. */
export const receivedMessages = z.object({
  Messages: z.optional(
    z.array(
      z.object({
        MessageId: z.string(),
        ReceiptHandle: z.string(),
        Body: z.string(),
        MD5OfBody: z.string(),
        Attributes: z.record(z.string(), z.string()),
        MessageAttributes: z.optional(z.record(z.string(), attribute)),
      }),
    ),
  ),
});

/** One received message. */
export type ReceivedMessage = NonNullable<z.infer<typeof receivedMessages>['Messages']>[number];

/**
 * A message as Lambda hands it to a function (Lambda developer guide, "Using Lambda with Amazon
 * SQS", example event).
 */
export interface SqsRecord {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly messageAttributes: Readonly<Record<string, unknown>>;
  readonly md5OfBody: string;
  readonly eventSource: 'aws:sqs';
  readonly eventSourceARN: string;
  readonly awsRegion: string;
}

/** The event for some messages of the queue with that ARN. */
export function sqsEvent(queueArn: string, messages: readonly ReceivedMessage[]): { readonly Records: readonly SqsRecord[] } {
  return { Records: messages.map((message) => sqsRecord(queueArn, message)) };
}

function sqsRecord(queueArn: string, message: ReceivedMessage): SqsRecord {
  const attributes = Object.entries(message.MessageAttributes ?? {});
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes,
    messageAttributes: Object.fromEntries(attributes.map(([name, value]) => [name, recordAttribute(value)])),
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: locality.region,
  };
}

// In events the names begin in lower case, and the two lists, which SQS leaves out, are there and
// empty.
function recordAttribute(value: z.infer<typeof attribute>): Record<string, unknown> {
  return {
    ...(value.StringValue === undefined ? {} : { stringValue: value.StringValue }),
    ...(value.BinaryValue === undefined ? {} : { binaryValue: value.BinaryValue }),
    stringListValues: [],
    binaryListValues: [],
    dataType: value.DataType,
  };
}
