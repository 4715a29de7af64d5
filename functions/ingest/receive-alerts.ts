import type { IngestConfiguration, Sender } from '../../shared/contract/compiled-configuration.ts';
import type { RequestOutcome } from '../../shared/contract/records.ts';
import type { AlertSender } from '../../shared/lambda/batch-sender.ts';
import type { Telemetry } from '../../shared/lambda/telemetry.ts';
import { isFrom, type Proof } from '../../shared/sources/authentication.ts';
import { type Heard, Unreadable } from '../../shared/sources/hearing.ts';
import { readers } from '../../shared/sources/sources.ts';
import { tencentAnswer } from '../../shared/sources/tencent-monitor.ts';
import { alertMessages } from './alert-messages.ts';
import type { SecretOf } from './source-secrets.ts';

/** What requests are answered with. `now` is in epoch milliseconds. */
export interface ReceiveDeps extends IngestConfiguration {
  readonly secretOf: SecretOf;
  readonly sendAlerts: AlertSender;
  readonly telemetry: { readonly logger: Pick<Telemetry['logger'], 'info' | 'error'> };
  readonly now: () => number;
}

/** A request to the endpoint. `id` is its own; `source` and the token are those of its path. */
export interface AlertRequest extends Proof {
  readonly id: string;
  readonly source: string;
}

/**
 * What a request came to. `source` is null when it is unknown. `body` is JSON, or empty.
 */
export interface Received {
  readonly source: string | null;
  readonly outcome: RequestOutcome;
  readonly status: number;
  readonly body: string;
}

/** The bodies of sources have some kilobytes; this is room for thousands of alerts. */
const mostBytes = 256 * 1_024;

/**
 * Receives one request: its sender, its size, its content, then the alerts queue. A sender
 * without a proof learns nothing, not even whether the source is there. Statements have the
 * request's id and their place in it, so that they are told apart from those of a repeat. Never
 * throws.
 */
export async function receiveAlerts(request: AlertRequest, deps: ReceiveDeps): Promise<Received> {
  const { source: name, body } = request;
  const source = Object.hasOwn(deps.sources, name) ? deps.sources[name] : undefined;
  if (source === undefined) return { source: null, ...refusal('refused', 404) };
  const end = (received: Omit<Received, 'source'>): Received => ({ source: name, ...received });
  const doubt = await doubtOf(name, source, request, deps);
  if (doubt !== null) return end(refusal(doubt, doubt === 'undecided' ? 500 : 404));
  if (body.byteLength > mostBytes) return end(refusal('too-large', 413, `the body has more than ${mostBytes} bytes`));

  const text = Buffer.from(body).toString('utf8');
  let heard: Heard;
  try {
    heard = hear(source, request, text);
  } catch (error) {
    if (error instanceof Unreadable) return end(refusal('unreadable', 400, error.message));
    // What a reader did not expect, such as JSON that is nested without end. Its message may quote
    // the body, and to send the same body again would not help.
    const reason = error instanceof Error ? error.name : typeof error;
    deps.telemetry.logger.error('alerts not read', { source: name, reason });
    return end(refusal('unreadable', 400, 'the body cannot be read'));
  }
  const { statements, truncated } = heard;
  const messages = alertMessages(name, new Date(deps.now()).toISOString(), heard);
  try {
    if (messages.length > 0) await deps.sendAlerts(messages.map((alerts) => ({ alerts, delaySeconds: 0 })));
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    deps.telemetry.logger.error('alerts not queued', { source: name, reason });
    return end(refusal('queue-refused', 503, 'the alerts could not be queued; send them again'));
  }
  deps.telemetry.logger.info('alerts received', { source: name, accepted: statements.length, truncated });
  if (source.kind === 'tencent-monitor') return end({ outcome: 'accepted', status: 200, body: tencentAnswer(text) });
  return end({ outcome: 'accepted', status: 202, body: JSON.stringify({ accepted: statements.length }) });
}

/** Why a request is not known to come from the source; null when it is. */
async function doubtOf(
  name: string,
  source: Sender,
  proof: Proof,
  { secretOf, now }: ReceiveDeps,
): Promise<'refused' | 'no-secret' | 'undecided' | null> {
  try {
    const known = await secretOf(name, source, false);
    if (known !== null && isFrom(source.kind, known, proof, now())) return null;
    const changed = await secretOf(name, source, true);
    if (changed === null) return 'no-secret';
    return isFrom(source.kind, changed, proof, now()) ? null : 'refused';
  } catch {
    // The reason is in the log already.
    return 'undecided';
  }
}

function hear({ kind, idLabel, names, labels }: Sender, { id, headers }: AlertRequest, text: string): Heard {
  let statements = 0;
  const newId = () => {
    statements += 1;
    return `${id} ${statements}`;
  };
  const contentType = headers['content-type']?.trim().toLowerCase() ?? '';
  return readers[kind]({ text, contentType }, { source: { idLabel, names }, labels, newId });
}

function refusal(outcome: RequestOutcome, status: number, message?: string): Omit<Received, 'source'> {
  return { outcome, status, body: message === undefined ? '' : JSON.stringify({ message }) };
}
