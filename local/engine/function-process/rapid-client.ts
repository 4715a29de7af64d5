import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { clockOffsetHeader, endMark } from './engine-protocol.ts';
import { processClock } from './process-clock.ts';

// Stands in for rapid-client.node, the native part of aws-lambda-ric, which is not built here. The
// runtime client calls exactly next, done and error (its index.mjs, RAPIDClient).

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let runtimeApi = { host: '', port: '' };
let posted: Promise<unknown> = Promise.resolve();

/**
 * Says where the Runtime API listens, `127.0.0.1:PORT`; called once, before the runtime client
 * starts.
 */
export function connectTo(address: string): void {
  const [host = '', port = ''] = address.split(':');
  runtimeApi = { host, port };
}

/**
 * Waits for the next invocation: its event as JSON text and its headers, lower-case. Rejects when
 * the Runtime API is gone.
 */
export async function next(): Promise<{ bodyJson: string; headers: IncomingHttpHeaders }> {
  await posted;
  const answer = await call('GET', 'invocation/next', '', {});
  processClock.shiftTo(Number(answer.headers[clockOffsetHeader]));
  return answer;
}

/** Sends an invocation's result, JSON text. It returns at once; `next` waits until it is sent. */
export function done(requestId: string, body: string): void {
  post(requestId, 'response', body, {});
}

/** Sends an invocation's error, JSON text, with the cause in X-Ray's form. */
export function error(requestId: string, body: string, xrayCause: string): void {
  post(requestId, 'error', body, { 'lambda-runtime-function-xray-error-cause': encodeURIComponent(xrayCause) });
}

function post(requestId: string, outcome: string, body: string, headers: Readonly<Record<string, string>>): void {
  const mark = `${endMark(decodeURIComponent(requestId))}\n`;
  process.stdout.write(mark);
  process.stderr.write(mark);
  posted = call('POST', `invocation/${requestId}/${outcome}`, body, headers);
}

async function call(method: string, path: string, body: string, headers: Readonly<Record<string, string>>) {
  return new Promise<{ bodyJson: string; headers: IncomingHttpHeaders }>((resolve, reject) => {
    const options = { ...runtimeApi, method, path: `/2018-06-01/runtime/${path}`, agent, headers };
    const sent = request(options, (response) => {
      text(response).then((bodyJson) => resolve({ bodyJson, headers: response.headers }), reject);
    });
    sent.on('error', reject).end(body);
  });
}
