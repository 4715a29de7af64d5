import { writeFileSync } from 'node:fs';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { synth } from '../../../cli/deploy/synth.ts';
import { changed, sound } from '../../shared/configuration/sound-configuration.ts';

it.each([
  { what: 'sound', text: sound, code: 0, said: [], calls: [['synth', '--quiet', '--strict']] },
  {
    what: 'spoilt',
    text: changed('dryRun: true', 'dryRun: yes'),
    code: 2,
    said: [expect.stringMatching(/r\.yaml:14:13 schedules\.mornings\.dryRun: found "yes"; write true or false$/)],
    calls: [],
  },
])('a $what configuration ends with $code', async ({ text, code, said, calls }) => {
  await using directory = await mkdtempDisposable(join(tmpdir(), 'reveille-synth-'));
  const file = join(directory.path, 'r.yaml');
  writeFileSync(file, text);
  const [lines, asked]: [string[], (readonly string[])[]] = [[], []];
  const world = {
    env: { REVEILLE_CONFIG: 'elsewhere.yaml' },
    cdk: async (args: readonly string[], { REVEILLE_CONFIG }: NodeJS.ProcessEnv) => {
      asked.push(args);
      return REVEILLE_CONFIG === file ? 0 : 1;
    },
    say: (line: string) => lines.push(line),
  };
  expect(await synth(['--config', file, '--strict'], world)).toBe(code);
  expect({ lines, asked }).toEqual({ lines: said, asked: calls });
});
