import type { Stack } from '../template/stack.ts';
import { TemplateError } from '../template/template-error.ts';
import type { MessagingBackend, StoredMessage } from './messaging-backend.ts';

/** A queue of the stack. */
export interface StackQueue {
  readonly name: string;
  readonly logicalId: string;
  /** The name of the first queue that sends its dead letters here; null when none does. */
  readonly deadLetterOf: string | null;
}

/** The stack's queues and what was in them at the last look. */
export class StackQueues {
  readonly all: readonly StackQueue[];
  readonly #backend: MessagingBackend;
  /** How often the source of a dead-letter queue hands a message out before it moves. */
  readonly #receivesBefore = new Map<string, number>();
  readonly #seen = new Map<string, readonly StoredMessage[]>();

  constructor(stack: Stack, backend: MessagingBackend) {
    this.#backend = backend;
    const resources = stack.resources('AWS::SQS::Queue');
    this.all = resources.map(({ name, logicalId, arn }) => {
      const source = resources.find(({ properties }) => properties.RedrivePolicy?.deadLetterTargetArn === arn);
      const receives = source?.properties.RedrivePolicy?.maxReceiveCount;
      if (receives !== undefined) this.#receivesBefore.set(name, receives);
      return { name, logicalId, deadLetterOf: source?.name ?? null };
    });
  }

  /**
   * Puts a message into a queue, given by name or logical id, past all permissions. Throws
   * {@link TemplateError} if there is none.
   */
  async send(queueLogicalOrName: string, body: string): Promise<void> {
    const queue = this.all.find(({ name, logicalId }) => name === queueLogicalOrName || logicalId === queueLogicalOrName);
    if (queue === undefined) throw new TemplateError(`the stack has no queue ${queueLogicalOrName}`);
    await this.#backend.queueCall('SendMessage', { QueueUrl: `http://local/${queue.name}`, MessageBody: body });
  }

  /** Looks into every queue; `now` in milliseconds. */
  async look(now: number): Promise<void> {
    for (const { name } of this.all) this.#seen.set(name, (await this.#backend.contents(name, now)).messages);
  }

  /** What was in the queue of that name at the last look. */
  messages(name: string): StoredMessage[] {
    // fauxqs counts the move to the dead-letter queue as one more receive; AWS does not.
    const most = this.#receivesBefore.get(name) ?? Number.POSITIVE_INFINITY;
    return (this.#seen.get(name) ?? []).map((message) => ({ ...message, receiveCount: Math.min(message.receiveCount, most) }));
  }
}

/** The URL of the queue with that ARN. Throws {@link TemplateError} when the stack has none. */
export function queueUrlOf(stack: Stack, queueArn: string): string {
  const queue = stack.resources('AWS::SQS::Queue').find(({ arn }) => arn === queueArn);
  if (queue === undefined) throw new TemplateError(`the stack has no queue ${queueArn}, to which it sends`);
  return queue.ref;
}
