import { stat } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import type { Refusal } from '../../text/reading.ts';
import type { CalendarFile } from '../calendars/calendar-source.ts';
import { ConfigurationError, type Mistake } from '../mistake.ts';
import { readTextFile } from '../text-file.ts';
import { daysByDate, type FileDays, lineMistake, type ReportLine } from './file-days.ts';
import { readIcsFile } from './ics-file.ts';
import { readListFile } from './list-file.ts';

/** A calendar file as it was found: its name in mistakes, and its text or why there is none. */
export interface FoundFile {
  readonly file: string;
  readonly text: { readonly value: string } | Refusal;
}

/** The calendar files of a configuration, by the path that stands there. */
export type FoundFiles = ReadonlyMap<string, FoundFile>;

/** A larger file is no list of a country's holidays. */
const mostBytes = 5_000_000;

/**
 * Reads calendar files; their paths are relative to the folder of `configuration`, which is the
 * path of the configuration file. Never throws for what a file is or holds.
 */
export async function findCalendarFiles(paths: readonly string[], configuration: string): Promise<FoundFiles> {
  const found = [...new Set(paths)].map(async (path) => {
    const file = isAbsolute(path) ? path : join(dirname(configuration), path);
    return [path, { file, text: await textOf(file) }] as const;
  });
  return new Map(await Promise.all(found));
}

async function textOf(file: string): Promise<FoundFile['text']> {
  // Looked at before it is read: a pipe may never end, and a large file would fill the memory.
  const found = await stat(file).catch(() => null);
  if (found !== null && !found.isFile() && !found.isDirectory())
    return { problem: 'is no file on disk', fix: 'save it as a file' };
  if (found !== null && found.size > mostBytes) {
    return { problem: `has ${found.size} bytes`, fix: `name a file of at most ${mostBytes} bytes with only the holidays` };
  }
  try {
    return { value: await readTextFile(file) };
  } catch (error) {
    if (!(error instanceof ConfigurationError) || error.mistakes[0] === undefined) throw error;
    const [{ problem, fix }] = error.mistakes;
    return { problem, fix };
  }
}

/** The days that the text of a calendar file lists, or everything that is wrong with it. */
export function readCalendarText(
  kind: CalendarFile['kind'],
  text: string,
  file: string,
): { readonly days: FileDays } | { readonly mistakes: readonly Mistake[] } {
  const mistakes: Mistake[] = [];
  const report: ReportLine = (line, name, refusal) => mistakes.push(lineMistake(file, line, name, refusal));
  const rows = kind === 'ics' ? readIcsFile(text, report) : readListFile(text, report);
  const days = daysByDate(rows, report);
  const count = Object.keys(days.holidays).length + Object.keys(days.workdays).length;
  if (mistakes.length === 0 && count === 0) {
    report(null, '', { problem: 'has no day from 2024 to 2036', fix: 'name a file with holidays as whole days' });
  }
  return mistakes.length === 0 ? { days } : { mistakes };
}
