import { parseDocument } from 'yaml';
import { dotted, quote } from '../../text/describe-value.ts';
import type { Refusal } from '../../text/reading.ts';
import type { Mistake, Path, Spot } from '../mistake.ts';
import { endlessAliases } from './yaml-aliases.ts';
import { brokenNodes, brokenSyntax, changedKeys, type MistakeAt } from './yaml-mistakes.ts';
import { findPlace } from './yaml-place.ts';

/** A YAML text that was read. */
export interface YamlSource {
  /** The value of the document, or null when its syntax leaves none. */
  readonly parsed: { readonly value: unknown } | null;
  /** What is wrong with the YAML itself. */
  readonly mistakes: readonly Mistake[];
  /** What is wrong with the value at a path, with its line and column. */
  mistake(path: Path, refusal: Refusal, spot?: Spot): Mistake;
}

/**
 * Reads one YAML 1.2 document (JSON is one too); `file` is its name in mistakes. Never throws for
 * what the text holds.
 */
export function readYaml(text: string, file: string): YamlSource {
  // `changedKeys` names both places of a repeated key, which the parser does not.
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false, logLevel: 'error' });
  const position = positionsIn(text);
  const at: MistakeAt = (offset, path, { problem, fix }, first) => {
    const said = first === undefined ? problem : problem.replace('{first}', placeText(position(first)));
    return { file, ...position(offset), path: dotted(path), problem: said, fix };
  };
  const broken = [...brokenSyntax(document, text, at), ...brokenNodes(document, at)];
  if (broken.length === 0) broken.push(...endlessAliases(document, at));
  // The parser's own limit counts the uses of an anchor, and refuses a hundred honest ones.
  const parsed = broken.length > 0 ? null : { value: document.toJS({ maxAliasCount: -1 }) as unknown };
  return {
    parsed,
    mistakes: firstOfEachLine([...broken, ...changedKeys(document, at)]),
    mistake: (path, { problem, fix }, { atKey, first } = {}) => {
      const { offset, source } = findPlace(document, path, atKey);
      const refusal = { problem, fix: fix.replace('{source}', () => quote(source)) };
      return at(offset, path, refusal, first && findPlace(document, first).offset);
    },
  };
}

// After one mistake the parser often complains about the rest of the line too.
function firstOfEachLine(mistakes: readonly Mistake[]): readonly Mistake[] {
  const byPlace = mistakes.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
  return byPlace.filter((mistake, index) => mistake.line !== byPlace[index - 1]?.line);
}

interface Position {
  readonly line: number;
  readonly column: number;
}

// Counted here, because the parser's own line counter is wrong in broken texts.
function positionsIn(text: string): (offset: number) => Position {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

function placeText({ line, column }: Position): string {
  return `${line}:${column}`;
}
