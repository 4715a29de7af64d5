import type { Environment, OutputStream } from './world.ts';

/** How text looks where it is written: colours for a terminal, or none, and how wide it may be. */
export interface Paint {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly title: (text: string) => string;
  /** The most columns of a line that can be broken. */
  readonly columns: number;
}

/** How wide text is at most: longer lines are hard to read. */
const mostColumns = 100;

const plain = (text: string) => text;
const colour = (code: number) => (text: string) => `\u001b[${code}m${text}\u001b[0m`;

/**
 * Paints only where colours can be seen: on a terminal, unless NO_COLOR is set (no-color.org).
 * Text is as wide as a terminal, at most.
 */
export function paintFor({ isTTY, columns }: Pick<OutputStream, 'isTTY' | 'columns'>, env: Environment): Paint {
  const width = isTTY === true ? Math.min(columns || mostColumns, mostColumns) : mostColumns;
  if (isTTY !== true || (env.NO_COLOR ?? '') !== '')
    return { good: plain, bad: plain, quiet: plain, title: plain, columns: width };
  return { good: colour(32), bad: colour(31), quiet: colour(2), title: colour(1), columns: width };
}
