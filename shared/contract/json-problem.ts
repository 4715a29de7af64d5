import type * as z from 'zod/mini';

/** What the types of a schema are called in a message. */
const typeNames: Readonly<Record<string, string>> = {
  object: 'a mapping',
  record: 'a mapping',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

/** What zod says where a schema has no message of its own and no locale is loaded. */
const unsaid = 'Invalid input';

/**
 * What is wrong in a JSON file that people may edit, for a line that names the place. It quotes
 * nothing of the file but an unknown key, since the file may hold secrets. A message of the schema
 * comes before our own words. The issue must have been made with `reportInput: true`.
 */
export function jsonProblem(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `has an unknown key "${issue.keys[0]}"`;
  if (issue.input === undefined) return 'is missing';
  if (issue.message !== unsaid) return issue.message;
  if (issue.code === 'too_small') return 'is empty';
  if (issue.code === 'invalid_key') return 'is not allowed as a key';
  if (issue.code === 'invalid_value') return `is not one of ${issue.values.join(', ')}`;
  if (issue.code === 'invalid_type') return `is not ${typeNames[issue.expected] ?? issue.expected}`;
  return 'is not one of the values that are known here';
}
