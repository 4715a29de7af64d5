import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseConfiguration } from '../../../shared/configuration/configuration-file.ts';
import { stopBillLines } from '../../../shared/plan/stop-bills.ts';
import { changed, sound } from '../../shared/configuration/sound-configuration.ts';
import { runReveille } from '../a-world.ts';

/** A template of three rules and a function. */
const template = {
  Resources: {
    ...Object.fromEntries(['a', 'b', 'c'].map((name) => [name, { Type: 'AWS::Scheduler::Schedule' }])),
    d: { Type: 'AWS::Lambda::Function' },
    e: { Type: 'AWS::SQS::Queue' },
  },
};

/**
 * Runs `synth` with a `cdk` that writes the template, and ends with 0 when it was told the
 * configuration.
 */
async function synthesized(file: string, ...args: string[]) {
  const asked: (readonly string[])[] = [];
  const ended = await runReveille(['synth', '--config', file, ...args], {
    env: { REVEILLE_CONFIG: 'elsewhere.yaml' },
    cdk: async (given, { REVEILLE_CONFIG }) => {
      asked.push(given);
      const output = given[given.indexOf('--output') + 1] ?? '';
      mkdirSync(output);
      writeFileSync(join(output, 'Reveille.template.json'), JSON.stringify(template));
      return REVEILLE_CONFIG === file ? 0 : 1;
    },
  });
  return { ...ended, asked };
}

it('runs cdk with further arguments, and says what it wrote and what comes next', async () => {
  await using directory = await mkdtempDisposable(join(tmpdir(), 'reveille-synth-'));
  const [file, output] = [join(directory.path, 'r.yaml'), join(directory.path, 'out')];
  writeFileSync(file, sound);
  const bills = stopBillLines(parseConfiguration(sound, file))
    .map((line) => `${line}\n`)
    .join('');
  expect(bills).toMatch(/^hours, a machine stopped on Tencent \(stop-charging\): CPU and memory are not billed/);
  expect(await synthesized(file, '--strict', '-o', output)).toEqual({
    code: 0,
    stdout: `${output}: the template Reveille.template.json, with 3 rules and 1 function\n${bills}Next: npx reveille deploy --config ${file}\n`,
    stderr: '',
    asked: [['synth', '--quiet', '--output', output, '--strict']],
  });
});

it('ends as cdk does, and says nothing more, when cdk fails', async () => {
  await using directory = await mkdtempDisposable(join(tmpdir(), 'reveille-synth-'));
  const file = join(directory.path, 'r.yaml');
  writeFileSync(file, sound);
  expect(await runReveille(['synth', '--config', file], { cdk: async () => 7 })).toEqual({ code: 7, stdout: '', stderr: '' });
});

it('refuses a configuration with a mistake without asking cdk', async () => {
  await using directory = await mkdtempDisposable(join(tmpdir(), 'reveille-synth-'));
  const file = join(directory.path, 'r.yaml');
  writeFileSync(file, changed('dryRun: true', 'dryRun: yes'));
  expect(await synthesized(file)).toEqual({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/r\.yaml:14:13 schedules\.mornings\.dryRun: found "yes"; write true or false\n$/),
    asked: [],
  });
});
