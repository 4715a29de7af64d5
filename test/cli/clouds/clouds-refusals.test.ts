import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runReveille } from '../a-world.ts';

const folder = mkdtempSync(join(tmpdir(), 'reveille-clouds-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'state.json');

it.each([
  { args: ['--nonsense'], stderr: "unknown option '--nonsense'; reveille clouds --help shows what there is\n" },
  { args: ['state.json'], stderr: expect.stringMatching(/^clouds does not take 'state\.json'; [^\n]*\n$/) },
  { args: ['--state'], stderr: '--state needs a value: write --state <file>; reveille clouds --help shows what there is\n' },
  { args: ['--state', '/nowhere/state.json'], stderr: '/nowhere/state.json: there is no such file; name a file that exists\n' },
])('clouds $args: exit 2, and why', async ({ args, stderr }) => {
  expect(await runReveille(['clouds', ...args])).toEqual({ code: 2, stdout: '', stderr });
});

it.each([
  { text: '{"instances": top-secret}', mistakes: ['is not JSON'] },
  {
    text: '{"instances": [{"provider":"alibaba","id":"i-1","status":"Stopped"}], "clock": "fast"}',
    mistakes: ['clock: is not one of real, requests', 'instances[0].region: is required for this provider'],
  },
])('clouds with a file of $text: exit 2, and one line per mistake', async ({ text, mistakes }) => {
  writeFileSync(file, text);
  const stderr = mistakes.map((mistake) => `${file}: ${mistake}\n`).join('');
  expect(await runReveille(['clouds', '--state', file])).toEqual({ code: 2, stdout: '', stderr });
});
