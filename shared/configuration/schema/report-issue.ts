import type * as z from 'zod/mini';
import { describeValue, quote } from '../../text/describe-value.ts';
import type { Path, Report } from '../mistake.ts';
import { fullWidthIn } from '../texts/full-width.ts';

/**
 * Reports what a zod issue means to the person who wrote the file. The schemas' own messages say what to write; what is wrong follows
 * from the kind of issue. For unknown keys the message has one line per key. The issue must have been made with `reportInput: true`.
 */
export function reportIssue(issue: z.core.$ZodIssue, above: Path, report: Report): void {
  const path = [...above, ...issue.path.map((segment) => (typeof segment === 'number' ? segment : String(segment)))];
  if (issue.code === 'invalid_union') {
    // One entry or a list of them: a list is meant as a list, all else as the one.
    for (const meant of issue.errors[Array.isArray(issue.input) ? 1 : 0] ?? []) reportIssue(meant, path, report);
  } else if (issue.code === 'unrecognized_keys') {
    const fixes = issue.message.split('\n');
    for (const [index, key] of issue.keys.entries()) {
      const fix = fixOfTyping(key) ?? fixes[index] ?? issue.message;
      report([...path, key], { problem: `unknown key ${quote(key)}`, fix }, { atKey: true });
    }
  } else {
    report(path, { problem: problemOf(issue), fix: fixOfTyping(issue.input) ?? issue.message });
  }
}

function problemOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom' && typeof issue.params?.problem === 'string') return issue.params.problem;
  if (issue.code === 'too_small' && issue.origin === 'array') return 'is empty';
  return issue.input === undefined ? 'is missing' : `found ${describeValue(issue.input)}`;
}

// A text that was refused is often only typed with the punctuation of a Chinese keyboard.
function fixOfTyping(text: unknown): string | null {
  return typeof text === 'string' ? (fullWidthIn(text)?.fix ?? null) : null;
}
