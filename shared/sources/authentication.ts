import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { SourceSecret } from '../contract/secret.ts';
import type { SourceKind, signingKinds } from '../domain/vocabulary.ts';

/** What a request proves itself with. */
export interface Proof {
  /** Header values by lower-case name, as API Gateway gives them. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The token in the path, where there is one. */
  readonly pathToken: string | null;
  /** The body as it came, byte for byte: a signature is about these bytes. */
  readonly body: Uint8Array;
}

/** How one kind of source signs: the names of its two headers, in lower case, and what is signed. */
export interface Signing {
  readonly signature: string;
  readonly timestamp: string;
  /** What stands between the timestamp and the body in the text that is signed. */
  readonly between: string;
}

/**
 * The kinds that sign. Grafana has no name for the header of the timestamp: the operator sets this
 * one (Grafana, "webhook notifier", HMAC signature). The other format is our own.
 */
export const signings: Readonly<Record<(typeof signingKinds)[number], Signing>> & Partial<Record<SourceKind, Signing>> = {
  grafana: { signature: 'x-grafana-alerting-signature', timestamp: 'x-grafana-alerting-timestamp', between: ':' },
  reveille: { signature: 'x-reveille-signature', timestamp: 'x-reveille-timestamp', between: '.' },
};

/** A signature counts for this long before and after its time. */
const validForMs = 300_000;

/**
 * Whether a request comes from a source. A kind that signs must sign when its secret has a key, and
 * then needs no token. Otherwise the token is a bearer, the password of Basic, or the end of the
 * path. Every comparison takes the same time, whatever is compared. `now` is in epoch milliseconds.
 */
export function isFrom(kind: SourceKind, secret: SourceSecret, proof: Proof, now: number): boolean {
  const signing = signings[kind];
  const keys = present(secret.hmacKey, secret.previousHmacKey);
  if (signing !== undefined && secret.hmacKey !== undefined) return isSigned(signing, keys, proof, now);
  if (secret.token === undefined) return false;
  const given = present(bearerIn(proof.headers.authorization), basicIn(proof.headers.authorization), proof.pathToken);
  const tokens = present(secret.token, secret.previousToken);
  return given.some((each) => tokens.some((token) => isSame(each, token)));
}

/**
 * Why no request of a kind can prove itself with this secret, as a clause; null when one can.
 */
export function cannotProve(kind: SourceKind, { token, hmacKey }: SourceSecret): string | null {
  if (token !== undefined || (hmacKey !== undefined && signings[kind] !== undefined)) return null;
  return `has no token, and ${kind} does not sign`;
}

function isSigned(signing: Signing, keys: readonly string[], { headers, body }: Proof, now: number): boolean {
  const signature = headers[signing.signature]?.trim().toLowerCase() ?? '';
  const timestamp = headers[signing.timestamp]?.trim() ?? '';
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now - Number(timestamp) * 1_000) > validForMs) return false;
  return keys.some((key) => isSame(signature, signatureOf(signing, key, timestamp, body)));
}

/** The signature of a body, in lower-case hex. `timestamp`: epoch seconds, as its header has them. */
export function signatureOf({ between }: Signing, key: string, timestamp: string, body: Uint8Array): string {
  return createHmac('sha256', key).update(`${timestamp}${between}`).update(body).digest('hex');
}

/** Digests have one length, so that nothing is told by the time that the comparison takes. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function bearerIn(authorization: string | undefined): string | null {
  return /^Bearer +(\S+)\s*$/i.exec(authorization ?? '')?.[1] ?? null;
}

function basicIn(authorization: string | undefined): string | null {
  const encoded = /^Basic +([A-Za-z0-9+/=]+)\s*$/i.exec(authorization ?? '')?.[1] ?? '';
  const [, password = null] = /^[^:]*:([\s\S]*)$/.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? [];
  return password;
}

function present(...texts: readonly (string | null | undefined)[]): string[] {
  return texts.filter((text): text is string => text !== null && text !== undefined && text !== '');
}
