import * as z from 'zod/mini';
import { jsonProblem } from '../../shared/contract/json-problem.ts';
import { type CloudState, cloudState } from './cloud-state.ts';

/** A state file's meaning, or every mistake in it: one line each, beginning with where it is. */
export type ReadCloudState = { readonly state: CloudState } | { readonly mistakes: readonly string[] };

/**
 * Reads the text of a state file of the `clouds` command (JSON). Mistakes never quote a value: the
 * file holds secrets.
 */
export function readCloudState(text: string): ReadCloudState {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    // The engine's message quotes the text around the mistake; only the position is safe to
    // repeat.
    const place = /line \d+ column \d+/.exec(String(error))?.[0];
    return { mistakes: [place === undefined ? 'is not JSON' : `is not JSON (${place})`] };
  }
  const parsed = z.safeParse(cloudState, json, { reportInput: true });
  if (parsed.success) return { state: parsed.data };
  return { mistakes: parsed.error.issues.map((issue) => `${place(issue.path)}: ${jsonProblem(issue)}`) };
}

function place(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the whole file';
  return path.reduce<string>((said, step) => {
    if (typeof step === 'number') return `${said}[${step}]`;
    return said === '' ? String(step) : `${said}.${String(step)}`;
  }, '');
}
