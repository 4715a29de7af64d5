import { hmacSha256Hex, sha256Hex } from './digest.ts';

const algorithm = 'ZC2-HMAC-SHA256';
const signedNames = 'content-type;host';

/** A POST request as Zenlayer's signature sees it. */
export interface Zc2Input {
  /** The Host header exactly as sent, with a non-default port. */
  readonly host: string;
  /** The Content-Type header exactly as sent, lower case. */
  readonly contentType: string;
  /** Value of X-ZC-Timestamp: Unix time in whole seconds. */
  readonly timestamp: number;
  readonly body: string;
}

/** A ZC2 signature and the texts that explain it. */
export interface Zc2Signed {
  readonly authorization: string;
  readonly canonicalRequest: string;
  readonly stringToSign: string;
  readonly signature: string;
}

/**
 * Signs with ZC2-HMAC-SHA256. The canonical path is always `/`, whatever the request's path is,
 * and the secret itself is the HMAC key. The signature does not cover action and version. So
 * anybody who reads an Authorization header can send another action for five minutes: the header
 * is never logged. Source: Zenlayer, "Signature" page of its API introduction; checked against its
 * SDK's signer and its published example in test/vectors.
 */
export function signZc2(input: Zc2Input, key: { readonly id: string; readonly secret: string }): Zc2Signed {
  const canonicalHeaders = `content-type:${input.contentType}\nhost:${input.host}\n`;
  const canonicalRequest = ['POST', '/', '', canonicalHeaders, signedNames, sha256Hex(input.body)].join('\n');
  const stringToSign = [algorithm, String(input.timestamp), sha256Hex(canonicalRequest)].join('\n');
  const signature = hmacSha256Hex(key.secret, stringToSign);
  const authorization = `${algorithm} Credential=${key.id}, SignedHeaders=${signedNames}, Signature=${signature}`;
  return { authorization, canonicalRequest, stringToSign, signature };
}
