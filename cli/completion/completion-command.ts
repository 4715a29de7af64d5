import type { Command } from 'commander';
import { exitCodes, UsageError } from '../terminal/exit-code.ts';
import { type Frame, makeCommand, runs } from '../terminal/make-command.ts';
import { completionScripts, isShell } from './completion-scripts.ts';

/** `reveille completion`: it completes what the program that it is a part of accepts. */
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
