import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { Command, CommanderError } from 'commander';
import { completionCommand } from './completion/completion-command.ts';
import { initCommand, schemaCommand, validateCommand } from './configuration/configuration-commands.ts';
import { deployCommand, synthCommand } from './deploy/deploy-commands.ts';
import { dlqCommand } from './dlq/dlq-command.ts';
import { planCommand } from './plan/plan-command.ts';
import { cloudsCommand, localCommand, startCommand } from './rehearse/rehearse-commands.ts';
import { alertsTestCommand } from './restarts/alerts-test-command.ts';
import { resumeCommand } from './restarts/resume-command.ts';
import { commandLineRefusal } from './terminal/command-line-refusal.ts';
import { exitCodeOf, exitCodes, UsageError } from './terminal/exit-code.ts';
import { type Frame, takesOneValue } from './terminal/make-command.ts';
import type { World } from './terminal/world.ts';

/**
 * Every command, in the order in which the help lists them. A new command is a file of its own and
 * a row here.
 */
const commands: readonly ((frame: Frame) => Command)[] = [
  startCommand,
  initCommand,
  validateCommand,
  planCommand,
  localCommand,
  dlqCommand,
  resumeCommand,
  alertsTestCommand,
  synthCommand,
  deployCommand,
  cloudsCommand,
  schemaCommand,
  completionCommand,
];

const exitCodesText = `Exit codes:
  0   all is well
  1   a machine is not where it should be, or something is left over
  2   a mistake in the command line or in a file; nothing was done
  3   plan --against: something changes
  70  Reveille itself failed`;

/**
 * Runs one command line.
 * @param args what follows `reveille`
 * @returns the exit code: `exitCodes` says which there are
 */
export function reveille(args: readonly string[], world: World): Promise<number> {
  let code: number = exitCodes.allWell;
  const program = reveilleProgram({
    world,
    exitWith: (ended) => {
      code = ended;
    },
  });
  return exitCodeOf(
    async () => {
      try {
        await program.parseAsync(args.length === 0 ? ['--help'] : args, { from: 'user' });
      } catch (error) {
        if (!(error instanceof CommanderError)) throw error;
        if (error.exitCode !== 0) throw new UsageError(commandLineRefusal(error, args, program));
      }
      return code;
    },
    (line) => world.stderr.write(`${line}\n`),
  );
}

/** The whole command: what is parsed, what the help shows and what completion completes. */
export function reveilleProgram(frame: Frame): Command {
  const { stdout } = frame.world;
  const program = new Command('reveille')
    .description('Turns virtual machines on and off by schedule, and checks that each really reached the state you asked for.')
    .version(packageVersion(), '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'Show the help of a command')
    .addHelpText('after', `\n${exitCodesText}\n\nExample:\n  npx reveille plan --help`)
    // What follows a command is the command's: `deploy --version` goes to cdk.
    .enablePositionalOptions()
    .configureHelp({ minWidthToWrap: 20 })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      // What is wrong comes as an exception, and is said by `reveille` in one line.
      writeErr: () => {},
      getOutHelpWidth: () => stdout.columns || 80,
      getOutHasColors: () => false,
    });
  for (const make of commands) program.addCommand(inheriting(make(frame), program));
  return program;
}

function inheriting(command: Command, parent: Command): Command {
  for (const child of command.commands) inheriting(child, command.copyInheritedSettings(parent));
  for (const option of command.options) takesOneValue(option);
  return command.copyInheritedSettings(parent);
}

/** The version of this Reveille, from the package.json above its code. */
function packageVersion(): string {
  const path = findPackageJSON('.', import.meta.url);
  if (path === undefined) throw new Error('Reveille has no package.json beside or above its code');
  const { version: stated } = JSON.parse(readFileSync(path, 'utf8')) as { version: string };
  return stated;
}
