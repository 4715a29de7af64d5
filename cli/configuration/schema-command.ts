import type { Command } from 'commander';
import { exitCodes } from '../terminal/exit-code.ts';
import { type Frame, makeCommand, runs } from '../terminal/make-command.ts';

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
