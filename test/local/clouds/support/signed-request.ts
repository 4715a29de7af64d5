import { signAcs3 } from '../../../../shared/signing/acs3.ts';
import { signTc3 } from '../../../../shared/signing/tc3.ts';
import { signZc2 } from '../../../../shared/signing/zc2.ts';

/** A request ready to be sent, and to be spoiled first by a test. */
export interface SignedRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What came back; `json` is undefined when the body is not JSON. */
export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
}

/** One call of Alibaba's; `at` is epoch ms. */
export interface AlibabaCall {
  readonly action: string;
  readonly query: Readonly<Record<string, string>>;
  readonly key: { readonly id: string; readonly secret: string; readonly token?: string };
  readonly at: number;
  readonly nonce: string;
  readonly version?: string;
  readonly method?: 'GET' | 'POST';
  readonly body?: string;
}

/** Builds a request signed by ACS3. */
export function alibabaRequest(origin: string, call: AlibabaCall): SignedRequest {
  const { method = 'POST', body = '', version = '2014-05-26', key } = call;
  const headers = {
    host: new URL(origin).host,
    'x-acs-action': call.action,
    'x-acs-version': version,
    'x-acs-date': `${new Date(call.at).toISOString().slice(0, 19)}Z`,
    'x-acs-signature-nonce': call.nonce,
    ...(key.token === undefined ? {} : { 'x-acs-security-token': key.token }),
  };
  const signed = signAcs3({ method, query: call.query, headers, body }, key);
  return { url: `${origin}/?${signed.canonicalQuery}`, method, headers: signed.headers, body };
}

/**
 * One call of Tencent's or Zenlayer's; `at` is epoch ms, `body` an object, or a text to be sent as
 * it is.
 */
export interface JsonCall {
  readonly action: string;
  readonly body: object | string;
  readonly key: { readonly id: string; readonly secret: string; readonly token?: string };
  readonly at: number;
  readonly region?: string;
  readonly version?: string;
  readonly contentType?: string;
  readonly signsAction?: boolean;
}

/** Builds a request signed by TC3. */
export function tencentRequest(origin: string, call: JsonCall): SignedRequest {
  const { region = 'ap-shanghai', version = '2017-03-12', contentType = 'application/json', key } = call;
  const body = typeof call.body === 'string' ? call.body : JSON.stringify(call.body);
  const timestamp = Math.floor(call.at / 1000);
  const signed = signTc3(
    {
      host: new URL(origin).host,
      contentType,
      timestamp,
      service: 'cvm',
      body,
      ...(call.signsAction ? { action: call.action } : {}),
    },
    key,
  );
  const headers = {
    'content-type': contentType,
    'x-tc-action': call.action,
    'x-tc-version': version,
    'x-tc-region': region,
    'x-tc-timestamp': String(timestamp),
    ...(key.token === undefined ? {} : { 'x-tc-token': key.token }),
    authorization: signed.authorization,
  };
  return { url: `${origin}/`, method: 'POST', headers, body };
}

/** Builds a request signed by ZC2. */
export function zenlayerRequest(origin: string, call: JsonCall): SignedRequest {
  const { version = '2025-09-01', contentType = 'application/json', key } = call;
  const body = typeof call.body === 'string' ? call.body : JSON.stringify(call.body);
  const timestamp = Math.floor(call.at / 1000);
  const { authorization } = signZc2({ host: new URL(origin).host, contentType, timestamp, body }, key);
  const headers = {
    'content-type': contentType,
    'x-zc-action': call.action,
    'x-zc-version': version,
    'x-zc-timestamp': String(timestamp),
    'x-zc-signature-method': 'ZC2-HMAC-SHA256',
    authorization,
  };
  return { url: `${origin}/api/v2/zec`, method: 'POST', headers, body };
}

/** Sends a request and reads the answer to its end. */
export async function send(request: SignedRequest): Promise<Received> {
  const { url, method, headers, body } = request;
  const answer = await fetch(url, { method, headers, ...(body === '' ? {} : { body }) });
  const text = await answer.text();
  const isJson = (answer.headers.get('content-type') ?? '').startsWith('application/json');
  return { status: answer.status, headers: answer.headers, text, json: isJson ? JSON.parse(text) : undefined };
}
