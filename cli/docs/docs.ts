import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { exitCodeOf, exitCodes, UsageError } from '../terminal/exit-code.ts';
import { providersPage } from './providers-page.ts';

// `npm run -s docs`: writes the pages of docs/ that are made from the code.

process.exitCode = await exitCodeOf(
  async () => {
    const [argument] = process.argv.slice(2);
    if (argument !== undefined) throw new UsageError(`${argument}: docs takes no arguments; it writes docs/providers.md`);
    await writeFile(fileURLToPath(new URL('../../docs/providers.md', import.meta.url)), providersPage());
    return exitCodes.allWell;
  },
  (line) => console.error(line),
);
