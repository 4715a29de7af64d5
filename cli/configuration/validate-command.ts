import type { Command } from 'commander';
import { type Frame, makeConfiguredCommand, runs } from '../terminal/make-command.ts';

/** `reveille validate`. */
export function validateCommand(frame: Frame): Command {
  return makeConfiguredCommand(
    {
      name: 'validate',
      summary: 'Say what is wrong in the configuration',
      description:
        'Checks the configuration. Every mistake is one line with its place and what to write instead. Exits 0 when there is none, else 2.',
      examples: ['validate', 'validate --config my.yaml --json'],
    },
    frame,
  )
    .option('--json', 'write one object, {"mistakes":[…],"warnings":[…]}')
    .action(
      runs(frame, async (values: { readonly config: string; readonly json?: boolean }, _args, world) => {
        const { validate } = await import('./validate.ts');
        return validate({ config: values.config, json: values.json ?? false }, world);
      }),
    );
}
