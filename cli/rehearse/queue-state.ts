import { existsSync } from 'node:fs';
import * as z from 'zod/mini';
import { ConfigurationError } from '../../shared/configuration/mistake.ts';
import { readTextFile } from '../../shared/configuration/text-file.ts';
import { jsonProblem } from '../../shared/contract/json-problem.ts';
import { deadLetterQueueName, queueName, queueOwners } from '../../shared/domain/names.ts';
import { dotted } from '../../shared/text/describe-value.ts';
import type { Refusal } from '../../shared/text/reading.ts';
import { replaceFile, requireReplaceable } from '../terminal/replace-file.ts';

/**
 * What lies in the queues between two runs, by queue name; a queue that is not named is empty. The
 * body is the message's raw text.
 */
export interface QueueState {
  readonly version: 1;
  readonly queues: Readonly<Record<string, readonly { readonly body: string }[]>>;
}

/** Every queue empty. */
export const emptyQueueState: QueueState = { version: 1, queues: {} };

const queueNames = queueOwners.flatMap((owner) => [queueName(owner), deadLetterQueueName(owner)]);
// SQS takes no message without a body (SQS API reference, SendMessage).
const message = z.strictObject({ body: z.string().check(z.minLength(1)) });
const queueState = z.strictObject({
  version: z.literal(1, 'is not 1, the version that this Reveille reads'),
  queues: z.partialRecord(z.enum(queueNames), z.array(message)),
});

/**
 * Reads a state file.
 * @throws ConfigurationError when it cannot be read, is not JSON or not a state: one mistake,
 * which quotes nothing of the file but a path.
 */
export async function readQueueState(path: string): Promise<QueueState> {
  const parsed = z.safeParse(queueState, parseJson(await readTextFile(path), path), { reportInput: true });
  if (parsed.success) return parsed.data as QueueState;
  const [issue] = parsed.error.issues;
  throw unusable(path, issue?.path ?? [], {
    problem: issue === undefined ? 'is not a state file' : jsonProblem(issue),
    fix: 'use a file that `npx reveille local --state FILE` wrote',
  });
}

/**
 * Reads a state file; a file that is not there yet means that every queue is empty.
 * @throws ConfigurationError as `readQueueState` does, and when no file could be written there.
 */
export async function readQueueStateIfAny(path: string): Promise<QueueState> {
  const state = existsSync(path) ? await readQueueState(path) : emptyQueueState;
  // Checked before the run, because its dead letters would be lost at its end.
  await requireReplaceable(path);
  return state;
}

/**
 * Replaces a state file. A reader sees the old state or the new one, never a part of it.
 * @throws ConfigurationError when it cannot be written; the old one is then unharmed.
 */
export async function writeQueueState(path: string, state: QueueState): Promise<void> {
  await replaceFile(path, `${JSON.stringify(state, null, 2)}\n`);
}

/**
 * The bodies of all messages that wait in the work queues of a state: what a run works on before
 * anything is fired.
 */
export function waitingIn({ queues }: QueueState): string[] {
  return queueOwners.flatMap((owner) => queues[queueName(owner)] ?? []).map(({ body }) => body);
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const place = /line \d+ column \d+/.exec(String(error))?.[0];
    throw unusable(file, [], {
      problem: place === undefined ? 'not valid JSON' : `not valid JSON (${place})`,
      fix: 'correct the syntax, or remove the file to begin with empty queues',
    });
  }
}

function unusable(file: string, path: readonly PropertyKey[], refusal: Refusal): ConfigurationError {
  return new ConfigurationError([{ file, line: null, column: null, path: dotted(path), ...refusal }]);
}
