import { buildApp } from 'fauxqs';
import * as z from 'zod/mini';
import type { WireReply } from '../gateway/service.ts';
import { locality } from '../locality.ts';
import { KeptParts } from './kept-parts.ts';

const message = z.object({
  messageId: z.string(),
  body: z.string(),
  approximateReceiveCount: z.number(),
  delayUntil: z.optional(z.number()),
  sentTimestamp: z.number(),
});
const inspection = z.object({
  messages: z.object({
    ready: z.array(message),
    delayed: z.array(message),
    inflight: z.array(z.object({ message, visibilityDeadline: z.number() })),
  }),
});

/** A message as it lies in a queue. */
export interface StoredMessage {
  readonly messageId: string;
  readonly body: string;
  /** How often the queue handed it out. */
  readonly receiveCount: number;
}

/** What is in a queue at one moment. */
export interface QueueContents {
  readonly messages: readonly StoredMessage[];
  /** How many could be received now. */
  readonly visible: number;
  /**
   * When the next delayed or in-flight message becomes visible, in milliseconds; null when none
   * is.
   */
  readonly nextVisibleAt: number | null;
  /**
   * When the oldest message was sent, in milliseconds, without those that were received three times;
   * null when there is none.
   */
  readonly oldestSentAt: number | null;
}

/** A message that was received so often is left out of the age of its queue. */
const leftOutAfterReceives = 3;

type Inspected = z.infer<typeof inspection>['messages'];

/**
 * The queues and topics themselves: fauxqs in memory, called in process, so that it listens on no
 * port.
 */
export class MessagingBackend {
  readonly #app = buildApp({ logger: false, defaultRegion: locality.region });
  /** Queues as they were inspected after so many calls; only a call changes what is in them. */
  readonly #inspected = new Map<string, { readonly afterCalls: number; readonly messages: Inspected }>();
  readonly #kept = new KeptParts();
  #turn: Promise<unknown> = Promise.resolve();
  #calls = 0;

  /**
   * An SQS call in its JSON protocol. Calls are made one after another: a message may not be
   * received before the parts of it that fauxqs drops are kept.
   */
  async queueCall(action: string, input: Readonly<Record<string, unknown>>): Promise<WireReply> {
    const turn = this.#turn.then(() => this.#queueCall(action, input));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** An SNS call in its query protocol. */
  async topicCall(parameters: Readonly<Record<string, string>>): Promise<WireReply> {
    return this.#inject('application/x-www-form-urlencoded', new URLSearchParams(parameters).toString(), {});
  }

  /** Looks into a queue without receiving; `now` in milliseconds. */
  async contents(queueName: string, now: number): Promise<QueueContents> {
    const { ready, delayed, inflight } = await this.#inspect(queueName);
    // fauxqs moves messages between its lists only at a receive, so a message that is due may
    // still lie among those that wait.
    const waits = [...delayed.map((entry) => entry.delayUntil ?? 0), ...inflight.map((entry) => entry.visibilityDeadline)];
    const later = waits.filter((instant) => instant > now);
    const all = [...ready, ...delayed, ...inflight.map((entry) => entry.message)];
    return {
      messages: all.map(({ messageId, body, approximateReceiveCount }) => ({
        messageId,
        body: this.#kept.bodyOf(messageId, body),
        receiveCount: approximateReceiveCount,
      })),
      visible: ready.length + waits.length - later.length,
      nextVisibleAt: later.length === 0 ? null : Math.min(...later),
      oldestSentAt: all
        .filter(({ approximateReceiveCount }) => approximateReceiveCount < leftOutAfterReceives)
        .reduce<number | null>((oldest, { sentTimestamp }) => Math.min(oldest ?? sentTimestamp, sentTimestamp), null),
    };
  }

  /** Drops every queue, topic and message. */
  async close(): Promise<void> {
    await this.#app.close();
  }

  async #queueCall(action: string, input: Readonly<Record<string, unknown>>): Promise<WireReply> {
    const payload = JSON.stringify(this.#kept.standIn(input));
    const reply = await this.#inject('application/x-amz-json-1.0', payload, { 'x-amz-target': `AmazonSQS.${action}` });
    if (reply.status >= 400 || reply.body === '') return reply;
    return { ...reply, body: JSON.stringify(this.#kept.answer(action, input, JSON.parse(reply.body))) };
  }

  async #inspect(queueName: string): Promise<Inspected> {
    const afterCalls = this.#calls;
    const known = this.#inspected.get(queueName);
    if (known?.afterCalls === afterCalls) return known.messages;
    const reply = await this.#app.inject({ method: 'GET', url: `/_fauxqs/queues/${queueName}` });
    const { messages } = inspection.parse(JSON.parse(reply.body));
    this.#inspected.set(queueName, { afterCalls, messages });
    return messages;
  }

  async #inject(contentType: string, payload: string, headers: Readonly<Record<string, string>>): Promise<WireReply> {
    const reply = await this.#app.inject({
      method: 'POST',
      url: '/',
      headers: { 'content-type': contentType, ...headers },
      payload,
    });
    this.#calls += 1;
    const queryError = reply.headers['x-amzn-query-error'];
    return {
      status: reply.statusCode,
      headers: {
        'content-type': String(reply.headers['content-type']),
        ...(queryError === undefined ? {} : { 'x-amzn-query-error': String(queryError) }),
      },
      body: reply.body,
    };
  }
}
