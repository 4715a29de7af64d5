/** Colours for a terminal, or none. */
export interface Paint {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly title: (text: string) => string;
}

const plain = (text: string) => text;
const colour = (code: number) => (text: string) => `\u001b[${code}m${text}\u001b[0m`;

/** Paints only where colours can be seen: on a terminal, unless NO_COLOR is set (no-color.org). */
export function paintFor(stream: { readonly isTTY?: boolean }, env: Readonly<Record<string, string | undefined>>): Paint {
  if (stream.isTTY !== true || (env.NO_COLOR ?? '') !== '') return { good: plain, bad: plain, quiet: plain, title: plain };
  return { good: colour(32), bad: colour(31), quiet: colour(2), title: colour(1) };
}
