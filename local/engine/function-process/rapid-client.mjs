// @ts-check
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { clockOffsetHeader, endMark } from './engine-protocol.mjs';
import { processClock } from './process-clock.mjs';

// Stands in for rapid-client.node, the native part of aws-lambda-ric, which is not built here. The
// runtime client calls exactly next, done and error (its index.mjs, RAPIDClient).

/**
 * @typedef {{ readonly bodyJson: string, readonly headers: import('node:http').IncomingHttpHeaders
 * }} Answer
 */

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let runtimeApi = { host: '', port: '' };
/** @type {Promise<unknown>} */
let posted = Promise.resolve();

/**
 * Says where the Runtime API listens, `127.0.0.1:PORT`; called once, before the runtime client
 * starts.
 * @param {string} address
 */
export function connectTo(address) {
  const [host = '', port = ''] = address.split(':');
  runtimeApi = { host, port };
}

/**
 * Waits for the next invocation: its event as JSON text and its headers, lower-case. Rejects when
 * the Runtime API is gone.
 */
export async function next() {
  await posted;
  const answer = await call('GET', 'invocation/next', '', {});
  processClock.shiftTo(Number(answer.headers[clockOffsetHeader]));
  return answer;
}

/**
 * Sends an invocation's result, JSON text. It returns at once; `next` waits until it is sent.
 * @param {string} requestId
 * @param {string} body
 */
export function done(requestId, body) {
  post(requestId, 'response', body, {});
}

/**
 * Sends an invocation's error, JSON text, with the cause in X-Ray's form.
 * @param {string} requestId
 * @param {string} body
 * @param {string} xrayCause
 */
export function error(requestId, body, xrayCause) {
  post(requestId, 'error', body, { 'lambda-runtime-function-xray-error-cause': encodeURIComponent(xrayCause) });
}

/**
 * @param {string} requestId
 * @param {string} outcome
 * @param {string} body
 * @param {Readonly<Record<string, string>>} headers
 */
function post(requestId, outcome, body, headers) {
  const mark = `${endMark(decodeURIComponent(requestId))}\n`;
  process.stdout.write(mark);
  process.stderr.write(mark);
  posted = call('POST', `invocation/${requestId}/${outcome}`, body, headers);
}

/**
 * @param {string} method
 * @param {string} path
 * @param {string} body
 * @param {Readonly<Record<string, string>>} headers
 * @returns {Promise<Answer>}
 */
async function call(method, path, body, headers) {
  return new Promise((resolve, reject) => {
    const options = { ...runtimeApi, method, path: `/2018-06-01/runtime/${path}`, agent, headers };
    const sent = request(options, (response) => {
      text(response).then((bodyJson) => resolve({ bodyJson, headers: response.headers }), reject);
    });
    sent.on('error', reject).end(body);
  });
}
