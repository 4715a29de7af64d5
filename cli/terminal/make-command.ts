import { Command } from 'commander';
import { UsageError } from './exit-code.ts';
import type { World } from './world.ts';

/** What the help of a command says besides its options. */
export interface CommandHelp {
  readonly name: string;
  /** One line for the list of commands, without a full stop. */
  readonly summary: string;
  /** Sentences for the command's own help; the summary when left out. */
  readonly description?: string;
  /** Command lines to copy, without `npx`. */
  readonly examples: readonly string[];
}

/** What a command works with, and where its exit code goes. */
export interface Frame {
  readonly world: World;
  readonly exitWith: (code: number) => void;
}

/** The file that a command reads when neither `--config` nor REVEILLE_CONFIG names another. */
export const defaultConfig = 'reveille.yaml';

/** What a command line to copy needs to read this configuration file: ` --config FILE`, or nothing. */
export function configOption(file: string): string {
  return file === defaultConfig ? '' : ` --config ${file}`;
}

/** A command with its help. It has no options yet but `--help`. */
export function makeCommand({ name, summary, description = `${summary}.`, examples }: CommandHelp): Command {
  const lines = examples.map((example) => `  npx reveille ${example}`);
  return new Command(name)
    .summary(summary)
    .description(description)
    .helpOption('-h, --help', 'show this help')
    .addHelpText('after', `\n${lines.length === 1 ? 'Example' : 'Examples'}:\n${lines.join('\n')}`);
}

/** A command that reads the configuration; its value `config` is always there. */
export function makeConfiguredCommand(help: CommandHelp, { world }: Frame, is = 'the configuration'): Command {
  const named = world.env.REVEILLE_CONFIG ?? '';
  return makeCommand(help)
    .option('--config <file>', `${is} (default: REVEILLE_CONFIG, else ./${defaultConfig})`)
    .hook('preAction', (command) => {
      const { config } = command.opts<{ config?: string }>();
      if (config === '') throw new UsageError('--config is empty: name the configuration file');
      if (config === undefined) command.setOptionValue('config', named === '' ? defaultConfig : named);
    });
}

/** The values of a command's options, and its arguments in order. */
export type CommandBody<Values> = (values: Values, args: readonly string[], world: World) => Promise<number>;

/**
 * The action of a command: runs its body and hands on the exit code. A body loads the code that
 * does the work only when it runs, so that help and refused command lines are there at once.
 */
export function runs<Values extends object>({ world, exitWith }: Frame, body: CommandBody<Values>) {
  return async function action(this: Command): Promise<void> {
    const values = this.opts<Values>();
    requireValues(values);
    exitWith(await body(values, this.args, world));
  };
}

// Where a value was forgotten, commander takes the next option for the value.
function requireValues(values: object): void {
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'string' && value.startsWith('--'))
      throw new UsageError(`--${name} needs a value, and ${value} follows it`);
  }
}
