import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import type { Path } from '../mistake.ts';

/**
 * Where a path leads in a YAML document: the offset of its text, and a scalar's text as the file
 * has it (else empty).
 */
export interface YamlPlace {
  readonly offset: number;
  readonly source: string;
}

/**
 * Finds the value at `path`, or its key; for a missing value, the nearest mapping or list around
 * it. Behind an alias the place is the alias itself, because that is where this path is in the
 * file.
 */
export function findPlace(document: Document.Parsed, path: Path, atKey = false): YamlPlace {
  let node: Node | null = document.contents;
  let key: Node | null = null;
  let alias: Node | null = null;
  for (const step of path) {
    if (isAlias(node)) {
      alias ??= node;
      node = node.resolve(document) ?? null;
    }
    const found = entryAt(node, step);
    if (found === null) return { offset: offsetOf(alias ?? node), source: '' };
    key = found.key;
    node = found.value ?? found.key;
  }
  const value = isAlias(node) ? node.resolve(document) : node;
  return { offset: offsetOf(alias ?? (atKey ? key : node)), source: isScalar(value) ? (value.source ?? '') : '' };
}

/**
 * The text a mapping's key stands for, or null when it is no plain key (a list, a mapping,
 * nothing).
 */
export function keyText(pair: Pair): string | null {
  return isScalar(pair.key) && pair.key.value !== null ? String(pair.key.value) : null;
}

/**
 * Where a node's text begins, counted in UTF-16 units from the start of the file; 0 for a node
 * without a text.
 */
export function offsetOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

/** The pairs of each mapping by their keys, the last of a repeated one: a file may have many. */
const pairsByKey = new WeakMap<object, ReadonlyMap<string | null, Pair<Node, Node | null>>>();

function pairsOf(map: YAMLMap<Node, Node | null>): ReadonlyMap<string | null, Pair<Node, Node | null>> {
  const known = pairsByKey.get(map) ?? new Map(map.items.map((pair) => [keyText(pair), pair]));
  pairsByKey.set(map, known);
  return known;
}

function entryAt(parent: Node | null, step: Path[number]): { readonly key: Node | null; readonly value: Node | null } | null {
  if (isMap<Node, Node | null>(parent)) return pairsOf(parent).get(String(step)) ?? null;
  const item = isSeq<Node>(parent) ? parent.items[Number(step)] : undefined;
  return item === undefined ? null : { key: null, value: item };
}
