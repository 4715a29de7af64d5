import type { Configuration } from '../contract/compiled-configuration.ts';
import { dotted } from '../text/describe-value.ts';
import { ConfigurationError, type Mistake } from './mistake.ts';
import { brokenRules } from './rules/configuration-rules.ts';
import { compileConfiguration, sourceConfiguration } from './schema/configuration.ts';
import { explainIssue } from './schema/explain-issue.ts';
import { readTextFile } from './text-file.ts';
import { type PlacedRefusal, readYaml } from './yaml/yaml-source.ts';

/**
 * Reads a `reveille.yaml`.
 * @throws ConfigurationError with every mistake of the file, or with one when it cannot be read.
 */
export async function readConfiguration(path: string): Promise<Configuration> {
  return parseConfiguration(await readTextFile(path), path);
}

/**
 * The configuration that a YAML or JSON text means; `file` is its name in mistakes.
 * @throws ConfigurationError with every mistake of the text, in the order of their places.
 */
export function parseConfiguration(text: string, file: string): Configuration {
  const source = readYaml(text);
  const placed = (refusal: PlacedRefusal): Mistake => ({ ...refusal, file, path: dotted(refusal.path) });
  const faults = source.refusals.map(placed);
  if (source.parsed === null) throw new ConfigurationError(faults);
  const { value } = source.parsed;
  if (value === null) throw new ConfigurationError([placed(emptyFile)]);
  const result = sourceConfiguration.safeParse(value, { reportInput: true });
  const found = [...(result.error?.issues ?? []).flatMap(explainIssue), ...brokenRules(value)];
  const mistakes = [...faults, ...found.map((mistake) => placed(source.place(mistake)))];
  if (mistakes.length > 0 || !result.success) throw new ConfigurationError(mistakes.toSorted(byPlace));
  return compileConfiguration(result.data);
}

const emptyFile: PlacedRefusal = {
  path: [],
  line: 1,
  column: 1,
  problem: 'the file is empty',
  fix: 'write accounts and schedules',
};

function byPlace(a: Mistake, b: Mistake): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
