import { readable } from './answer.ts';

/** The most characters of a sentence beside a right, so that both fit into one message. */
const longestSentence = 200;

/**
 * A provider's sentence with the right that the key lacks, such as `ecs:StartInstances`. Nothing
 * else of the details of a refusal is taken: they name the user, and may hold more.
 */
export function withMissingRight(sentence: string, right: string | null): string {
  if (right === null || !isRight(right)) return sentence;
  return `${readable(sentence, longestSentence)} (the missing right: ${right})`.trim();
}

/** The right that such a sentence names; null where it names none. */
export function missingRightIn(message: string): string | null {
  return /\(the missing right: ([\w:*-]{1,60})\)/.exec(message)?.[1] ?? null;
}

function isRight(text: string): boolean {
  return /^[\w:*-]{1,60}$/.test(text);
}
