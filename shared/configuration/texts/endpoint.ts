import { quote } from '../../text/describe-value.ts';
import type { Reading } from '../../text/reading.ts';

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * Reads the origin of an account's endpoint: scheme, host and perhaps a port, nothing else; http only on loopback. The value is the
 * origin in its normal form: `https://ecs.example.com`, `http://127.0.0.1:4102`.
 */
export function readEndpoint(text: string): Reading<string> {
  const fix = 'write an origin such as https://ecs.example.com or http://127.0.0.1:4101';
  // What stands before an @ may be a password, so nothing of such a text is repeated.
  if (text.includes('@')) return { problem: 'an endpoint with user information', fix };
  if (!URL.canParse(text) || /[\s\\]/.test(text)) return { problem: `${quote(text)} is not a URL`, fix };
  const url = new URL(text);
  if (!isWebScheme(url)) return { problem: `${quote(text)} is neither https nor http`, fix };
  if (!/^https?:\/\/[^/?#]+\/?$/i.test(text)) {
    return {
      problem: `${quote(text)} has more than an origin`,
      fix: `write ${url.origin} alone; the provider's own path is kept`,
    };
  }
  if (url.protocol === 'http:' && !loopback.test(url.hostname)) {
    return {
      problem: `${quote(text)} is http outside this machine`,
      fix: 'write https; http is for 127.0.0.1, localhost and [::1] only',
    };
  }
  return { value: url.origin };
}

/** True when `origin` (as `readEndpoint` gives it) is on this machine: no deployed function could reach it. */
export function isLoopback(origin: string): boolean {
  return loopback.test(new URL(origin).hostname);
}

function isWebScheme(url: URL): boolean {
  return url.protocol === 'https:' || url.protocol === 'http:';
}
