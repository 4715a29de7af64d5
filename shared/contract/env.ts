import * as z from 'zod/mini';
import { providerNames } from '../domain/vocabulary.ts';

const topicArn = z.string().check(z.startsWith('arn:'));

const workQueueUrls = z.record(z.enum(providerNames), z.nullable(z.url()));

/**
 * The work queue of every provider: its URL, or null when no account uses the provider, which then
 * has no queue.
 */
export type WorkQueueUrls = Readonly<z.infer<typeof workQueueUrls>>;

const tableName = z.string().check(z.minLength(1));

/**
 * Environment of the dispatch function: its table, the watch queue, the work queues as JSON,
 * `{"alibaba":"https://…","tencent":null,…}`, and whom to tell.
 */
export const dispatchEnv = z.object({
  TABLE_NAME: tableName,
  WATCH_QUEUE_URL: z.url(),
  NOTICE_TOPIC_ARN: topicArn,
  WORK_QUEUE_URLS: z.pipe(z.string(), z.pipe(z.transform(jsonOf), workQueueUrls)),
});

/**
 * What the stack must supply to dispatch: strings by name, so that a misspelt name does not
 * compile.
 */
export type DispatchEnvInput = z.input<typeof dispatchEnv>;

/**
 * Environment of the restart function: its table, the alerts queue that it sends delayed decisions
 * to, the work queues as JSON, and whom to tell.
 */
export const restartEnv = z.object({
  TABLE_NAME: tableName,
  ALERTS_QUEUE_URL: z.url(),
  WORK_QUEUE_URLS: dispatchEnv.shape.WORK_QUEUE_URLS,
  NOTICE_TOPIC_ARN: topicArn,
});

/** What the stack must supply to restart. */
export type RestartEnvInput = z.input<typeof restartEnv>;

/**
 * Environment of the watch function: its table, the queues whose letters it counts as JSON, by
 * provider, and whom to tell.
 */
export const watchEnv = z.object({
  TABLE_NAME: tableName,
  NOTICE_TOPIC_ARN: topicArn,
  LETTER_QUEUE_URLS: dispatchEnv.shape.WORK_QUEUE_URLS,
});

/** What the stack must supply to the watch. */
export type WatchEnvInput = z.input<typeof watchEnv>;

/** Environment of the ingest function: the alerts queue. */
export const ingestEnv = z.object({ ALERTS_QUEUE_URL: z.url() });

/** What the stack must supply to ingest. */
export type IngestEnvInput = z.input<typeof ingestEnv>;

/** Environment of a power function. */
export const powerEnv = z.object({
  PROVIDER: z.enum(providerNames),
  WORK_QUEUE_URL: z.url(),
  DEAD_LETTER_QUEUE_URL: z.url(),
  NOTICE_TOPIC_ARN: topicArn,
  TABLE_NAME: tableName,
});

/** What the stack must supply to a power function. */
export type PowerEnvInput = z.input<typeof powerEnv>;

function jsonOf(text: string, context: z.core.ParsePayload): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.issues.push({ code: 'custom', message: 'is not JSON', input: text });
    return z.NEVER;
  }
}
