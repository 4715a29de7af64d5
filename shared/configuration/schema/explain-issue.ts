import type * as z from 'zod/mini';
import { describeValue, quote } from '../../text/describe-value.ts';
import type { SourceMistake, Step } from '../source-mistake.ts';

/**
 * What a zod issue means to the person who wrote the file. The schemas' own messages say what would be right; what is wrong follows from
 * the kind of issue. For unknown keys the message has one line per key, and so does the answer.
 * The issue must have been made with `reportInput: true`.
 */
export function explainIssue(issue: z.core.$ZodIssue): readonly SourceMistake[] {
  const path = issue.path.map(toStep);
  if (issue.code !== 'unrecognized_keys') return [{ path, problem: problemOf(issue), fix: issue.message }];
  const fixes = issue.message.split('\n');
  return issue.keys.map((key, index) => ({
    path: [...path, key],
    problem: `${quote(key)} is not known here`,
    fix: fixes[index] ?? issue.message,
    atKey: true,
  }));
}

function problemOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom' && typeof issue.params?.problem === 'string') return issue.params.problem;
  if (issue.code === 'too_small') return 'is empty';
  return issue.input === undefined ? 'is missing' : `found ${describeValue(issue.input)}`;
}

function toStep(segment: PropertyKey): Step {
  return typeof segment === 'number' ? segment : String(segment);
}
