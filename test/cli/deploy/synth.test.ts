import { writeFileSync } from 'node:fs';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { changed, sound } from '../../shared/configuration/sound-configuration.ts';
import { runReveille } from '../a-world.ts';

it.each([
  { what: 'sound', text: sound, code: 0, said: '', calls: [['synth', '--quiet', '--output', resolve('cdk.out'), '--strict']] },
  {
    what: 'spoilt',
    text: changed('dryRun: true', 'dryRun: yes'),
    code: 2,
    said: expect.stringMatching(/r\.yaml:14:13 schedules\.mornings\.dryRun: found "yes"; write true or false\n$/),
    calls: [],
  },
])('a $what configuration ends with $code', async ({ text, code, said, calls }) => {
  await using directory = await mkdtempDisposable(join(tmpdir(), 'reveille-synth-'));
  const file = join(directory.path, 'r.yaml');
  writeFileSync(file, text);
  const asked: (readonly string[])[] = [];
  const ended = await runReveille(['synth', '--config', file, '--strict'], {
    env: { REVEILLE_CONFIG: 'elsewhere.yaml' },
    cdk: async (args, { REVEILLE_CONFIG }) => {
      asked.push(args);
      return REVEILLE_CONFIG === file ? 0 : 1;
    },
  });
  expect({ code: ended.code, stderr: ended.stderr, asked }).toEqual({ code, stderr: said, asked: calls });
});
