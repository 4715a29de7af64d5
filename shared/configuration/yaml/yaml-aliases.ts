import { type Document, isAlias, isCollection, isPair, type Node, visit } from 'yaml';
import { quote } from '../../text/describe-value.ts';
import type { Mistake } from '../mistake.ts';
import type { MistakeAt } from './yaml-mistakes.ts';
import { offsetOf } from './yaml-place.ts';

/**
 * The most values that a file may have once every alias is written out. A hundred uses of a list of
 * a hundred machines are a twentieth of it; aliases of aliases of aliases pass it soon.
 */
const mostValues = 200_000;

/**
 * The alias with which the values of a document grow beyond what anybody means, or without end;
 * none for an honest file. Every alias must have its anchor.
 */
export function endlessAliases(document: Document.Parsed, at: MistakeAt): readonly Mistake[] {
  const anchors = new Map<string, number>();
  const found: Mistake[] = [];
  const sizes = new Map<unknown, number>();
  // An anchor is counted when it ends, so an alias inside its own anchor has no size: it is
  // endless.
  const sizeOf = (node: unknown): number => {
    const known = sizes.get(node);
    if (known !== undefined) return known;
    let size = 1;
    if (isAlias(node)) size = anchors.get(node.source) ?? Number.POSITIVE_INFINITY;
    else if (isPair(node)) size = sizeOf(node.key) + sizeOf(node.value);
    else if (isCollection(node)) for (const item of node.items) size += sizeOf(item);
    if (isAlias(node) && size > mostValues && found.length === 0) found.push(tooMuch(node, at));
    sizes.set(node, size);
    const anchor = (node as Node | null)?.anchor;
    if (anchor !== undefined && !isAlias(node)) anchors.set(anchor, size);
    return size;
  };
  const whole = sizeOf(document.contents);
  if (whole <= mostValues || found.length > 0) return found;
  // Many aliases, each of which is small enough by itself: the first of them is shown.
  visit(document, {
    Alias: (_, alias) => {
      found.push(tooMuch(alias, at));
      return visit.BREAK;
    },
  });
  return found;
}

function tooMuch(alias: { readonly source: string }, at: MistakeAt): Mistake {
  const problem = `the alias ${quote(`*${alias.source}`)} makes more than ${mostValues} values of this file`;
  return at(offsetOf(alias), [], { problem, fix: 'write the values out' });
}
