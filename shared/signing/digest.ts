import { createHash, createHmac } from 'node:crypto';

/** Lower-case hexadecimal SHA-256 of the UTF-8 bytes of `text`, as all three schemes want it. */
export function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** HMAC-SHA256 of the UTF-8 bytes of `text`, raw: the next key of a derivation chain. */
export function hmacSha256(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'utf8').digest();
}

/** HMAC-SHA256 of the UTF-8 bytes of `text` as lower-case hexadecimal: a signature. */
export function hmacSha256Hex(key: string | Buffer, text: string): string {
  return hmacSha256(key, text).toString('hex');
}
