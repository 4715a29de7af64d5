import type { Command } from 'commander';
import { exitCodes } from '../terminal/exit-code.ts';
import { type Frame, makeCommand, makeConfiguredCommand, runs } from '../terminal/make-command.ts';

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

/** `reveille schema`. */
export function schemaCommand(frame: Frame): Command {
  return makeCommand({
    name: 'schema',
    summary: 'Print the JSON Schema of the configuration, for editors',
    examples: ['schema > reveille.schema.json'],
  }).action(
    runs(frame, async (_values: object, _args, { stdout }) => {
      const { configurationSchemaText } = await import('../../shared/configuration/configuration-schema.ts');
      stdout.write(configurationSchemaText());
      return exitCodes.allWell;
    }),
  );
}

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
        const { init } = await import('../init/init.ts');
        return init(config, { asks: !yes }, world);
      }),
    );
}
