import * as z from 'zod/mini';
import { jsonIn, type Reader, statementOf, Unreadable } from './hearing.ts';

const body = z.object({
  alerts: z.array(
    z.object({
      id: z.optional(z.string()),
      status: z.enum(['firing', 'resolved']),
      startsAt: z.optional(z.nullable(z.string())),
      labels: z.optional(z.record(z.string(), z.unknown())),
      instance: z.optional(z.nullable(z.string())),
    }),
  ),
});

/**
 * Reads our own format, for scripts: `{"alerts":[{"id","status","startsAt","labels","instance"}]}`.
 * The id is the same from firing to resolved. Without one, the machine and its alert's name are the
 * series. Throws Unreadable.
 */
export const readReveille: Reader = ({ text }, hearing) => {
  const parsed = body.safeParse(jsonIn(text));
  if (!parsed.success) throw new Unreadable('the body is not {"alerts":[{"id","status","startsAt","labels","instance"}]}');
  const statements = parsed.data.alerts.map(({ id, status, startsAt = null, labels = {}, instance = null }) => {
    const series = id ?? `${instance} ${String(labels.alertname)}`;
    return statementOf({ status, series, startsAt, labels, machine: instance, ...(id && { episode: id }) }, hearing);
  });
  return { statements, truncated: 0 };
};
