import * as z from 'zod/mini';

const text = z.string().check(z.maxLength(1_024));

/**
 * One firing or resolved statement of a source about one machine, the same shape for every kind of
 * source. What a source does not say is null.
 */
export const statement = z.object({
  /**
   * Made at the door, one for each statement of a request: tells a repeated delivery from a repeat.
   */
  id: text,
  status: z.enum(['firing', 'resolved']),
  /**
   * What an alert keeps from one episode to the next and at its recovery: Alertmanager's
   * fingerprint, CloudWatch's alarm.
   */
  series: text,
  /** The same from firing to resolved: the series and the beginning, or the source's own id. */
  episode: text,
  /** When the episode began; ISO 8601 UTC. */
  startsAt: z.nullable(z.iso.datetime()),
  /** `alertname`, `severity` where there is one, and the labels that a restart matches on. */
  labels: z.record(text, text),
  /** The machine as the alert names it: only a word to look up in the configuration. */
  instanceId: z.nullable(text),
  /** False: the alert names a machine and does not say that it is down, so nothing is done. */
  acts: z.optional(z.boolean()),
});

/** A statement that has passed the schema. */
export type Statement = z.infer<typeof statement>;

/** The most statements of one message. */
export const mostStatements = 50;

/**
 * A message on the alerts queue: statements of one request. `received`: as they came.
 * `decide`: their hold-off is over, or what stood in their way may be gone by now. `truncated`: so
 * many alerts were cut off by the source, whose machines nobody was told of.
 */
export const alertMessage = z.object({
  version: z.literal(1),
  source: z.string(),
  /** When the request came in; ISO 8601 UTC. The hold-off counts from here. */
  receivedAt: z.iso.datetime(),
  phase: z.enum(['received', 'decide']),
  /** Before this instant a `decide` message only waits on; ISO 8601 UTC. Null on `received`. */
  notBefore: z.nullable(z.iso.datetime()),
  truncated: z.int().check(z.nonnegative()),
  statements: z.array(statement).check(z.minLength(1), z.maxLength(mostStatements)),
});

/** An alert message that has passed the schema. */
export type AlertMessage = z.infer<typeof alertMessage>;
