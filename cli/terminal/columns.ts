/**
 * `text` on one line: every run of blanks, line breaks and control characters is one blank, so
 * that it is safe on a terminal.
 */
export function oneLine(text: string): string {
  return text.replace(/[\s\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

/**
 * How many columns of a terminal a text takes: East Asian characters and emoji take two (Unicode
 * Standard Annex 11), marks none.
 */
export function columnsOf(text: string): number {
  return [...text].reduce((sum, character) => sum + columnsOfCharacter(character), 0);
}

/** `text`, filled up with blanks to a width of `columns`. */
export function padColumns(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

/** Where less room than this is left beside the beginning of a text, the text hangs below it. */
const leastRoom = 20;
const below = '      ';

/**
 * `start` and, behind it, `text` on one line of at most `columns` columns. A longer text is broken
 * at blanks into lines that hang below each other. A word that is longer than a line has a line of
 * its own. Without room behind `start` the text begins on the next line.
 */
export function hangingLines(start: string, text: string, columns: number): string[] {
  const indent = columnsOf(start);
  const room = columns - indent;
  if (room < leastRoom && columnsOf(oneLine(text)) > room && indent > below.length)
    return [start.trimEnd(), ...hangingLines(below, text, columns)];
  const lines: string[] = [];
  for (const word of oneLine(text).split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && columnsOf(`${last} ${word}`) <= room) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line, n) => `${n === 0 ? start : ' '.repeat(indent)}${line}`);
}

const wide =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u;

function columnsOfCharacter(character: string): number {
  if (/\p{M}/u.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}
