import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  visit,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import { quote } from '../../text/describe-value.ts';
import type { Refusal } from '../../text/reading.ts';
import type { Mistake, Path } from '../mistake.ts';
import { fullWidthIn } from '../texts/full-width.ts';
import { keyText, offsetOf } from './yaml-place.ts';

/**
 * Makes a mistake at an offset of the text; `{first}` in the problem becomes the place of the
 * offset `first`.
 */
export type MistakeAt = (offset: number, path: Path, refusal: Refusal, first?: number) => Mistake;

const fixes: Partial<Record<YAMLError['code'], string>> = {
  BAD_ALIAS: 'put a text that starts with * in quotes',
  BAD_INDENT: 'give the keys of one mapping the same indentation',
  BAD_SCALAR_START: 'put the text in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'put a text that has a colon and a space in it in quotes, or start a new line',
  MULTIPLE_DOCS: 'keep one document and delete the --- line',
  TAB_AS_INDENT: 'indent with spaces',
  TAG_RESOLVE_FAILED: 'delete the tag',
};

/**
 * What the parser found. Its warnings count too: a tag or a directive that it does not know
 * changes what a value means.
 */
export function brokenSyntax(document: Document.Parsed, text: string, at: MistakeAt): readonly Mistake[] {
  const found = [...document.errors, ...document.warnings].map(({ code, message, pos }) => {
    const lineStart = text.lastIndexOf('\n', pos[0] - 1) + 1;
    const [line = ''] = text.slice(lineStart).split(/\n| #/, 1);
    // The parser takes a full-width character for a letter, and then complains about something
    // else.
    const typed = fullWidthIn(line);
    if (typed !== null) return at(lineStart + typed.index, [], typed);
    const problem =
      code === 'MULTIPLE_DOCS' ? 'a second document starts here' : `not valid YAML: ${message.replace(/\s+/g, ' ')}`;
    return at(pos[0], [], { problem, fix: fixes[code] ?? 'correct the YAML here' });
  });
  const { version } = document.directives.yaml;
  if (version === '1.2') return found;
  // In YAML 1.1 the words yes and no, times and merge keys mean something else.
  return [...found, at(0, [], { problem: `YAML ${version} is not supported`, fix: 'delete the %YAML line' })];
}

/**
 * What the parser accepts although nobody can rely on the values: aliases to nothing, keys that
 * are not text.
 */
export function brokenNodes(document: Document.Parsed, at: MistakeAt): readonly Mistake[] {
  const found: Mistake[] = [];
  const anchors = new Set<string>();
  visit(document, (_, node, ancestors) => {
    if (isAlias(node) && !anchors.has(node.source)) {
      const problem = `there is no anchor ${quote(`&${node.source}`)} before this alias`;
      const fix = 'put the text in quotes, or write the value itself';
      found.push(at(offsetOf(node), stepsTo([...ancestors, node]), { problem, fix }));
    }
    if (isNode(node) && !isAlias(node) && node.anchor !== undefined) anchors.add(node.anchor);
    if (!isMap(node)) return;
    const refusal = { problem: 'this cannot be a key', fix: 'write a plain name before the colon' };
    for (const pair of node.items) {
      if (isPlainKey(keyText(pair))) continue;
      found.push(at(offsetOf(pair.key) || offsetOf(node), stepsTo([...ancestors, node]), refusal));
    }
  });
  return found;
}

/**
 * Keys that lose something when the document becomes a value: repeated keys, and the key `007` of
 * a tag, which would become 7.
 */
export function changedKeys(document: Document.Parsed, at: MistakeAt): readonly Mistake[] {
  const found: Mistake[] = [];
  visit(document, {
    Map: (_, map, ancestors) => {
      found.push(...changedKeysOf(map, () => stepsTo([...ancestors, map]), at));
    },
  });
  return found;
}

function changedKeysOf(map: YAMLMap, path: () => Path, at: MistakeAt): readonly Mistake[] {
  const firsts = new Map<string, number>();
  return map.items.flatMap((pair): Mistake[] => {
    const key = keyText(pair);
    if (!isPlainKey(key)) return [];
    const offset = offsetOf(pair.key) || offsetOf(map);
    const source = isScalar(pair.key) && /number|boolean/.test(typeof pair.key.value) ? (pair.key.source ?? key) : key;
    if (source !== key) {
      return [
        at(offset, [...path(), key], { problem: `YAML reads this key as ${key}`, fix: `put it in quotes: ${quote(source)}` }),
      ];
    }
    const first = firsts.get(key);
    firsts.set(key, first ?? offset);
    if (first === undefined) return [];
    return [at(offset, [...path(), key], { problem: 'repeats the key at {first}', fix: 'delete one of the two' }, first)];
  });
}

// As a key of an object, __proto__ would vanish before anybody could report it.
function isPlainKey(key: string | null): key is string {
  return key !== null && key !== '__proto__';
}

// A step into a mapping is the key of a pair among the ancestors; a step into a list is the index
// of the next ancestor.
function stepsTo(ancestors: readonly (Document | Node | Pair)[]): Path {
  return ancestors.flatMap((ancestor, index): Path => {
    if (isPair(ancestor)) return [keyText(ancestor) ?? '?'];
    return isSeq(ancestor) && index + 1 < ancestors.length ? [ancestor.items.indexOf(ancestors[index + 1])] : [];
  });
}
