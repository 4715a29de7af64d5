import { hmacSha256, hmacSha256Hex, sha256Hex } from './digest.ts';

const algorithm = 'TC3-HMAC-SHA256';

/** A POST request as Tencent Cloud's signature v3 sees it. */
export interface Tc3Input {
  /** The Host header exactly as sent, with a non-default port. */
  readonly host: string;
  /** The Content-Type header exactly as sent. */
  readonly contentType: string;
  /**
   * When given, `x-tc-action` joins the signed headers, lower-cased, as the vendor's current
   * documentation does (its SDKs do not).
   */
  readonly action?: string;
  /**
   * Value of X-TC-Timestamp: Unix time in whole seconds. The credential scope's date is its UTC
   * date, never a second clock read.
   */
  readonly timestamp: number;
  /** The service of the credential scope: `cvm`. */
  readonly service: string;
  readonly body: string;
}

/** A TC3 signature and the texts that explain it. */
export interface Tc3Signed {
  readonly authorization: string;
  readonly canonicalRequest: string;
  readonly stringToSign: string;
  readonly signature: string;
}

/**
 * Signs with TC3-HMAC-SHA256. A session token (X-TC-Token) is sent beside it and is not part of
 * the signature. Source: Tencent Cloud, "Signature v3"; checked against the vendor SDK's requests
 * and both published examples in test/vectors.
 */
export function signTc3(input: Tc3Input, key: { readonly id: string; readonly secret: string }): Tc3Signed {
  const date = new Date(input.timestamp * 1000).toISOString().slice(0, 10);
  const scope = `${date}/${input.service}/tc3_request`;
  const headers: [string, string][] = [
    ['content-type', input.contentType.trim().toLowerCase()],
    ['host', input.host.trim().toLowerCase()],
  ];
  if (input.action !== undefined) headers.push(['x-tc-action', input.action.toLowerCase()]);
  const signedNames = headers.map(([name]) => name).join(';');
  const canonicalHeaders = headers.map(([name, value]) => `${name}:${value}\n`).join('');
  const canonicalRequest = ['POST', '/', '', canonicalHeaders, signedNames, sha256Hex(input.body)].join('\n');
  const stringToSign = [algorithm, String(input.timestamp), scope, sha256Hex(canonicalRequest)].join('\n');
  const signingKey = hmacSha256(hmacSha256(hmacSha256(`TC3${key.secret}`, date), input.service), 'tc3_request');
  const signature = hmacSha256Hex(signingKey, stringToSign);
  const authorization = `${algorithm} Credential=${key.id}/${scope}, SignedHeaders=${signedNames}, Signature=${signature}`;
  return { authorization, canonicalRequest, stringToSign, signature };
}
