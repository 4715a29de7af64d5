import { dotted, quote } from '../../text/describe-value.ts';
import { nearestWord } from '../../text/nearest-word.ts';
import type { Path, ReportMistake } from '../mistake.ts';
import type { Part } from '../schema/read-part.ts';

/**
 * An entry that may be listed only once. Entries with the same `key` are the same; `key` is
 * undefined when the entry could not be read.
 */
export interface Listed {
  readonly key: string | undefined;
  readonly path: Path;
}

/** Reports every entry that was listed before. */
export function reportRepeated(entries: readonly Listed[], report: ReportMistake): void {
  const firsts = new Map<string, Path>();
  for (const { key, path } of entries) {
    if (key === undefined) continue;
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, path);
    else report(path, { problem: 'repeats the entry at {first}', fix: 'delete one of the two' }, { first });
  }
}

/**
 * Reports a name that `section` does not have: suggests the nearest, or lists all. `kind` is
 * `account` or `calendar`.
 */
export function reportUnknown(
  name: string,
  section: Part<unknown> | undefined,
  kind: string,
  path: Path,
  report: ReportMistake,
): void {
  const known = Object.keys(section?.parts ?? {});
  if (known.includes(name)) return;
  const meant = nearestWord(name, known);
  const all = known.map((each) => dotted([each])).join(', ');
  const other = all === '' ? `add it under ${kind}s` : `write ${known.length === 1 ? '' : 'one of '}${all}`;
  report(path, { problem: `there is no ${kind} ${quote(name)}`, fix: meant === null ? other : `did you mean ${meant}?` });
}
