import type { Command, Option } from 'commander';
import { exitCodes, UsageError } from '../terminal/exit-code.ts';
import { type Frame, makeCommand, runs } from '../terminal/make-command.ts';

/**
 * `reveille completion`: prints a script that completes the commands and options of the whole
 * program.
 */
export function completionCommand(frame: Frame): Command {
  const shells = Object.keys(completionScripts).join(', ');
  const command = makeCommand({
    name: 'completion',
    summary: 'Print a script that completes commands and options in your shell',
    description: `Prints a script that completes commands and options when you press Tab. The shells are ${shells}.`,
    examples: ['completion bash >> ~/.bashrc', 'completion fish > ~/.config/fish/completions/reveille.fish'],
  }).argument('<shell>', shells);
  return command.action(
    runs(frame, async (_values: object, [shell = ''], { stdout }) => {
      if (!isShell(shell))
        throw new UsageError(`completion ${shell}: there is no script for this shell; the shells are ${shells}`);
      stdout.write(completionScripts[shell](command.parent ?? command));
      return exitCodes.allWell;
    }),
  );
}

/** One command of the program, as far as completion goes. */
interface Completed {
  /** Its name with the names of its parents before it: `dlq list`. */
  readonly path: string;
  readonly summary: string;
  readonly options: readonly Option[];
  readonly commands: readonly Command[];
}

/** A script for each shell that completes a program's commands, options and file names. */
const completionScripts = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

/** True for a shell that has a script. */
function isShell(text: string): text is keyof typeof completionScripts {
  return Object.hasOwn(completionScripts, text);
}

function bashScript(program: Command): string {
  const name = program.name();
  const cases = commandsOf(program).map(({ path, options, commands }) => {
    const words = [...commands.map((command) => command.name()), ...options.flatMap(flagsOf)];
    return `    ${quoted(path)}) words=${quoted(words.join(' '))} ;;`;
  });
  return `# bash completion for ${name}; made by "${name} completion bash"
_${name}() {
  local word path='' words='' current="\${COMP_WORDS[COMP_CWORD]}"
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$path $word" in
${pathsCase(program)}
    esac
  done
  case "$path" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _${name} ${name}
`;
}

// Only a word that is the name of a command changes the path; options and their values do not.
function pathsCase(program: Command): string {
  return commandsOf(program)
    .filter(({ path }) => path !== '')
    .map(({ path }) => {
      const parent = path.split(' ').slice(0, -1).join(' ');
      return `      ${quoted(`${parent} ${path.split(' ').at(-1)}`)}) path=${quoted(path)} ;;`;
    })
    .join('\n');
}

function zshScript(program: Command): string {
  const name = program.name();
  const cases = commandsOf(program).map(({ path, options, commands }) => {
    const rows = [
      ...commands.map((command) => `${command.name()}:${command.summary()}`),
      ...options.flatMap((option) => flagsOf(option).map((flag) => `${flag}:${option.description}`)),
    ];
    return `    ${quoted(path)}) rows=(${rows.map((row) => quoted(row)).join(' ')}) ;;`;
  });
  return `#compdef ${name}
# zsh completion for ${name}; made by "${name} completion zsh"
_${name}() {
  local word path_='' 
  local -a rows
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$path_ $word" in
${pathsCase(program).replaceAll(') path=', ') path_=')}
    esac
  done
  case "$path_" in
${cases.join('\n')}
  esac
  _describe '${name}' rows || _files
}
compdef _${name} ${name}
`;
}

function fishScript(program: Command): string {
  const name = program.name();
  const lines = commandsOf(program).flatMap(({ path, options, commands }) => {
    const when = `-n ${quoted(fishCondition(path, commands))}`;
    return [
      ...commands.map((command) => `complete -c ${name} ${when} -f -a ${command.name()} -d ${quoted(command.summary())}`),
      ...options.map((option) => {
        const flags = [
          ...(option.long ? [`-l ${option.long.slice(2)}`] : []),
          ...(option.short ? [`-s ${option.short.slice(1)}`] : []),
        ];
        return `complete -c ${name} ${when} ${flags.join(' ')}${option.required ? ' -r' : ''} -d ${quoted(option.description)}`;
      }),
    ];
  });
  return `# fish completion for ${name}; made by "${name} completion fish"\n${lines.join('\n')}\n`;
}

function fishCondition(path: string, commands: readonly Command[]): string {
  if (path === '') return '__fish_use_subcommand';
  const seen = path.split(' ').map((word) => `__fish_seen_subcommand_from ${word}`);
  const next = commands.map((command) => command.name()).join(' ');
  return [...seen, ...(next === '' ? [] : [`not __fish_seen_subcommand_from ${next}`])].join('; and ');
}

function commandsOf(command: Command, parents: readonly string[] = []): Completed[] {
  const help = command.createHelp();
  const commands = help.visibleCommands(command);
  const own = { path: parents.join(' '), summary: command.summary(), options: help.visibleOptions(command), commands };
  return [own, ...commands.flatMap((child) => commandsOf(child, [...parents, child.name()]))];
}

function flagsOf({ short, long }: Option): string[] {
  return [short, long].filter((flag) => flag !== undefined && flag !== null);
}

/**
 * Text in single quotes for any of these shells. A quote inside becomes the typographic one, which
 * no shell reads.
 */
function quoted(text: string): string {
  return `'${text.replaceAll("'", '’')}'`;
}
