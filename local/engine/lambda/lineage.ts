import { randomBytes } from 'node:crypto';
import { sha256Hex } from '../../../shared/signing/digest.ts';

/**
 * How many times Lambda invokes a function in one chain of requests before it ends the chain:
 * "approximately 16 times" (Lambda developer guide, "Use Lambda recursive loop detection"). Its
 * next invocation is refused.
 */
export const mostRounds = 16;

/** The error with which Lambda refuses an invocation that would go on with a loop (same guide). */
export const loopError = 'RecursiveInvocationException';

/** The trace header of an invocation. */
export interface Trace {
  /**
   * `Root=…;Parent=…;Sampled=0;Lineage=…`, as in `X-Amzn-Trace-Id` and `Lambda-Runtime-Trace-Id`.
   */
  readonly header: string;
  /** How many times its function runs in this chain, this time included. */
  readonly round: number;
}

/**
 * The trace header of a function's next invocation. `carried` are the headers of the messages in
 * its event: SQS keeps that of the invocation that sent a message, and none for a message from
 * elsewhere. The chain goes on with the function counted once more; without a header it begins as
 * `fresh`, which has no lineage. A lineage is `hash:count|hash:count`, the hash of each function
 * with how often it was invoked again (X-Ray developer guide, "Tracing header"). The guides do not
 * say which chain a batch of several messages goes on with. Here it is the one in which the
 * function ran most often, so that a run does not hide the end of a chain.
 */
export function traceOf(functionArn: string, carried: readonly string[], fresh: string): Trace {
  const hash = sha256Hex(functionArn).slice(0, 8);
  const [longest = fresh] = carried.toSorted((a, b) => countIn(b, hash) - countIn(a, hash));
  const count = countIn(longest, hash) + 1;
  const others = [...lineageIn(longest)].filter(([known]) => known !== hash);
  const lineage = [...others, [hash, count]].map((entry) => entry.join(':')).join('|');
  const fields = longest.split(';').filter((field) => !field.startsWith(prefix));
  return { header: [...fields, `${prefix}${lineage}`].join(';'), round: count + 1 };
}

/** The header of a chain that begins at `now`, epoch milliseconds; it has no lineage yet. */
export function freshTrace(now: number): string {
  const root = `1-${Math.floor(now / 1000).toString(16)}-${randomBytes(12).toString('hex')}`;
  return `Root=${root};Parent=${randomBytes(8).toString('hex')};Sampled=0`;
}

const prefix = 'Lineage=';

// The first invocation has the count 0.
function countIn(header: string, hash: string): number {
  return lineageIn(header).get(hash) ?? -1;
}

function lineageIn(header: string): Map<string, number> {
  const text = header.split(';').find((field) => field.startsWith(prefix)) ?? prefix;
  const entries = text
    .slice(prefix.length)
    .split('|')
    .map((entry) => entry.split(':'));
  return new Map(entries.flatMap(([hash = '', count]) => (hash === '' ? [] : [[hash, Number(count)] as const])));
}
