import { quote } from '../../text/describe-value.ts';
import type { Refusal } from '../../text/reading.ts';

// What a Chinese keyboard types for the characters that YAML gives a meaning.
const plain: Readonly<Record<string, string>> = {
  '：': ':',
  '，': ',',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '＂': '"',
  '［': '[',
  '］': ']',
  '｛': '{',
  '｝': '}',
  '【': '[',
  '】': ']',
};

const beside = new RegExp(`(?<=[!-~] *)[${Object.keys(plain).join('')}]|[${Object.keys(plain).join('')}](?= *[!-~])`);

/**
 * The first full-width punctuation mark of a line that touches a plain character, as in `at：
 * "08:30"`, and its index; null when there is none. In Chinese text, where the mark belongs, its
 * neighbours are Chinese.
 */
export function fullWidthIn(line: string): (Refusal & { readonly index: number }) | null {
  const index = line.search(beside);
  const found = line[index];
  if (found === undefined) return null;
  return { index, problem: `${quote(found)} is a full-width character`, fix: `write ${plain[found]} instead of ${found}` };
}
