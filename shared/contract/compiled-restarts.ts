import * as z from 'zod/mini';
import { sourceKinds } from '../domain/vocabulary.ts';

/**
 * Something outside that raises alerts. `secret` is a Secrets Manager name; null for CloudWatch,
 * whose alarms come by EventBridge. `idLabel` names the label that holds the machine's id, and
 * `names` maps alarm or monitor names to ids.
 */
export const source = z.strictObject({
  kind: z.enum(sourceKinds),
  secret: z.nullable(z.string()),
  kmsKey: z.optional(z.string()),
  idLabel: z.string(),
  names: z.record(z.string(), z.string()),
});

/** A source of a compiled configuration. */
export type Source = z.infer<typeof source>;

/**
 * Which sources may ask for a restart of which machines, at which hours and how often. Durations in
 * milliseconds. `schedule`: the restart acts only while that schedule wants its machines on; null
 * for always. `match`: for each label the values of which one must be there.
 */
export const restart = z.strictObject({
  sources: z.array(z.string()),
  match: z.record(z.string(), z.array(z.string())),
  schedule: z.nullable(z.string()),
  targets: z.array(z.strictObject({ account: z.string(), region: z.nullable(z.string()), instances: z.array(z.string()) })),
  whenStopped: z.enum(['start', 'leave']),
  whenRunning: z.enum(['reboot', 'leave']),
  force: z.boolean(),
  forceAfterMs: z.int(),
  holdOffMs: z.int(),
  cooldownMs: z.int(),
  budget: z.strictObject({ perHour: z.int(), perDay: z.int() }),
  atOnce: z.strictObject({ percent: z.number(), perMs: z.int() }),
  flapping: z.strictObject({ episodes: z.int(), withinMs: z.int() }),
  maxAgeMs: z.int(),
});

/** A restart of a compiled configuration. */
export type Restart = z.infer<typeof restart>;

/** The labels that restarts of a source match on, each once. No others are kept of an alert. */
export function labelsMatchedOn(sourceName: string, restarts: Readonly<Record<string, Restart>>): string[] {
  const asked = Object.values(restarts).filter(({ sources }) => sources.includes(sourceName));
  return [...new Set(asked.flatMap(({ match }) => Object.keys(match)))].sort();
}
