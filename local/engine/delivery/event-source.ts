import type { WorkSource } from '../driver.ts';
import type { EngineEvent } from '../engine-event.ts';
import type { AwsApi } from '../gateway/aws-api.ts';
import { ServiceError } from '../gateway/service-error.ts';
import type { FunctionDefinition } from '../lambda/function-definition.ts';
import type { FunctionFleet } from '../lambda/function-fleet.ts';
import { freshTrace, loopError, mostRounds, traceOf } from '../lambda/lineage.ts';
import type { MessagingBackend } from '../messaging/messaging-backend.ts';
import { failedMessages } from './failed-messages.ts';
import { type ReceivedMessage, receivedMessages, sqsEvent } from './sqs-event.ts';

/** What an event source mapping connects. */
export interface SourceMapping {
  readonly queueName: string;
  readonly queueArn: string;
  readonly queueUrl: string;
  readonly definition: FunctionDefinition;
  readonly batchSize: number;
  /** How many invocations may be under way at a time. */
  readonly concurrency: number;
  readonly partialResponses: boolean;
}

/** What a mapping needs from the engine. */
export interface EventSourceParts {
  readonly api: AwsApi;
  readonly backend: MessagingBackend;
  readonly fleet: FunctionFleet;
  readonly now: () => number;
  readonly report: (event: EngineEvent) => void;
  /** Called when an invocation is over. */
  readonly wake: () => void;
}

/**
 * Hands the messages of a queue to a function, as the function's role, and deletes the messages
 * that did not fail.
 */
export class EventSource implements WorkSource {
  readonly mapping: SourceMapping;
  readonly #parts: EventSourceParts;
  #running = 0;
  #fault: unknown = null;

  constructor(mapping: SourceMapping, parts: EventSourceParts) {
    this.mapping = mapping;
    this.#parts = parts;
  }

  running(): number {
    return this.#running;
  }

  async nextInstant(): Promise<number | null> {
    // While every slot is taken a message can wait: the end of an invocation wakes the driver.
    if (this.#running >= this.mapping.concurrency) return null;
    const now = this.#parts.now();
    const contents = await this.#parts.backend.contents(this.mapping.queueName, now);
    return contents.visible > 0 ? now : contents.nextVisibleAt;
  }

  async startDue(): Promise<void> {
    if (this.#fault !== null) throw this.#fault;
    while (this.#running < this.mapping.concurrency) {
      const { visible } = await this.#parts.backend.contents(this.mapping.queueName, this.#parts.now());
      if (visible === 0) return;
      const messages = await this.#receive();
      if (messages.length > 0) this.#start(messages);
    }
  }

  #start(messages: readonly ReceivedMessage[]): void {
    this.#running += 1;
    this.#run(messages)
      .catch((error: unknown) => {
        // A refused delete has been reported, and the messages come back. Anything else is a fault
        // of the engine: startDue throws it.
        if (!(error instanceof ServiceError)) this.#fault = error;
      })
      .finally(() => {
        this.#running -= 1;
        this.#parts.wake();
      });
  }

  async #run(messages: readonly ReceivedMessage[]): Promise<void> {
    const { definition, queueArn, partialResponses } = this.mapping;
    const { fleet, now, report } = this.#parts;
    const carried = messages.flatMap(({ Attributes }) => Attributes.AWSTraceHeader ?? []);
    const { header, round } = traceOf(definition.arn, carried, freshTrace(now()));
    if (round > mostRounds && !definition.mayLoop) {
      // The mapping gets Lambda's refusal and leaves the messages to their visibility timeout. SQS
      // hands them out until the redrive policy moves them (AWS compute blog, "Detecting and
      // stopping recursive loops in AWS Lambda functions").
      report({ kind: 'loop-ended', functionName: definition.name, error: loopError, at: now() });
      return;
    }
    report({ kind: 'invoked', functionName: definition.name, records: messages.length, at: now() });
    const outcome = await fleet.invoke(definition, { event: sqsEvent(queueArn, messages), traceHeader: header });
    const ids = messages.map((message) => message.MessageId);
    const failed = failedMessages(outcome, ids, partialResponses);
    const ending = outcome.ok ? 'ok' : outcome.errorType;
    report({ kind: 'finished', functionName: definition.name, outcome: ending, failedRecords: failed.length, at: now() });
    await this.#delete(messages.filter((message) => !failed.includes(message.MessageId)));
  }

  async #receive(): Promise<readonly ReceivedMessage[]> {
    const answer = await this.#call('ReceiveMessage', {
      MaxNumberOfMessages: this.mapping.batchSize,
      WaitTimeSeconds: 0,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
    return receivedMessages.parse(answer).Messages ?? [];
  }

  async #delete(messages: readonly ReceivedMessage[]): Promise<void> {
    if (messages.length === 0) return;
    const entries = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    await this.#call('DeleteMessageBatch', { Entries: entries });
  }

  #call(action: string, input: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> {
    const role = { kind: 'role', arn: this.mapping.definition.roleArn } as const;
    return this.#parts.api.call(role, 'sqs', action, { QueueUrl: this.mapping.queueUrl, ...input });
  }
}
