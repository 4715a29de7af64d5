import { existsSync } from 'node:fs';
import * as z from 'zod/mini';
import { ConfigurationError } from '../../shared/configuration/mistake.ts';
import { parseJson, readTextFile } from '../../shared/configuration/text-file.ts';
import { jsonProblem } from '../../shared/contract/json-problem.ts';
import { letterQueueNames, queueName, queueOwners } from '../../shared/domain/names.ts';
import { dotted } from '../../shared/text/describe-value.ts';
import type { Refusal } from '../../shared/text/reading.ts';
import { replaceFile, requireReplaceable } from '../terminal/replace-file.ts';

/**
 * What lies in the queues between two runs, by queue name; a queue that is not named is empty. The
 * body is the message's raw text. `clock` is when the last run ended, ISO 8601 UTC: the next one
 * begins no earlier. `table` has the items that remember restarts; none when left out.
 */
export interface RunState {
  readonly version: 1;
  readonly clock?: string | undefined;
  readonly queues: Readonly<Record<string, readonly { readonly body: string }[]>>;
  readonly table?: readonly TableItem[] | undefined;
}

/** An item of the table with its keys, as plain JSON. */
export type TableItem = Readonly<Record<string, unknown>> & { readonly pk: string; readonly sk: string };

/** Every queue empty, and nothing remembered. */
export const emptyRunState: RunState = { version: 1, queues: {} };

const queueNames = queueOwners.flatMap((owner) => [queueName(owner), ...letterQueueNames(owner)]);
// SQS takes no message without a body (SQS API reference, SendMessage).
const message = z.strictObject({ body: z.string().check(z.minLength(1)) });
const queueState = z.strictObject({
  version: z.literal(1, 'is not 1, the version that this Reveille reads'),
  clock: z.optional(z.iso.datetime('is not an instant in UTC')),
  queues: z.partialRecord(z.enum(queueNames), z.array(message)),
  table: z.optional(z.array(z.looseObject({ pk: z.string(), sk: z.string() }))),
});

const fixJson = 'correct the syntax, or remove the file to begin with empty queues';

/**
 * Reads a state file.
 * @throws ConfigurationError when it cannot be read, is not JSON or not a state: one mistake,
 * which quotes nothing of the file but a path.
 */
export async function readRunState(path: string): Promise<RunState> {
  const parsed = z.safeParse(queueState, parseJson(await readTextFile(path), path, fixJson), { reportInput: true });
  if (parsed.success) return parsed.data as RunState;
  const [issue] = parsed.error.issues;
  throw unusable(path, issue?.path ?? [], {
    problem: issue === undefined ? 'is not a state file' : jsonProblem(issue),
    fix: 'use a file that `npx reveille local --state FILE` wrote',
  });
}

/**
 * Reads a state file; a file that is not there yet means that every queue is empty.
 * @throws ConfigurationError as `readRunState` does, and when no file could be written there.
 */
export async function readRunStateIfAny(path: string): Promise<RunState> {
  const state = existsSync(path) ? await readRunState(path) : emptyRunState;
  // Checked before the run, because its dead letters would be lost at its end.
  await requireReplaceable(path);
  return state;
}

/**
 * Replaces a state file. A reader sees the old state or the new one, never a part of it.
 * @throws ConfigurationError when it cannot be written; the old one is then unharmed.
 */
export async function writeRunState(path: string, state: RunState): Promise<void> {
  await replaceFile(path, `${JSON.stringify(state, null, 2)}\n`);
}

/**
 * The bodies of all messages that wait in the work queues of a state: what a run works on before
 * anything is fired.
 */
export function waitingIn({ queues }: RunState): string[] {
  return queueOwners.flatMap((owner) => queues[queueName(owner)] ?? []).map(({ body }) => body);
}

function unusable(file: string, path: readonly PropertyKey[], refusal: Refusal): ConfigurationError {
  return new ConfigurationError([{ file, line: null, column: null, path: dotted(path), ...refusal }]);
}
