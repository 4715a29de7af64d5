// @ts-check
// What the engine and a function's process agree on, beside Lambda's own Runtime API.

/**
 * The header of the Runtime API that carries the engine's clock offset, in milliseconds, with each
 * invocation.
 */
export const clockOffsetHeader = 'reveille-clock-offset';

/**
 * The line that a function's process writes to both of its outputs when an invocation is over. An
 * answer travels by HTTP and log lines by pipes; the mark tells the engine that every line of the
 * invocation has arrived.
 * @param {string} requestId
 */
export function endMark(requestId) {
  return `\u0000end of ${requestId}\u0000`;
}
