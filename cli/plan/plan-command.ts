import type { Command } from 'commander';
import { type Frame, makeConfiguredCommand, runs } from '../terminal/make-command.ts';
import { type PlanValues, readPlanOptions } from './plan-options.ts';

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
