import type { Restart, Source } from '../../shared/contract/compiled-restarts.ts';
import type { SourceSecret } from '../../shared/contract/secret.ts';
import type { SourceKind } from '../../shared/domain/vocabulary.ts';
import { signatureOf, signings } from '../../shared/sources/authentication.ts';
import { type SampleAlert, sampleBodies } from './sample-bodies.ts';

/** A request to the ingest endpoint, as a source sends it: a POST. */
export interface SampleRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What stands in a sample for a token that nobody gave. */
export const tokenPlaceholder = 'TOKEN';

/** The kinds whose console takes a URL and no header: their token is the end of the path. */
const withPathToken: ReadonlySet<SourceKind> = new Set(['cloudmonitor', 'tencent-monitor']);

/**
 * An alert of a source about a machine of a restart that this restart would match, with the first
 * value of each label. Its name is one of those that stand for the machine, if the restart matches
 * that.
 */
export function sampleAlert(
  { match }: Restart,
  { names }: Source,
  instanceId: string,
  status: SampleAlert['status'],
  startsAt: number,
): SampleAlert {
  const labels = Object.entries(match).map(([label, [value = '']]) => [label, value] as const);
  const matched = match.alertname;
  const own = Object.keys(names).filter((name) => names[name] === instanceId);
  const alertname = own.find((name) => matched?.includes(name) ?? true) ?? matched?.[0] ?? 'Sample';
  return { status, instanceId, labels: { ...Object.fromEntries(labels), alertname }, startsAt };
}

/**
 * The request that a source sends for an alert, with what proves it: a signature where its secret
 * has a key for that, else the token. `secret` null: a placeholder stands for the token. `now` is
 * in epoch milliseconds.
 */
export function sampleRequest(
  [name, source]: readonly [string, Source],
  alert: SampleAlert,
  secret: SourceSecret | null,
  now: number,
): SampleRequest {
  const { contentType, body } = sampleBodies[source.kind](alert, source);
  const path = `/v1/alerts/${name}`;
  const headers = { 'content-type': contentType };
  const signing = signings[source.kind];
  if (signing !== undefined && secret?.hmacKey !== undefined) {
    const seconds = String(Math.floor(now / 1_000));
    const signature = signatureOf(signing, secret.hmacKey, seconds, Buffer.from(body));
    return { path, headers: { ...headers, [signing.timestamp]: seconds, [signing.signature]: signature }, body };
  }
  const token = secret?.token ?? tokenPlaceholder;
  if (withPathToken.has(source.kind)) return { path: `${path}/${encodeURIComponent(token)}`, headers, body };
  return { path, headers: { ...headers, authorization: `Bearer ${token}` }, body };
}
