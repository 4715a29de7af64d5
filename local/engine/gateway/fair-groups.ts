import * as z from 'zod/mini';

const received = z.looseObject({ Messages: z.optional(z.array(z.looseObject({ MessageId: z.string() }))) });

/**
 * Message groups of standard queues (fair queues), which fauxqs drops: they are kept here and put back when a message is received.
 * Fairness itself, the order in which AWS hands out messages of noisy groups, is not imitated.
 */
export class FairGroups {
  readonly #groupOf = new Map<string, string>();

  /** Keeps the group of a message that was sent with one. */
  remember(messageId: string, group: unknown): void {
    if (typeof group === 'string') this.#groupOf.set(messageId, group);
  }

  /** The body of a ReceiveMessage answer with each message's group among its attributes, if the request asked for it. */
  addTo(body: string, request: Readonly<Record<string, unknown>>): string {
    const asked = [request.MessageSystemAttributeNames, request.AttributeNames].flat();
    if (!asked.includes('All') && !asked.includes('MessageGroupId')) return body;
    const answer = received.parse(JSON.parse(body));
    const messages = answer.Messages?.map((message) => {
      const group = this.#groupOf.get(message.MessageId);
      const attributes = message.Attributes as Record<string, string> | undefined;
      return group === undefined ? message : { ...message, Attributes: { ...attributes, MessageGroupId: group } };
    });
    return JSON.stringify({ ...answer, ...(messages === undefined ? {} : { Messages: messages }) });
  }
}
