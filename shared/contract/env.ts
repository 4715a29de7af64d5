import * as z from 'zod/mini';
import { providerNames } from '../domain/vocabulary.ts';

/** Environment of the dispatch function: the URL of each work queue in use, and whom to tell. */
export const dispatchEnv = z.object({
  ALERT_TOPIC_ARN: z.string().check(z.startsWith('arn:')),
  ALIBABA_QUEUE_URL: z.optional(z.url()),
  TENCENT_QUEUE_URL: z.optional(z.url()),
  ZENLAYER_QUEUE_URL: z.optional(z.url()),
});
/** What the stack must supply to dispatch: strings by name, so that a misspelt name does not compile. */
export type DispatchEnvInput = z.input<typeof dispatchEnv>;

/** Environment of a power function. */
export const powerEnv = z.object({
  PROVIDER: z.enum(providerNames),
  WORK_QUEUE_URL: z.url(),
  DEAD_LETTER_QUEUE_URL: z.url(),
  ALERT_TOPIC_ARN: z.string().check(z.startsWith('arn:')),
});
/** What the stack must supply to a power function. */
export type PowerEnvInput = z.input<typeof powerEnv>;
