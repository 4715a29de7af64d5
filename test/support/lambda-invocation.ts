import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';

/** What of an SQS record a test may say otherwise. */
export interface RecordChanges {
  readonly messageId?: string;
  readonly receiveCount?: number;
  /** Epoch ms. */
  readonly sentAt?: number;
  /** Message attributes, as texts. */
  readonly messageAttributes?: Readonly<Record<string, string>>;
}

/**
 * A record as the SQS event source hands it over; `body` is written as JSON unless it is a text
 * already.
 */
export function sqsRecord(
  body: unknown,
  { messageId = 'message-1', receiveCount = 1, sentAt = 0, messageAttributes = {} }: RecordChanges = {},
): SQSRecord {
  return {
    messageId,
    receiptHandle: `receipt-of-${messageId}`,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    attributes: {
      ApproximateReceiveCount: String(receiveCount),
      SentTimestamp: String(sentAt),
      SenderId: 'AROATEST:test',
      ApproximateFirstReceiveTimestamp: String(sentAt),
    },
    messageAttributes: Object.fromEntries(
      Object.entries(messageAttributes).map(([name, stringValue]) => [name, { dataType: 'String', stringValue }]),
    ),
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-central-1:000000000000:test',
    awsRegion: 'eu-central-1',
  };
}

/** An event of these records. */
export function sqsEvent(...records: readonly SQSRecord[]): SQSEvent {
  return { Records: [...records] };
}

/** The context of an invocation that has so many ms left. */
export function lambdaContext(remainingMs = 30_000): Context {
  return {
    callbackWaitsForEmptyEventLoop: false,
    functionName: 'test',
    functionVersion: '1',
    invokedFunctionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:test',
    memoryLimitInMB: '256',
    awsRequestId: 'invocation-1',
    logGroupName: '/test',
    logStreamName: 'test',
    getRemainingTimeInMillis: () => remainingMs,
    done: () => {},
    fail: () => {},
    succeed: () => {},
  };
}
