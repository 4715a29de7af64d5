import type { Configuration } from '../contract/compiled-configuration.ts';
import { compileCalendars } from './calendars/compile-calendars.ts';
import { ConfigurationError, type Mistake, type ReportMistake } from './mistake.ts';
import { checkConfiguration } from './rules/check-configuration.ts';
import { readPart } from './schema/read-part.ts';
import { sourceConfiguration } from './schema/source-configuration.ts';
import { compileSource } from './schema/source-of-alerts.ts';
import { compileRestart } from './schema/source-restart.ts';
import { soundSchedules } from './schema/source-schedule.ts';
import { readTextFile } from './text-file.ts';
import { readYaml } from './yaml/yaml-source.ts';

/**
 * Reads a `reveille.yaml`.
 * @throws ConfigurationError with every mistake of the file, or with one when it cannot be read.
 */
export async function readConfiguration(path: string): Promise<Configuration> {
  return parseConfiguration(await readTextFile(path, 'name a file that exists, or let `reveille init` make one'), path);
}

/**
 * The configuration that a YAML or JSON text means; `file` is its name in mistakes.
 * @throws ConfigurationError with every mistake of the text, in the order of their places.
 */
export function parseConfiguration(text: string, file: string): Configuration {
  const source = readYaml(text, file);
  const mistakes: Mistake[] = [...source.mistakes];
  const report: ReportMistake = (path, refusal, spot) => mistakes.push(source.mistake(path, refusal, spot));
  const configuration = source.parsed === null ? null : meaningOf(source.parsed.value, mistakes, report);
  if (configuration === null) throw new ConfigurationError(mistakes.toSorted(byPlace));
  return configuration;
}

// Null when there are mistakes, those of the YAML included. Otherwise durations are milliseconds,
// calendars are tables, and every default is filled in.
function meaningOf(value: unknown, mistakes: readonly Mistake[], report: ReportMistake): Configuration | null {
  if (value === null) {
    report([], { problem: 'the file is empty', fix: 'write accounts and schedules' });
    return null;
  }
  const file = readPart(sourceConfiguration, value, [], report);
  const schedules = soundSchedules(file.parts?.schedules);
  checkConfiguration(file, schedules, report);
  if (mistakes.length > 0 || file.whole === null) return null;
  const { accounts, calendars, sources, restarts, alerts } = file.whole.value;
  return {
    accounts,
    calendars: compileCalendars(calendars),
    schedules: Object.fromEntries([...schedules].map(([name, { meaning }]) => [name, meaning] as const)),
    sources: eachMeaning(sources, compileSource),
    restarts: eachMeaning(restarts, compileRestart),
    alerts,
  };
}

function eachMeaning<Written, Meant>(section: Readonly<Record<string, Written>>, compile: (written: Written) => Meant) {
  return Object.fromEntries(Object.entries(section).map(([name, written]) => [name, compile(written)] as const));
}

function byPlace(a: Mistake, b: Mistake): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
