import type { SourceMistake, Step } from '../source-mistake.ts';

/** An entry that may be listed only once: `key` is what it stands for, undefined where that cannot be seen. */
export interface Listed {
  readonly key: string | undefined;
  readonly path: readonly Step[];
}

/** A mistake for every entry that was listed before. */
export function repeated(entries: readonly Listed[]): readonly SourceMistake[] {
  const firsts = new Map<string, readonly Step[]>();
  const mistakes: SourceMistake[] = [];
  for (const { key, path } of entries) {
    if (key === undefined) continue;
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, path);
    else mistakes.push({ path, problem: 'is listed a second time', fix: 'take one of the two out', first });
  }
  return mistakes;
}
