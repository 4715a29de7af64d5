import { Command, type Option } from 'commander';
import { UsageError } from './exit-code.ts';
import { shellWord } from './shell-word.ts';
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

/**
 * What a command line to copy needs to read this configuration file: ` --config FILE`, or
 * nothing.
 */
export function configOption(file: string): string {
  return file === defaultConfig ? '' : ` --config ${shellWord(file)}`;
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
      if (command.opts<{ config?: string }>().config === undefined)
        command.setOptionValue('config', named === '' ? defaultConfig : named);
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
    requireValues(this);
    exitWith(await body(this.opts<Values>(), this.args, world));
  };
}

// Where a value was forgotten, commander takes the next option for the value. An empty
// value is what a shell makes of a variable that is not set.
function requireValues(command: Command): void {
  const mistakes = command.options.flatMap((option) => {
    const value: unknown = command.getOptionValue(option.attributeName());
    if (value === '') return [`${option.long} is empty; write ${option.flags}, or leave it out`];
    if (typeof value !== 'string' || !value.startsWith('--')) return [];
    return [`${option.long} needs a value, and ${value} follows it`];
  });
  if (mistakes.length > 0) throw new UsageError(mistakes.join('\n'));
}

/**
 * Makes an option with a value refuse a second value: only one of the two could count, and nobody
 * would hear of the other.
 */
export function takesOneValue(option: Option): void {
  if (option.isBoolean()) return;
  option.argParser((value: string, before: string | undefined) => {
    if (before !== undefined)
      throw new UsageError(`${option.long} is there twice, with ${before} and with ${value}; keep one of the two`);
    return value;
  });
}
