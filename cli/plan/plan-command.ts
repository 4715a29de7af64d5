import type { Command } from 'commander';
import { parseDay } from '../../shared/schedule/civil-day.ts';
import { UsageError } from '../terminal/exit-code.ts';
import { type Frame, makeConfiguredCommand, runs } from '../terminal/make-command.ts';

/** `reveille plan`. */
export function planCommand(frame: Frame): Command {
  return makeConfiguredCommand(
    {
      name: 'plan',
      summary: 'Show what every schedule will do, day by day',
      description:
        'Shows what every schedule will do: up to 14 days start by start and stop by stop, more days as months. ' +
        'Days and times are those of the schedule’s time zone.',
      examples: ['plan --days 365', 'plan --config new.yaml --against old.yaml'],
    },
    frame,
  )
    .option('--from <date>', 'the first day, such as 2026-11-23 (default: today)')
    .option('--days <n>', 'how many days, 1 to 3660 (default: 31)')
    .option('--schedule <name>', 'this schedule only (default: all)')
    .option('--against <file>', 'show only what changes against this older configuration; exits 3 when anything changes')
    .option('--ics <file>', 'also write a calendar file to subscribe to')
    .option('--json', 'write one JSON object')
    .action(
      runs(frame, async (values: PlanValues, _args, world) => {
        const options = readPlanOptions(values);
        const { plan } = await import('./plan.ts');
        return plan(options, world);
      }),
    );
}

/** What `reveille plan` is asked to show. */
export interface PlanOptions {
  readonly config: string;
  /** The first day as civil-day.ts counts them; null for today in each schedule's zone. */
  readonly from: number | null;
  readonly days: number;
  /** The only schedule to plan; null for all. */
  readonly schedule: string | null;
  readonly json: boolean;
  /**
   * The configuration file whose plan is compared with `config`'s; null when there is nothing to
   * compare.
   */
  readonly against: string | null;
  /** The calendar file to write; null for none. */
  readonly ics: string | null;
}

/** The options of the command line, as they were typed. */
export interface PlanValues {
  readonly config: string;
  readonly from?: string;
  readonly days?: string;
  readonly schedule?: string;
  readonly json?: boolean;
  readonly against?: string;
  readonly ics?: string;
}

const defaultDays = 31;
const mostDays = 3660;

/**
 * Reads the values of the command line. Throws UsageError naming everything that is wrong with
 * them.
 */
export function readPlanOptions(values: PlanValues): PlanOptions {
  const { config, from, days, schedule = null, json = false, against = null, ics = null } = values;
  const mistakes: string[] = [];
  const firstDay = from === undefined ? null : parseDay(from);
  const isPlannable = firstDay !== null && firstDay >= 0 && firstDay < Date.UTC(2200, 0);
  if (from !== undefined && !isPlannable) mistakes.push(`--from ${from}: must be a date from 1970 to 2199, such as 2026-11-23`);
  const count = days === undefined ? defaultDays : /^\d{1,4}$/.test(days) ? Number(days) : 0;
  if (count < 1 || count > mostDays) mistakes.push(`--days ${days}: must be a number from 1 to ${mostDays}`);
  if (against !== null && ics !== null)
    mistakes.push('--against cannot be combined with --ics, because a comparison is not a calendar; leave one out');
  if (mistakes.length > 0) throw new UsageError(mistakes.join('\n'));
  return { config, from: firstDay, days: count, schedule, json, against, ics };
}
