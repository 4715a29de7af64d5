import type { AlibabaSecret } from '../../../shared/contract/secret.ts';
import { signAcs3 } from '../../../shared/signing/acs3.ts';
import type { CloudRefusal } from '../cloud-action.ts';
import type { ReceivedRequest } from '../received-request.ts';
import type { StandInParts } from '../stand-in.ts';

const authorizationForm = /^ACS3-HMAC-SHA256 Credential=([^,\s]+),SignedHeaders=([a-z0-9;-]+),Signature=([0-9a-f]{64})$/;
const required = ['x-acs-action', 'x-acs-version', 'x-acs-date', 'x-acs-signature-nonce', 'x-acs-content-sha256'];
const dateForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
/** A request's time may be 15 minutes off ("Request syntax and signature method V3"). */
const toleranceMs = 15 * 60_000;

interface SignedRequest {
  readonly request: ReceivedRequest;
  readonly query: Readonly<Record<string, string>>;
  readonly keyId: string;
  readonly signedNames: readonly string[];
  readonly signature: string;
}

/**
 * Tells why a request is refused, or null. Remembers the nonces of accepted requests as long as
 * their dates are valid.
 */
export function alibabaAuthentication(parts: StandInParts<AlibabaSecret>) {
  const nonces = new Map<string, number>();
  return (request: ReceivedRequest, query: Readonly<Record<string, string>>): CloudRefusal | null => {
    const signed = readAuthorization(request, query);
    if (signed === null) return { code: 'IncompleteSignature' };
    return (
      keyRefusal(signed, parts.credentials) ??
      dateRefusal(request, parts) ??
      signatureRefusal(signed, parts.credentials) ??
      nonceRefusal(request, nonces, parts.now())
    );
  };
}

function readAuthorization(request: ReceivedRequest, query: SignedRequest['query']): SignedRequest | null {
  const form = authorizationForm.exec(request.headers.authorization ?? '');
  const [, keyId, names, signature] = form ?? [];
  if (keyId === undefined || names === undefined || signature === undefined) return null;
  const signedNames = names.split(';');
  const mustBeSigned = ['host', ...Object.keys(request.headers).filter((name) => name.startsWith('x-acs-'))];
  if (required.some((name) => (request.headers[name] ?? '') === '')) return null;
  if (mustBeSigned.some((name) => !signedNames.includes(name))) return null;
  return { request, query, keyId, signedNames, signature };
}

function keyRefusal({ request, keyId }: SignedRequest, key: AlibabaSecret | undefined): CloudRefusal | null {
  if (key === undefined || key.accessKeyId !== keyId) return { code: 'InvalidAccessKeyId.NotFound' };
  const token = request.headers['x-acs-security-token'];
  if (token === undefined && key.securityToken !== undefined) return { code: 'MissingSecurityToken' };
  return token === key.securityToken ? null : { code: 'InvalidSecurityToken.MismatchWithAccessKey' };
}

function dateRefusal({ headers }: ReceivedRequest, { now, checkTime }: StandInParts<AlibabaSecret>): CloudRefusal | null {
  const date = headers['x-acs-date'] ?? '';
  const at = dateForm.test(date) ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(at)) return { code: 'InvalidTimeStamp.Format' };
  return checkTime && Math.abs(now() - at) > toleranceMs ? { code: 'InvalidTimeStamp.Expired' } : null;
}

function signatureRefusal(signed: SignedRequest, key: AlibabaSecret | undefined): CloudRefusal | null {
  const { request, query, signedNames } = signed;
  const headers = Object.fromEntries(signedNames.map((name) => [name, request.headers[name] ?? '']));
  const method = request.method === 'GET' ? 'GET' : 'POST';
  const own = signAcs3({ method, query, headers, body: request.body }, { id: signed.keyId, secret: key?.accessKeySecret ?? '' });
  // Compares the whole header: signed names in another order, or beyond those that V3 covers, are
  // not a valid signature either.
  return own.headers.authorization === request.headers.authorization ? null : { code: 'SignatureDoesNotMatch' };
}

function nonceRefusal({ headers }: ReceivedRequest, nonces: Map<string, number>, now: number): CloudRefusal | null {
  const nonce = headers['x-acs-signature-nonce'] ?? '';
  if (nonces.has(nonce)) return { code: 'SignatureNonceUsed' };
  nonces.set(nonce, now);
  for (const [old, at] of nonces) {
    if (now - at <= 2 * toleranceMs) break;
    nonces.delete(old);
  }
  return null;
}
