import { type Heard, type Hearing, type Reader, statementOf, Unreadable } from './hearing.ts';
import { readSystemEvent } from './system-event.ts';

const nothing: Heard = { statements: [], truncated: 0 };

/**
 * Reads what CloudMonitor of Alibaba Cloud calls back with: the alarm of a metric, which is a form,
 * or a system event, which is JSON or a form with JSON in its fields. Throws Unreadable.
 */
export const readCloudMonitor: Reader = ({ text, contentType }, hearing) => {
  const isForm = contentType.startsWith('application/x-www-form-urlencoded') || !/^\s*\{/.test(text);
  if (!isForm) return readSystemEvent(text, null, hearing);
  const form = new URLSearchParams(text);
  const alert = form.get('alert') ?? form.get('body');
  return alert === null ? readMetricAlarm(form, hearing) : readSystemEvent(alert, form.get('severity'), hearing);
};

const statuses: ReadonlyMap<string | null, 'firing' | 'resolved'> = new Map([
  ['ALERT', 'firing'],
  ['OK', 'resolved'],
]);

/**
 * The alarm of a metric (CloudMonitor, "threshold alert callbacks", document 60714). Missing values
 * are the text `null`. `transId` is the same from the alarm to its recovery. Nothing follows from
 * INSUFFICIENT_DATA.
 */
function readMetricAlarm(form: URLSearchParams, hearing: Hearing): Heard {
  const field = (name: string): string | null => (form.get(name) === 'null' ? null : form.get(name));
  const state = field('alertState');
  if (state === 'INSUFFICIENT_DATA') return nothing;
  const status = statuses.get(state);
  if (status === undefined) throw new Unreadable('alertState is neither ALERT nor OK');
  const machine = dimensionIn(field('dimensions') ?? '', 'instanceId');
  const episode = field('transId');
  const said = {
    status,
    series: episode ?? `${field('ruleId')} ${machine}`,
    ...(episode !== null && { episode }),
    startsAt: instantIn(field('timestamp')),
    labels: { alertname: field('alertName') ?? '', severity: field('triggerLevel') },
    machine,
  };
  return { statements: [statementOf(said, hearing)], truncated: 0 };
}

/** Dimensions are a map as Java prints it, `{userId=1, instanceId=i-1}`, or JSON. */
function dimensionIn(text: string, name: string): string | null {
  const found = new RegExp(`[{,\\s"]${name}"?\\s*[=:]\\s*"?([^,}"\\s]+)`).exec(text);
  return found?.[1] === 'null' ? null : (found?.[1] ?? null);
}

// The document shows seconds, and what is sent has milliseconds.
function instantIn(text: string | null): number | null {
  if (text === null || !/^\d{10}(\d{3})?$/.test(text)) return null;
  return Number(text) * (text.length === 10 ? 1_000 : 1);
}
