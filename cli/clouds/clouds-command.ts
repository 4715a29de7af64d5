import type { Command } from 'commander';
import { type Frame, makeCommand, runs } from '../terminal/make-command.ts';

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
        const { serveClouds } = await import('./serve-clouds.ts');
        return serveClouds(state ?? null, world);
      }),
    );
}
