import { writeFile } from 'node:fs/promises';
import { configurationSchemaText } from '../../shared/configuration/configuration-schema.ts';
import { exitCodeOf, exitCodes, UsageError } from '../terminal/exit-code.ts';
import { calendarsPage } from './calendars-page.ts';
import { flowPicture } from './flow-picture.ts';
import { providersPage } from './providers-page.ts';

// `npm run -s docs`: writes what is made from the code.

/** What is written, by its path from here. */
const pages: readonly (readonly [string, () => string])[] = [
  ['../../docs/calendars.md', calendarsPage],
  ['../../docs/providers.md', providersPage],
  ['../../docs/flow.svg', flowPicture],
  ['../../reveille.schema.json', configurationSchemaText],
];

process.exitCode = await exitCodeOf(
  async () => {
    const [argument] = process.argv.slice(2);
    if (argument !== undefined) {
      throw new UsageError(
        `${argument}: docs takes no arguments; it writes docs/calendars.md, docs/providers.md, docs/flow.svg and reveille.schema.json`,
      );
    }
    for (const [path, text] of pages) await writeFile(new URL(path, import.meta.url), text());
    return exitCodes.allWell;
  },
  (line) => console.error(line),
);
