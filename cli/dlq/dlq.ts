import { setTimeout as sleep } from 'node:timers/promises';
import { SQSClient } from '@aws-sdk/client-sqs';
import { deadLetterQueueName, type QueueOwner, queueOwners } from '../../shared/domain/names.ts';
import type { ProgressStream } from '../rehearse/progress.ts';
import type { Terminal } from '../rehearse/run-local.ts';
import { exitCodeOf, exitCodes } from '../terminal/exit-code.ts';
import { paintFor } from '../terminal/paint.ts';
import { type AwsParts, awsStore, noSuchQueue } from './dlq-aws.ts';
import { type DlqOptions, parseDlqOptions } from './dlq-options.ts';
import { stateFileStore } from './dlq-state.ts';
import type { DeadLetterStore, Listing, OnMoved } from './dlq-store.ts';
import { listingText, redrivenText } from './dlq-text.ts';

/** What the command needs of the world around it. `now` in epoch milliseconds. */
export interface DlqWorld extends Terminal {
  /** Called only when AWS is asked. */
  readonly aws: () => AwsParts;
  readonly now: () => number;
}

/**
 * Lists dead letters, or sends them back to work: those of a state file, else those in AWS.
 * @returns the exit code: 1 when a redrive did not complete. Throws UsageError and ConfigurationError for the operator's mistakes.
 */
export async function dlq(args: readonly string[], world: DlqWorld): Promise<number> {
  const options = parseDlqOptions(args);
  const store = options.state === null ? awsStore(world.aws()) : stateFileStore(options.state);
  return options.action === 'list' ? list(options, store, world) : redrive(options, store, world);
}

async function list(
  { queue, json, state }: DlqOptions & { action: 'list' },
  store: DeadLetterStore,
  { stdout, env, now }: DlqWorld,
): Promise<number> {
  const listings = new Map<QueueOwner, Listing>();
  for (const owner of queue === null ? queueOwners : [queue]) {
    const listing = await store.list(owner);
    if (listing !== null) listings.set(owner, listing);
  }
  // Without the jobs queue there is no Reveille; a provider's queue is there only when it has an account.
  if (listings.size === 0) throw noSuchQueue(queue ?? 'jobs');
  const letters = [...listings.values()].flatMap((listing) => listing.letters);
  if (json) {
    const complete = [...listings.values()].every((listing) => listing.complete);
    stdout.write(`${JSON.stringify({ letters, complete })}\n`);
    return exitCodes.allWell;
  }
  const paint = paintFor(stdout, env);
  const file = state === null ? '' : ` --state ${state}`;
  const full = [...listings].filter(([, listing]) => listing.letters.length > 0);
  const hints = full.map(([owner]) => `Send back: npm run -s dlq -- redrive --queue ${owner}${file}`);
  if (full.length > 0 && store.notes.listed !== null) hints.push(store.notes.listed);
  const lines = [listingText(listings, now(), paint), ...(hints.length === 0 ? [] : ['']), ...hints.map(paint.quiet)];
  stdout.write(`${lines.join('\n')}\n`);
  return exitCodes.allWell;
}

async function redrive(
  { queue, json }: DlqOptions & { action: 'redrive' },
  store: DeadLetterStore,
  { stdout, stderr, env }: DlqWorld,
): Promise<number> {
  const progress = movedOn(stderr, deadLetterQueueName(queue));
  const end = await store.redrive(queue, progress.show).finally(progress.end);
  const isDone = end.status === 'COMPLETED';
  const paint = paintFor(stdout, env);
  const lines = json ? [JSON.stringify(end)] : [redrivenText(end, paint)];
  if (!json && isDone && end.letters !== 0) lines.push(paint.quiet(store.notes.redriven));
  stdout.write(`${lines.join('\n')}\n`);
  return isDone ? exitCodes.allWell : exitCodes.notAllWell;
}

function movedOn(stream: ProgressStream, name: string): { readonly show: OnMoved; readonly end: () => void } {
  if (stream.isTTY !== true) return { show: () => {}, end: () => {} };
  return {
    show: (moved, of) => stream.write(`\r\u001b[K${name}: ${moved ?? '?'} of ${of ?? '?'} letters sent back`),
    end: () => stream.write('\r\u001b[K'),
  };
}

if (import.meta.main) {
  // The credentials and region of the environment, as every AWS tool finds them.
  const aws = () => ({ sqs: new SQSClient(), pause: (ms: number) => sleep(ms) });
  const { stdout, stderr, env } = process;
  process.exitCode = await exitCodeOf(
    () => dlq(process.argv.slice(2), { stdout, stderr, env, aws, now: Date.now }),
    (line) => console.error(line),
  );
}
