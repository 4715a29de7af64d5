import * as z from 'zod/mini';
import { type Heard, type Hearing, jsonIn, type SentBody, statementOf, Unreadable } from './hearing.ts';

/** The outer shape that Alertmanager and Grafana share; they differ in `version`. */
const group = z.object({
  version: z.string(),
  truncatedAlerts: z.optional(z.nullable(z.number())),
  alerts: z.array(
    z.object({
      status: z.enum(['firing', 'resolved']),
      labels: z.record(z.string(), z.unknown()),
      startsAt: z.optional(z.string()),
      fingerprint: z.optional(z.string()),
    }),
  ),
});

/**
 * Reads the alerts of a group. Each alert has a status of its own: the status of the group is
 * `firing` when any of them is. The fingerprint is the same in every episode, so an episode is the
 * fingerprint and the beginning. Throws Unreadable, also for another version: a template of the
 * operator can replace the body.
 */
export function readGroup({ text }: SentBody, version: string, hearing: Hearing): Heard {
  const parsed = group.safeParse(jsonIn(text));
  if (!parsed.success) throw new Unreadable('the body has not the shape of a group of alerts; send the default body');
  if (parsed.data.version !== version) throw new Unreadable(`the body is not of version ${version}`);
  const { alerts, truncatedAlerts } = parsed.data;
  const statements = alerts.map(({ status, labels, startsAt = null, fingerprint }) =>
    statementOf({ status, series: fingerprint ?? JSON.stringify(sorted(labels)), startsAt, labels, machine: null }, hearing),
  );
  return { statements, truncated: Math.max(0, Math.trunc(truncatedAlerts ?? 0)) };
}

function sorted(labels: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
