import * as z from 'zod/mini';
import { type Heard, jsonIn, type Reader, statementOf, Unreadable } from './hearing.ts';

/** What Uptime Kuma sends (its webhook notification). A test has no heartbeat. */
const notification = z.object({
  heartbeat: z.nullable(z.object({ monitorID: z.optional(z.number()), status: z.number() })),
  monitor: z.optional(z.nullable(z.object({ id: z.optional(z.number()), name: z.optional(z.string()) }))),
});

const nothing: Heard = { statements: [], truncated: 0 };

/**
 * Reads a heartbeat: 0 is down, 1 is up, and nothing follows from others or from a test. The
 * machine is named by the monitor's name, or by its id. Its times are of the server's zone and say
 * when the heartbeat was, which is later in each repeat ("resend if down"). So the beginning is
 * unknown, and an episode ends with the heartbeat that is up. Throws Unreadable.
 */
export const readUptimeKuma: Reader = ({ text, contentType }, hearing) => {
  const json = contentType.startsWith('multipart/form-data') ? dataIn(text) : text;
  const parsed = notification.safeParse(jsonIn(json));
  if (!parsed.success) throw new Unreadable('the body has neither heartbeat nor heartbeat: null');
  const { heartbeat, monitor } = parsed.data;
  if (heartbeat === null || (heartbeat.status !== 0 && heartbeat.status !== 1)) return nothing;
  const id = String(monitor?.id ?? heartbeat.monitorID ?? '');
  const { names } = hearing.source;
  const said = {
    status: heartbeat.status === 0 ? ('firing' as const) : ('resolved' as const),
    series: `monitor ${id}`,
    startsAt: null,
    labels: { alertname: monitor?.name ?? '' },
    machine: Object.hasOwn(names, id) ? (names[id] ?? null) : null,
  };
  return { statements: [statementOf(said, hearing)], truncated: 0 };
};

/** The field `data` of a form, which holds the same JSON. */
function dataIn(form: string): string {
  const [, data] = /name="data"[^\r\n]*\r?\n(?:[^\r\n]+\r?\n)*\r?\n([\s\S]*?)\r?\n--/.exec(form) ?? [];
  if (data === undefined) throw new Unreadable('the form has no field data');
  return data;
}
