import { dotted, quote } from '../../text/describe-value.ts';
import { nearestWord } from '../../text/nearest-word.ts';
import type { SourceMistake, Step } from '../source-mistake.ts';

/** No mistake when `name` is one of `section`'s names; else one that says which was meant, or which there are. */
export function unknownName(
  name: string,
  names: readonly string[],
  section: string,
  path: readonly Step[],
): readonly SourceMistake[] {
  if (names.includes(name)) return [];
  const meant = nearestWord(name, names);
  const fix = meant === null ? `known are ${names.map((each) => dotted([each])).join(', ') || 'none'}` : `did you mean ${meant}?`;
  return [{ path, problem: `${quote(name)} is not one of the ${section}`, fix }];
}
