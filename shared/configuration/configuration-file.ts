import type { Configuration } from '../contract/compiled-configuration.ts';
import { calendarPaths, daysOfFiles } from './calendar-files/days-of-files.ts';
import { type FoundFiles, findCalendarFiles } from './calendar-files/read-calendar-files.ts';
import { compileCalendars } from './calendars/compile-calendars.ts';
import { ConfigurationError, type Mistake, type ReportMistake } from './mistake.ts';
import { checkConfiguration } from './rules/check-configuration.ts';
import { type Part, readPart } from './schema/read-part.ts';
import { type SourceConfiguration, sourceConfiguration } from './schema/source-configuration.ts';
import { compileSource } from './schema/source-of-alerts.ts';
import { compileRestart } from './schema/source-restart.ts';
import { type SoundSchedule, soundSchedules } from './schema/source-schedule.ts';
import { readTextFile } from './text-file.ts';
import { readYaml } from './yaml/yaml-source.ts';

/**
 * Reads a `reveille.yaml`, and the calendar files that it names beside it.
 * @throws ConfigurationError with every mistake of the files, or with one when it cannot be read.
 */
export async function readConfiguration(path: string): Promise<Configuration> {
  const draft = readDraft(await readTextFile(path, 'name a file that exists, or let `reveille init` make one'), path);
  return finish(draft, await findCalendarFiles(calendarPaths(draft.read?.parts?.calendars), path));
}

/**
 * The configuration that a YAML or JSON text means; `file` is its name in mistakes. A calendar file
 * that it names must be among `files`.
 * @throws ConfigurationError with every mistake of the text, in the order of their places.
 */
export function parseConfiguration(text: string, file: string, files: FoundFiles = new Map()): Configuration {
  return finish(readDraft(text, file), files);
}

/** A configuration that was read as far as its own text goes. */
interface Draft {
  readonly file: string;
  /** Null where the YAML leaves nothing to read. */
  readonly read: Part<SourceConfiguration> | null;
  readonly schedules: ReadonlyMap<string, SoundSchedule>;
  readonly mistakes: Mistake[];
  readonly report: ReportMistake;
}

function readDraft(text: string, file: string): Draft {
  const source = readYaml(text, file);
  const mistakes: Mistake[] = [...source.mistakes];
  const report: ReportMistake = (path, refusal, spot) => mistakes.push(source.mistake(path, refusal, spot));
  const value = source.parsed?.value ?? null;
  if (source.parsed !== null && value === null) {
    report([], { problem: 'the file is empty', fix: 'write accounts and schedules' });
  }
  const read = value === null ? null : readPart(sourceConfiguration, value, [], report);
  const schedules = soundSchedules(read?.parts?.schedules);
  if (read !== null) checkConfiguration(read, schedules, report);
  return { file, read, schedules, mistakes, report };
}

// Durations are milliseconds, calendars are tables, and every default is filled in.
function finish({ file, read, schedules, mistakes, report }: Draft, files: FoundFiles): Configuration {
  const days = daysOfFiles(read?.parts?.calendars, files, report, mistakes);
  const whole = read?.whole ?? null;
  if (mistakes.length > 0 || whole === null) throw new ConfigurationError(mistakes.toSorted(byPlaceFrom(file)));
  const { accounts, calendars, sources, restarts, alerts } = whole.value;
  return {
    accounts,
    calendars: compileCalendars(calendars, days),
    schedules: Object.fromEntries([...schedules].map(([name, { meaning }]) => [name, meaning] as const)),
    sources: eachMeaning(sources, compileSource),
    restarts: eachMeaning(restarts, compileRestart),
    alerts,
  };
}

function eachMeaning<Written, Meant>(section: Readonly<Record<string, Written>>, compile: (written: Written) => Meant) {
  return Object.fromEntries(Object.entries(section).map(([name, written]) => [name, compile(written)] as const));
}

// Those of the configuration file come first.
function byPlaceFrom(file: string): (a: Mistake, b: Mistake) => number {
  const rank = (mistake: Mistake): string => (mistake.file === file ? '' : mistake.file);
  const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return (a, b) => order(rank(a), rank(b)) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
