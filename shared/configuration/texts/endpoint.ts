import { quote } from '../../text/describe-value.ts';
import type { Reading } from '../../text/reading.ts';

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * Reads the origin of an account's endpoint: scheme, host and perhaps a port, nothing else; http
 * only on loopback. The value is the origin in its normal form: `https://ecs.example.com`,
 * `http://127.0.0.1:4102`.
 */
export function readEndpoint(text: string): Reading<string> {
  const fix = 'write an origin such as https://ecs.example.com or http://127.0.0.1:4101';
  // The text before an @ may be a password, so the message repeats nothing of it.
  if (text.includes('@')) return { problem: 'an endpoint must not have a user name or a password', fix };
  if (!URL.canParse(text) || /[\s\\]/.test(text)) return { problem: `${quote(text)} is not a URL`, fix };
  const url = new URL(text);
  if (!isWebScheme(url)) return { problem: `${quote(text)} does not start with https:// or http://`, fix };
  if (!/^https?:\/\/[^/?#]+\/?$/i.test(text)) {
    return {
      problem: `${quote(text)} is more than scheme, host and port`,
      fix: `write only ${url.origin}, because Reveille adds the provider's own path`,
    };
  }
  if (url.protocol === 'http:' && !loopback.test(url.hostname)) {
    return {
      problem: `${quote(text)} uses http to another machine`,
      fix: 'write https (http is only for 127.0.0.1, localhost and [::1])',
    };
  }
  return { value: url.origin };
}

/**
 * Reads the address of a heartbeat: https, or http on loopback, without a user. Nothing of it is
 * repeated, because its path is often the only secret of it. The value is the address in its normal
 * form.
 */
export function readHeartbeat(text: string): Reading<string> {
  const fix = 'write an address such as https://hc-ping.com/…';
  if (text.includes('@')) return { problem: 'a heartbeat must not have a user name or a password', fix };
  if (!URL.canParse(text) || /[\s\\]/.test(text)) return { problem: 'this is not a URL', fix };
  const url = new URL(text);
  if (url.protocol === 'https:' || (url.protocol === 'http:' && loopback.test(url.hostname))) return { value: url.href };
  return {
    problem: `it uses ${url.protocol.slice(0, -1)}`,
    fix: 'write https (http is only for 127.0.0.1, localhost and [::1])',
  };
}

/**
 * True when `origin` (as `readEndpoint` gives it) is on this machine: no deployed function could
 * reach it.
 */
export function isLoopback(origin: string): boolean {
  return loopback.test(new URL(origin).hostname);
}

function isWebScheme(url: URL): boolean {
  return url.protocol === 'https:' || url.protocol === 'http:';
}
