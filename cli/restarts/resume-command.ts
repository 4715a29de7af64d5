import type { Command } from 'commander';
import { type Frame, makeConfiguredCommand, runs } from '../terminal/make-command.ts';

/** What `reveille resume` is asked to do. `instance` null: every machine of the restart. */
export interface ResumeOptions {
  readonly restart: string;
  readonly config: string;
  readonly instance: string | null;
  /** The state file of a rehearsal; null for AWS. */
  readonly state: string | null;
  readonly json: boolean;
}

/** The options of the command line, as they were typed. */
export interface ResumeValues {
  readonly config: string;
  readonly instance?: string;
  readonly state?: string;
  readonly json?: boolean;
}

/** `reveille resume`. */
export function resumeCommand(frame: Frame): Command {
  return makeConfiguredCommand(
    {
      name: 'resume',
      summary: 'Let alerts restart machines again that have tripped',
      description:
        'Lets alerts restart the machines of a restart again: ends their trip and cooldown, and fills their budgets. ' +
        'Asks AWS with the credentials and region of your environment, unless --state names the file of a rehearsal.',
      examples: ['resume web-down --instance i-bp67acfmxazb4p0001'],
    },
    frame,
  )
    .argument('<restart>', 'the restart, as the configuration names it')
    .option('--instance <id>', 'this machine only (default: all that the restart lists)')
    .option('--state <file>', 'the table in the state file of a rehearsal, instead of AWS')
    .option('--json', 'write one JSON object')
    .action(
      runs(frame, async (values: ResumeValues, [restart = ''], world) => {
        const { config, instance = null, state = null, json = false } = values;
        const { resume } = await import('./resume.ts');
        return resume({ restart, config, instance, state, json }, world);
      }),
    );
}
