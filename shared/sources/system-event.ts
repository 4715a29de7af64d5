import * as z from 'zod/mini';
import { type Heard, type Hearing, jsonIn, statementOf, Unreadable } from './hearing.ts';

const maybeText = z.optional(z.nullable(z.string()));

/** The alert inside a push of a system event (CloudMonitor, "system event callbacks"). */
const alert = z.object({
  alertStatus: maybeText,
  eventName: z.string(),
  severity: maybeText,
  arn: maybeText,
  dedupId: maybeText,
  timestamp: z.optional(z.number()),
  status: maybeText,
  meta: z.optional(z.nullable(z.object({ sysEventMeta: z.optional(z.nullable(z.object({ status: maybeText }))) }))),
});

/** The older, flat shape of older rules. */
const flat = z.object({
  name: z.string(),
  level: maybeText,
  resourceId: maybeText,
  id: maybeText,
  status: maybeText,
  eventTime: z.optional(z.unknown()),
});

/**
 * The events after which a machine is down: a repair that failed, and a stop by the vendor. All
 * others name a machine that the vendor is at work on, or one that is released for good.
 */
const down: ReadonlySet<string> = new Set([
  'Instance:SystemFailure.Reboot:Failed',
  'Instance:InstanceFailure.Reboot:Failed',
  'Instance:SystemFailure.Stop:Executed',
  'Instance:SystemMaintenance.Stop:Executed',
]);

/**
 * Reads a system event. `severity` is that of the outer form, where there is one. An event that
 * does not say that a machine is down is a statement that acts on nothing. Throws Unreadable.
 */
export function readSystemEvent(text: string, severity: string | null, hearing: Hearing): Heard {
  const value = jsonIn(text);
  const inner = typeof value === 'object' && value !== null && 'alert' in value ? value.alert : value;
  const whole = alert.safeParse(typeof inner === 'string' ? jsonIn(inner) : inner);
  const old = flat.safeParse(value);
  if (!whole.success && !old.success) throw new Unreadable('the body is neither an alarm nor a system event');
  const event = whole.success ? fromAlert(whole.data) : old.success ? fromFlat(old.data) : null;
  if (event === null) throw new Unreadable('the body is neither an alarm nor a system event');
  const said = {
    status: event.isOver ? ('resolved' as const) : ('firing' as const),
    series: event.series ?? `${event.name} ${event.arn}`,
    ...(event.series !== null && { episode: event.series }),
    startsAt: event.startsAt,
    labels: { alertname: event.name, severity: event.severity ?? severity },
    machine: /[/:](i-[A-Za-z0-9_-]+)$/.exec(event.arn)?.[1] ?? null,
  };
  const statement = statementOf(said, hearing);
  return { statements: [down.has(event.name) ? statement : { ...statement, acts: false }], truncated: 0 };
}

function fromAlert(given: z.infer<typeof alert>) {
  const { alertStatus, eventName, severity = null, arn, dedupId = null, timestamp = null } = given;
  const status = given.meta?.sysEventMeta?.status ?? given.status ?? '';
  const series = dedupId;
  return {
    name: nameOf(eventName, status),
    severity,
    arn: arn ?? '',
    series,
    startsAt: timestamp,
    isOver: alertStatus === 'RESOLVED',
  };
}

function fromFlat({ name, level = null, resourceId, id = null, status }: z.infer<typeof flat>) {
  return { name: nameOf(name, status ?? ''), severity: level, arn: resourceId ?? '', series: id, startsAt: null, isOver: false };
}

/** Newer names end in `:Status`; older ones have the status apart. */
function nameOf(name: string, status: string): string {
  const isWhole = name.split(':').length > 2 || status === '' || status === 'Normal' || name.endsWith(`:${status}`);
  const whole = isWhole ? name : `${name}:${status}`;
  return whole.startsWith('Instance:') ? whole : `Instance:${whole}`;
}
