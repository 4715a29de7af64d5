import { type Command, Option } from 'commander';
import { type CommandHelp, type Frame, makeCommand, makeConfiguredCommand, runs } from '../terminal/make-command.ts';
import { type LocalValues, readLocalOptions, readStartOptions, type StartValues } from './local-options.ts';

/** `reveille local`. */
export function localCommand(frame: Frame): Command {
  const command = makeConfiguredCommand(
    {
      name: 'local',
      summary: 'Rehearse your own configuration on this machine, against stand-in clouds',
      description:
        'Runs your configuration on this machine, against stand-in clouds. Nothing is sent to a provider, except for ' +
        'an account that has an endpoint. Exits 0 when every machine is where it should be, 1 when one is not.',
      examples: ['local --fire office-hours/stop', 'local --from 2026-11-23 --days 14'],
    },
    frame,
  );
  return withRunOptions(command).action(
    runs(frame, async (values: LocalValues, _args, world) => {
      const options = readLocalOptions(values);
      const { runLocal } = await import('./run-local.ts');
      return runLocal(options, world);
    }),
  );
}

/** `reveille start`. */
export function startCommand(frame: Frame): Command {
  const help: CommandHelp = {
    name: 'start',
    summary: 'Try it: run the sample on this machine, against stand-in clouds',
    description:
      'Runs the sample on this machine, against stand-in clouds. Nothing is sent to a provider. One machine of the sample ' +
      'does not exist, so one failure is expected. Exits 0 when the sample showed that and nothing else failed, else 1.',
    examples: ['start', 'start --from 2026-11-23 --days 14'],
  };
  const command = withRunOptions(makeCommand(help).addOption(new Option('--config <file>').hideHelp()));
  return command.option('--strict', 'exit 1 when any machine failed, as "local" does').action(
    runs(frame, async (values: StartValues, _args, world) => {
      const options = readStartOptions(values);
      const { runSample } = await import('./run-local.ts');
      return runSample(options, world);
    }),
  );
}

/** `reveille clouds`. */
export function cloudsCommand(frame: Frame): Command {
  return makeCommand({
    name: 'clouds',
    summary: 'Serve the three stand-in clouds on this machine until SIGTERM or Ctrl-C',
    description:
      'Serves the three stand-in clouds on this machine, prints their origins as one line of JSON, and runs until SIGTERM or Ctrl-C.',
    examples: ['clouds --state clouds.json'],
  })
    .option('--state <file>', 'the machines and keys of the stand-ins (default: those of the sample)')
    .action(
      runs(frame, async ({ state }: { readonly state?: string }, _args, world) => {
        const { serveClouds } = await import('../clouds/serve-clouds.ts');
        return serveClouds(state ?? null, world);
      }),
    );
}

function withRunOptions(command: Command): Command {
  return command
    .option('--fire <schedule[/action]>', 'fire this schedule’s start or stop now')
    .option('--at <instant>', 'the due time of the fired job, such as 2026-11-23T00:30:00Z')
    .option('--from <date>', 'instead of --fire: the first day of a run in which everything planned happens')
    .option('--days <n>', 'how many days, 1 to 366')
    .option('--alerts <file>', 'alerts that come while it runs, as JSON: [{"after": "5m", "source": …, "body": …}]')
    .option('--secrets <file>', 'the keys of accounts with an endpoint, as JSON: {"<secret name>": {…}}')
    .option('--stand-ins', 'stand-in clouds answer for accounts with an endpoint too; no key is needed')
    .option('--state <file>', 'the file that keeps the messages of the queues from one run to the next')
    .option('--clock <clock>', 'virtual jumps over waits, real does not (default: virtual, real with an endpoint)')
    .option('--json', 'write the report as one JSON object');
}
