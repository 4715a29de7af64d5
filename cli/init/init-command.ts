import type { Command } from 'commander';
import { type Frame, makeConfiguredCommand, runs } from '../terminal/make-command.ts';

/** `reveille init`. */
export function initCommand(frame: Frame): Command {
  return makeConfiguredCommand(
    {
      name: 'init',
      summary: 'Ask a few questions and write a first configuration',
      description:
        'Asks a few questions and writes a commented configuration that validate accepts. A file that is there already is never overwritten.',
      examples: ['init', 'init --yes --config my.yaml'],
    },
    frame,
    'the file to write',
  )
    .option('--yes', 'take the default for every answer, without asking')
    .action(
      runs(frame, async ({ config, yes = false }: { readonly config: string; readonly yes?: boolean }, _args, world) => {
        const { init } = await import('./init.ts');
        return init(config, { asks: !yes }, world);
      }),
    );
}
