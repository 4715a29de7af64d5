import { existsSync } from 'node:fs';
import type { Configuration } from '../../shared/contract/compiled-configuration.ts';
import { deadLetterQueueName, letterOwners, letterQueueNames, type QueueOwner, queueName } from '../../shared/domain/names.ts';
import { readConfigurationFile } from '../configuration/read-configuration-file.ts';
import { readRunState, writeRunState } from '../rehearse/run-state.ts';
import { exitCodes } from '../terminal/exit-code.ts';
import { defaultConfig } from '../terminal/make-command.ts';
import { paintFor } from '../terminal/paint.ts';
import { shellWord } from '../terminal/shell-word.ts';
import { type OutputStream, type World, writeJson, writeLines } from '../terminal/world.ts';
import { awsStore, noSuchQueue } from './dlq-aws.ts';
import { instancesIn, letterOf } from './dlq-letter.ts';
import { sentAgainstThePlan, whatNow } from './dlq-now.ts';
import type { ListOptions, RedriveOptions } from './dlq-options.ts';
import { type LetterNow, nowJson, nowLines, redrivenText } from './dlq-redrive-text.ts';
import type { DeadLetterStore, Listing, OnMoved } from './dlq-store.ts';
import { listingText } from './dlq-text.ts';

/**
 * Lists dead letters: those of a state file, else those in AWS.
 * @returns the exit code, 0. Throws UsageError and ConfigurationError for the operator's mistakes.
 */
export async function listLetters({ queue, json, state }: ListOptions, world: World): Promise<number> {
  const store = await storeOf(state, world);
  const listings = new Map<QueueOwner, Listing>();
  for (const owner of queue === null ? letterOwners : [queue]) {
    const listing = await store.list(owner);
    if (listing !== null) listings.set(owner, listing);
  }
  // Without the jobs queue there is no Reveille; a provider's queue is there only when it has an
  // account.
  if (listings.size === 0) throw noSuchQueue(queue ?? 'jobs');
  const letters = [...listings.values()].flatMap((listing) => listing.letters);
  if (json) {
    const complete = [...listings.values()].every((listing) => listing.complete);
    writeJson(world, { letters, complete });
    return exitCodes.allWell;
  }
  const paint = paintFor(world.stdout, world.env);
  const file = state === null ? '' : ` --state ${shellWord(state)}`;
  const full = [...listings].filter(([, listing]) => listing.letters.length > 0);
  const hints = full.map(([owner]) => `Send back: npx reveille dlq redrive --queue ${owner}${file}`);
  if (full.length > 0 && store.notes.listed !== null) hints.push(store.notes.listed);
  const lines = [listingText(listings, world.now(), paint), ...(hints.length === 0 ? [] : ['']), ...hints.map(paint.quiet)];
  writeLines(world.stdout, lines);
  return exitCodes.allWell;
}

/**
 * Sends the dead letters of a queue back to work: those of a state file, else those in AWS.
 * @returns the exit code: 1 when letters stayed. Throws as `listLetters` does.
 */
export async function redriveLetters(options: RedriveOptions, world: World): Promise<number> {
  const { queue, json, state, againstThePlan } = options;
  const askNow = whatNow(await configurationOf(options.config ?? world.env.REVEILLE_CONFIG ?? ''));
  const each: LetterNow[] = [];
  const rewrite = (body: string): string | null => {
    const now = askNow(body, world.now());
    each.push({ letter: letterOf(queue, body, null), now });
    if (now.does !== 'against') return body;
    return againstThePlan ? sentAgainstThePlan(body) : null;
  };
  const store = await storeOf(state, world);
  const progress = movedOn(world.stderr, deadLetterQueueName(queue));
  const end = await store.redrive(queue, rewrite, progress.show).finally(progress.end);
  const refused = againstThePlan ? 0 : each.filter(({ now }) => now.does === 'against').length;
  const paint = paintFor(world.stdout, world.env);
  const note = end.letters === 0 ? [] : [paint.quiet(store.notes.redriven)];
  if (json) writeJson(world, { ...end, status: 'COMPLETED', reason: null, refused, each: each.map(nowJson) });
  else writeLines(world.stdout, [...nowLines(each, againstThePlan, paint), ...redrivenText(end, refused, paint), ...note]);
  return refused === 0 ? exitCodes.allWell : exitCodes.notAllWell;
}

// The hours stand in the file that is named, else in the one of this folder, if it is there.
// Letters can be sent back without it: the power function knows the hours that are deployed.
async function configurationOf(named: string): Promise<Configuration | null> {
  if (named === '' && !existsSync(defaultConfig)) return null;
  return readConfigurationFile(named === '' ? defaultConfig : named);
}

async function storeOf(state: string | null, { sqs }: World): Promise<DeadLetterStore> {
  return state === null ? awsStore(await sqs()) : stateFileStore(state);
}

function movedOn(stream: OutputStream, name: string): { readonly show: OnMoved; readonly end: () => void } {
  if (stream.isTTY !== true) return { show: () => {}, end: () => {} };
  return {
    show: (moved, of) => stream.write(`\r\u001b[K${name}: ${moved} of ${of} letters sent back`),
    end: () => stream.write('\r\u001b[K'),
  };
}

/**
 * The dead letters in a state file of `reveille local`. Both methods throw ConfigurationError when
 * the file cannot be used.
 */
function stateFileStore(file: string): DeadLetterStore {
  return {
    list: async (queue) => {
      const { queues } = await readRunState(file);
      const waiting = letterQueueNames(queue).flatMap((name) => queues[name] ?? []);
      return { letters: waiting.map(({ body }) => letterOf(queue, body, null)), complete: true };
    },
    redrive: async (queue, rewrite) => {
      const { queues, ...kept } = await readRunState(file);
      const to = queueName(queue);
      const moved = { ...queues };
      const sent: string[] = [];
      for (const from of letterQueueNames(queue)) {
        if (queues[from] === undefined) continue;
        const decided = queues[from].map((letter) => ({ letter, body: rewrite(letter.body) }));
        moved[from] = decided.flatMap(({ letter, body }) => (body === null ? [letter] : []));
        sent.push(...decided.flatMap(({ body }) => body ?? []));
      }
      const back = { ...moved, [to]: [...(queues[to] ?? []), ...sent.map((body) => ({ body }))] };
      if (sent.length > 0) await writeRunState(file, { ...kept, queues: back });
      return { queue, letters: sent.length, instances: instancesIn(queue, sent) };
    },
    notes: { listed: null, redriven: `Run what was sent back: npx reveille local --state ${shellWord(file)}` },
  };
}
