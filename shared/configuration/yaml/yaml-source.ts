import { type Document, parseDocument } from 'yaml';
import { quote } from '../../text/describe-value.ts';
import type { Refusal } from '../../text/reading.ts';
import type { SourceMistake, Step } from '../source-mistake.ts';
import { nodeFaults, syntaxFaults, type YamlFault } from './yaml-fault.ts';
import { findPlace } from './yaml-place.ts';

/** Something wrong at a place of a text; `line` and `column` count from 1. */
export interface PlacedRefusal extends Refusal {
  readonly path: readonly Step[];
  readonly line: number;
  readonly column: number;
}

/** A YAML text that was read: its value, or null when its syntax leaves none; what is wrong with the YAML; and where its values stand. */
export interface YamlSource {
  readonly parsed: { readonly value: unknown } | null;
  readonly refusals: readonly PlacedRefusal[];
  place(mistake: SourceMistake): PlacedRefusal;
}

/** Reads one YAML 1.2 document (JSON is one too). Never throws for what the text holds. */
export function readYaml(text: string): YamlSource {
  // `nodeFaults` names both places of a repeated key, which the parser does not.
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false, logLevel: 'error' });
  const faults = [...syntaxFaults(document), ...nodeFaults(document)];
  const value = faults.some((fault) => fault.fatal) ? null : valueIn(document);
  if (value !== null && 'fault' in value) faults.push(value.fault);
  return {
    parsed: value !== null && 'value' in value ? value : null,
    refusals: firstOfEachLine(faults.map((fault) => placeFault(fault, text))),
    place: ({ path, problem, fix, atKey, first }) => {
      const { offset, written } = findPlace(document, path, atKey);
      const other = first === undefined ? {} : { first: findPlace(document, first).offset };
      return placeFault({ path, offset, problem, fix: fix.replace('{written}', () => quote(written)), ...other }, text);
    },
  };
}

function valueIn(document: Document.Parsed): { readonly value: unknown } | { readonly fault: YamlFault } {
  try {
    return { value: document.toJS() };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    // The only reference left that cannot be followed: aliases of aliases that would grow beyond any use.
    const problem = 'its aliases repeat one another too often';
    return { fault: { path: [], offset: 0, problem, fix: 'write the values out', fatal: true } };
  }
}

function placeFault(fault: Omit<YamlFault, 'fatal'>, text: string): PlacedRefusal {
  const { line, column } = position(fault.offset, text);
  const first = fault.first === undefined ? null : position(fault.first, text);
  const problem = first === null ? fault.problem : `${fault.problem}, first at ${first.line}:${first.column}`;
  return { path: fault.path, line, column, problem, fix: fault.fix };
}

// One slip makes the parser stumble over the rest of its line.
function firstOfEachLine(refusals: readonly PlacedRefusal[]): readonly PlacedRefusal[] {
  const byPlace = refusals.toSorted((a, b) => a.line - b.line || a.column - b.column);
  return byPlace.filter((refusal, index) => refusal.line !== byPlace[index - 1]?.line);
}

// Counted here, because the parser's own line counter goes astray in the texts it recovers from.
function position(offset: number, text: string): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
