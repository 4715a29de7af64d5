import { type Document, isPair, isScalar, isSeq, type Node, type Pair, visit, type YAMLError, type YAMLMap } from 'yaml';
import { quote } from '../../text/describe-value.ts';
import type { Refusal } from '../../text/reading.ts';
import type { Step } from '../source-mistake.ts';
import { keyText, offsetOf } from './yaml-place.ts';

/** Something wrong with the YAML itself. `first` is the offset of another place the problem speaks of. */
export interface YamlFault extends Refusal {
  readonly path: readonly Step[];
  readonly offset: number;
  readonly first?: number;
  /** The values of the document cannot be relied on. */
  readonly fatal: boolean;
}

const fixes: Partial<Record<YAMLError['code'], string>> = {
  BAD_ALIAS: 'put a text that starts with * in quotes',
  BAD_INDENT: 'indent what belongs together alike',
  BAD_SCALAR_START: 'put the text in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'put a text with a colon and a blank in it in quotes, or start a new line',
  MULTIPLE_DOCS: 'keep one document and take the --- line out',
  TAB_AS_INDENT: 'indent with spaces',
  TAG_RESOLVE_FAILED: 'take the tag out',
};

/** What the parser found. Its warnings count too: a tag or a directive that it does not know changes what a value means. */
export function syntaxFaults(document: Document.Parsed): readonly YamlFault[] {
  const found = [...document.errors, ...document.warnings].map(({ code, message, pos }) => ({
    path: [],
    offset: pos[0],
    problem: code === 'MULTIPLE_DOCS' ? 'a second document starts here' : `not valid YAML: ${message.replace(/\s+/g, ' ')}`,
    fix: fixes[code] ?? 'correct what stands here',
    fatal: true,
  }));
  const { version } = document.directives.yaml;
  if (version === '1.2') return found;
  // In YAML 1.1 the words yes and no, times and merge keys mean something else.
  return [
    ...found,
    { path: [], offset: 0, problem: `YAML ${version} is not read here`, fix: 'take the %YAML line out', fatal: true },
  ];
}

/** What the parser lets pass: aliases to nothing, keys that are no text, keys given twice. */
export function nodeFaults(document: Document.Parsed): readonly YamlFault[] {
  const faults: YamlFault[] = [];
  visit(document, {
    Alias: (_, alias, ancestors) => {
      if (alias.resolve(document) !== undefined) return;
      const problem = `no anchor ${quote(`&${alias.source}`)} stands before this alias`;
      const fix = 'put the text in quotes or write the value out';
      faults.push({ path: stepsTo([...ancestors, alias]), offset: offsetOf(alias), problem, fix, fatal: true });
    },
    Map: (_, map, ancestors) => {
      faults.push(...keyFaults(map, stepsTo([...ancestors, map])));
    },
  });
  return faults;
}

function keyFaults(map: YAMLMap, path: readonly Step[]): readonly YamlFault[] {
  const firsts = new Map<string, number>();
  return map.items.flatMap((pair): YamlFault[] => {
    const key = keyText(pair);
    const offset = offsetOf(pair.key) || offsetOf(map);
    // No name may be __proto__, and as a key of an object it would vanish before anybody could say so.
    if (key === null || key === '__proto__') {
      return [{ path, offset, problem: 'this cannot be a key', fix: 'write a plain name before the colon', fatal: true }];
    }
    // A tag's key 007 would become 7.
    const written = isScalar(pair.key) && /number|boolean/.test(typeof pair.key.value) ? (pair.key.source ?? key) : key;
    if (written !== key) {
      const fix = `put it in quotes, ${quote(written)}, so that it stays as it is`;
      return [{ path: [...path, key], offset, problem: `this key would be read as ${key}`, fix, fatal: false }];
    }
    const first = firsts.get(key);
    firsts.set(key, first ?? offset);
    if (first === undefined) return [];
    return [{ path: [...path, key], offset, problem: 'is given a second time', first, fix: 'keep one of the two', fatal: false }];
  });
}

// Every step into a mapping passes its pair; one into a list is the next ancestor's index.
function stepsTo(ancestors: readonly (Document | Node | Pair)[]): readonly Step[] {
  return ancestors.flatMap((ancestor, index): Step[] => {
    if (isPair(ancestor)) return [keyText(ancestor) ?? '?'];
    return isSeq(ancestor) && index + 1 < ancestors.length ? [ancestor.items.indexOf(ancestors[index + 1])] : [];
  });
}
