import type { Command, CommanderError } from 'commander';
import { nearestWord } from '../../shared/text/nearest-word.ts';

/**
 * What commander refuses of a command line, in one line of ours.
 * @param error what commander threw; its codes and words are those of commander 15
 */
export function commandLineRefusal({ code, message }: CommanderError, args: readonly string[], program: Command): string {
  const of = commandOf(args, program);
  const help = `reveille ${pathOf(of)}--help`;
  const [said = '', suggestion] = message.replace(/^error: /, '').split('\n');
  const meant = /^\(Did (you mean .*\?)\)$/.exec(suggestion ?? '')?.[1];
  const fix = meant === undefined ? `${help} shows what there is` : `did ${meant}`;
  if (code === 'commander.help') return missingCommand(of, args, help);
  if (code === 'commander.unknownOption' && of === program) return `${said}; ${placeOfOption(args, program) ?? fix}`;
  if (code === 'commander.optionMissingArgument')
    return `${said.replace(/^option '(?:-\w, )?(\S+) (.*)' .*$/, '$1 needs a value: write $1 $2')}; ${fix}`;
  if (code === 'commander.missingArgument')
    return `${said.replace(/^missing required argument '(.*)'$/, `the $1 is missing: write reveille ${pathOf(of)}<$1>`)}; ${fix}`;
  const [, most, words = ''] = /Expected (\d+) .* but got \d+: (.*)\.$/.exec(said) ?? [];
  if (most === undefined) return `${said}; ${fix}`;
  return `${pathOf(of)}does not take '${words.split(', ').slice(Number(most)).join(' ')}'; put a value that has blanks in quotes; ${fix}`;
}

/** The command that a command line names, or the program itself. */
function commandOf([name, ...rest]: readonly string[], program: Command): Command {
  const child = program.commands.find((command) => command.name() === name);
  return child === undefined ? program : commandOf(rest, child);
}

/** The names that a person types for a command, each with a blank behind it. */
function pathOf(command: Command): string {
  return command.parent === null ? '' : `${pathOf(command.parent)}${command.name()} `;
}

function missingCommand(of: Command, args: readonly string[], help: string): string {
  const names = of.commands.map((command) => command.name());
  const asked = args.at(args.indexOf('help') + 1);
  if (!args.includes('help') || asked === undefined)
    return `${pathOf(of)}needs a command: ${names.join(' or ')}, as ${help} shows`;
  const meant = nearestWord(asked, names);
  return `unknown command '${asked}'; ${meant === null ? `${help} shows what there is` : `did you mean ${meant}?`}`;
}

/** What to do about an option that stands before its command; null when no command has it. */
function placeOfOption(args: readonly string[], program: Command): string | null {
  const flag = args.find((arg) => arg.startsWith('-'))?.split('=')[0] ?? '';
  const owner = args
    .map((arg) => program.commands.find((command) => command.name() === arg))
    .find((found) => found !== undefined);
  const option = owner?.options.find((each) => flag !== '' && [each.short, each.long].includes(flag));
  return option === undefined ? null : `options stand behind the command: reveille ${owner?.name()} ${option.flags}`;
}
