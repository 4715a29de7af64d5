import { parseArgs } from 'node:util';
import { parseDay } from '../../shared/schedule/civil-day.ts';
import { UsageError } from '../terminal/usage-error.ts';

/** What `npm run plan` is asked to show. */
export interface PlanOptions {
  readonly config: string;
  /** The first day as civil-day.ts counts them; null for today in each schedule's zone. */
  readonly from: number | null;
  readonly days: number;
  /** The only schedule to plan; null for all. */
  readonly schedule: string | null;
  readonly json: boolean;
  /** The configuration file whose plan is compared with `config`'s; null when there is nothing to compare. */
  readonly against: string | null;
  /** The calendar file to write; null for none. */
  readonly ics: string | null;
}

const usage =
  'usage: npm run -s plan -- --config FILE [--from DATE] [--days N] [--schedule SCHEDULE] [--json] [--against OLD_FILE | --ics FILE]';
const defaultDays = 31;
const mostDays = 3660;

/** Reads the command line. Throws UsageError naming everything that is wrong with it. */
export function parsePlanOptions(args: readonly string[]): PlanOptions {
  const { config = '', from, days, schedule = null, json = false, against = null, ics = null } = parse(args);
  const mistakes: string[] = [];
  if (config === '') mistakes.push('--config FILE is missing: the reveille.yaml to plan');
  const firstDay = from === undefined ? null : parseDay(from);
  const isPlannable = firstDay !== null && firstDay >= 0 && firstDay < Date.UTC(2200, 0);
  if (from !== undefined && !isPlannable) mistakes.push(`--from ${from}: must be a date from 1970 to 2199, such as 2026-11-23`);
  const count = days === undefined ? defaultDays : /^\d{1,4}$/.test(days) ? Number(days) : 0;
  if (count < 1 || count > mostDays) mistakes.push(`--days ${days}: must be a number from 1 to ${mostDays}`);
  if (against === '') mistakes.push('--against is empty: name the older configuration file');
  if (ics === '') mistakes.push('--ics is empty: name the calendar file to write');
  if (against !== null && ics !== null) mistakes.push('--against with --ics: a comparison is no calendar; leave one out');
  if (mistakes.length > 0) throw new UsageError([...mistakes, usage].join('\n'));
  return { config, from: firstDay, days: count, schedule, json, against, ics };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    const options = {
      config: text,
      from: text,
      days: text,
      schedule: text,
      json: { type: 'boolean' },
      against: text,
      ics: text,
    } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    const said = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new UsageError(`${said}\n${usage}`);
  }
}
