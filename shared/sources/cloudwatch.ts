import * as z from 'zod/mini';
import { type Heard, jsonIn, type Reader, statementOf, Unreadable } from './hearing.ts';

const state = z.object({ value: z.string(), timestamp: z.optional(z.string()) });
const metric = z.object({
  metricStat: z.optional(z.object({ metric: z.object({ dimensions: z.optional(z.record(z.string(), z.string())) }) })),
});

/**
 * A change of an alarm as EventBridge sends it (CloudWatch user guide, "Alarm events and
 * EventBridge").
 */
const change = z.object({
  'detail-type': z.literal('CloudWatch Alarm State Change'),
  resources: z.optional(z.array(z.string())),
  detail: z.object({
    alarmName: z.string(),
    state,
    previousState: z.optional(state),
    configuration: z.optional(z.object({ metrics: z.optional(z.array(metric)) })),
  }),
});

const nothing: Heard = { statements: [], truncated: 0 };

/**
 * Reads the change of an alarm. ALARM fires, OK resolves, and nothing follows from
 * INSUFFICIENT_DATA. An episode is the alarm and the time at which it went to ALARM. The machine is
 * named by the alarm's name, or by a dimension called like `idLabel` or `InstanceId`. Throws
 * Unreadable.
 */
export const readCloudWatch: Reader = ({ text }, hearing) => {
  const parsed = change.safeParse(jsonIn(text));
  if (!parsed.success) throw new Unreadable('the event is not a CloudWatch Alarm State Change');
  const { resources, detail } = parsed.data;
  const { alarmName, state: now, previousState, configuration } = detail;
  if (now.value !== 'ALARM' && now.value !== 'OK') return nothing;
  const dimensions = Object.assign({}, ...(configuration?.metrics ?? []).map((each) => each.metricStat?.metric.dimensions));
  const { idLabel, names } = hearing.source;
  const named = Object.hasOwn(names, alarmName) ? (names[alarmName] ?? null) : null;
  const firing = now.value === 'ALARM';
  const statement = statementOf(
    {
      status: firing ? 'firing' : 'resolved',
      series: resources?.[0] ?? alarmName,
      // CloudWatch writes +0000, which Date.parse does not take everywhere.
      startsAt: ((firing ? now : previousState)?.timestamp ?? '').replace(/\+0000$/, 'Z'),
      labels: { alertname: alarmName },
      machine: named ?? dimensions[idLabel] ?? dimensions.InstanceId ?? null,
    },
    hearing,
  );
  return { statements: [statement], truncated: 0 };
};
