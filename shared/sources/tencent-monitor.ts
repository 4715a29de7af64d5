import * as z from 'zod/mini';
import { jsonIn, type Reader, statementOf, Unreadable } from './hearing.ts';

// Numbers come as numbers and as texts, in one and the same field.
const word = z.union([z.string(), z.number()]);
const maybeText = z.optional(z.nullable(z.string()));

/** The callback of an alarm (Tencent Cloud, Observability Platform, document 248/9066). */
const alarm = z.object({
  sessionId: word,
  alertId: z.optional(word),
  alarmStatus: word,
  alarmObjInfo: z.optional(z.nullable(z.object({ dimensions: z.optional(z.nullable(z.object({ unInstanceId: maybeText }))) }))),
  alarmPolicyInfo: z.optional(
    z.nullable(
      z.object({
        policyName: maybeText,
        conditions: z.optional(z.nullable(z.object({ eventName: maybeText }))),
      }),
    ),
  ),
  firstOccurTime: z.optional(z.nullable(word)),
});

/**
 * Reads the callback of a metric's or an event's alarm. The session is the same from firing to
 * recovery. Dates have no zone and are China's. An alarm of a disk names no machine but in a text
 * for people, which is not read. Throws Unreadable.
 */
export const readTencentMonitor: Reader = ({ text }, hearing) => {
  const parsed = alarm.safeParse(jsonIn(text));
  if (!parsed.success) throw new Unreadable('the body has not the shape of an alarm callback');
  const { sessionId, alarmStatus, alarmObjInfo, alarmPolicyInfo, firstOccurTime } = parsed.data;
  const status = new Map([['1', 'firing'] as const, ['0', 'resolved'] as const]).get(String(alarmStatus) as '0' | '1');
  if (status === undefined) throw new Unreadable('alarmStatus is neither 1 nor 0');
  const session = String(sessionId);
  const said = {
    status,
    series: session,
    episode: session,
    startsAt: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(String(firstOccurTime))
      ? `${String(firstOccurTime).replace(' ', 'T')}+08:00`
      : null,
    labels: { alertname: alarmPolicyInfo?.conditions?.eventName ?? alarmPolicyInfo?.policyName ?? '' },
    machine: alarmObjInfo?.dimensions?.unInstanceId ?? null,
  };
  return { statements: [statementOf(said, hearing)], truncated: 0 };
};

/** A session is a word of some 20 characters. What is longer is none. */
const longestSession = 256;

/**
 * What Tencent Cloud wants to hear, or else it sends the alarm again: the session of the body, as
 * it was sent. `text` must be one that {@link readTencentMonitor} could read.
 */
export function tencentAnswer(text: string): string {
  const { sessionId } = alarm.parse(jsonIn(text));
  const isSession = String(sessionId).length <= longestSession;
  return JSON.stringify({ sessionId: isSession ? sessionId : '', retCode: 0 });
}
