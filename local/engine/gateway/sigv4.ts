import { timingSafeEqual } from 'node:crypto';
import { hmacSha256, hmacSha256Hex, sha256Hex } from '../../../shared/signing/digest.ts';

/** A request as its signature covers it. */
export interface SignedRequest {
  readonly method: string;
  /** Path and query as on the wire. */
  readonly url: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** Keys as Lambda gives them to a function. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** Whose request it is and for which service, or the code and text of AWS's refusal. */
export type Verification<K extends Keys> =
  | { readonly valid: true; readonly keys: K; readonly service: string }
  | { readonly valid: false; readonly code: string; readonly message: string };

const authorizationPattern =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;
const toleranceMs = 15 * 60_000;

/**
 * Verifies a Signature Version 4 request (IAM user guide, "Create a signed AWS API request")
 * against the known keys. `now` in milliseconds: a request signed more than 15 minutes away from
 * it is refused.
 */
export function verifySigV4<K extends Keys>(request: SignedRequest, known: ReadonlyMap<string, K>, now: number): Verification<K> {
  const { headers } = request;
  const parts = authorizationPattern.exec(headers.authorization ?? '');
  const date = headers['x-amz-date'] ?? '';
  const [, keyId = '', day = '', region = '', service = '', signedNames = '', signature = ''] = parts ?? [];
  if (parts === null || !date.startsWith(day))
    return refused('IncompleteSignature', 'The Authorization header is not a SigV4 one.');
  const keys = known.get(keyId);
  if (keys === undefined || headers['x-amz-security-token'] !== keys.sessionToken) {
    return refused('InvalidClientTokenId', 'The security token included in the request is invalid.');
  }
  if (Math.abs(instantOf(date) - now) > toleranceMs)
    return refused('SignatureDoesNotMatch', 'Signature expired or not yet valid.');
  const names = signedNames.split(';');
  if (!['host', 'x-amz-date', 'x-amz-security-token'].every((name) => names.includes(name))) {
    return refused('SignatureDoesNotMatch', 'A header that must be signed is not.');
  }
  const scope = `${day}/${region}/${service}/aws4_request`;
  const stringToSign = ['AWS4-HMAC-SHA256', date, scope, sha256Hex(canonicalRequest(request, names))].join('\n');
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(hmacSha256, `AWS4${keys.secretAccessKey}`);
  const expected = hmacSha256Hex(key, stringToSign);
  if (timingSafeEqual(Buffer.from(expected), Buffer.from(signature))) return { valid: true, keys, service };
  return refused('SignatureDoesNotMatch', 'The request signature we calculated does not match the signature you provided.');
}

function canonicalRequest({ method, url, headers, body }: SignedRequest, names: readonly string[]): string {
  const [path = '/', query = ''] = url.split('?');
  const lines = names.map((name) => `${name}:${(headers[name] ?? '').trim().replace(/\s+/g, ' ')}\n`).join('');
  const sortedQuery = query.split('&').sort().join('&');
  return [method, path, sortedQuery, lines, names.join(';'), sha256Hex(body)].join('\n');
}

function instantOf(amzDate: string): number {
  return Date.parse(amzDate.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

function refused(code: string, message: string): Verification<never> {
  return { valid: false, code, message };
}
