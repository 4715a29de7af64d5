import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { runReveille } from '../a-world.ts';
import { aFile, chineseOffice, londonNights } from './a-plan.ts';

/** Late on a Saturday in London, early on the Sunday in Shanghai. */
export const now = Date.parse('2026-11-21T17:00:00Z');

/**
 * A folder for configuration files and calendars that is gone after the test file's tests, with
 * three files in it.
 */
export function planFiles() {
  const folder = mkdtempSync(join(tmpdir(), 'reveille-plan-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  /** A file of this name with these schedules; gives its path. */
  const write = (name: string, schedules: Parameters<typeof aFile>[0]): string => {
    const path = join(folder, name);
    writeFileSync(path, aFile(schedules));
    return path;
  };
  const office = write('office.yaml', { office: chineseOffice });
  const nights = write('nights.yaml', { nights: londonNights });
  const both = write('both.yaml', { office: chineseOffice, nights: londonNights });
  return { folder, write, office, nights, both };
}

/** What the command writes and exits with. */
export function runPlan(...args: readonly string[]) {
  return runReveille(['plan', ...args], { now: () => now });
}
