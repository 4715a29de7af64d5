/** A text that people read: where it lies, from the repository's root, and what it says. */
export interface Prose {
  readonly path: string;
  readonly text: string;
}

/** Openers that make a reader look for the noun. */
const openers = ['One that', 'Such as', 'Whoever', 'What becomes of', 'Of which', 'Of an?', 'Of the', 'Of th[eo]se', 'Of two'];

/** Openers of messages, which begin with a small letter. */
const openersOfMessages = ['one that', 'such as', 'whoever', 'of which'];

/** Phrases that people read twice, wherever they stand. */
const riddles = [
  'a year of which',
  'cannot be had',
  'goes its own way',
  'is given a second time',
  'never blindly',
  'nobody would have thought so',
  'not to be had',
  'passed over in silence',
  'says no instances',
  'stand beside',
  'stands beside',
  'what becomes of',
];

const banned = new RegExp(
  [
    `\\b(?:${openers.join('|')})\\b`,
    `(?<=['"\`])(?:${openersOfMessages.join('|')})\\b`,
    ...riddles.map((riddle) => `\\b(?:${riddle}|${riddle.charAt(0).toUpperCase()}${riddle.slice(1)})\\b`),
  ].join('|'),
  'g',
);

/**
 * Every banned opener and riddle of a text, as `path:line: words`. Works for a document and for a
 * source file, whose comments and string literals are searched, also where a comment breaks the
 * words between two lines.
 */
export function riddlesIn({ path, text }: Prose): string[] {
  const lines = text.split('\n').map((line) => line.replace(/^\s*(?:\/\*\*?|\*|\/\/)?\s?/, ''));
  // A line break becomes a space, so that the position tells the line.
  const joined = lines.join(' ');
  const starts = lines.map((_, at) => lines.slice(0, at).reduce((sum, line) => sum + line.length + 1, 0));
  return [...joined.matchAll(banned)].map(
    ({ 0: words, index }) => `${path}:${starts.findLastIndex((start) => start <= index) + 1}: ${words}`,
  );
}
