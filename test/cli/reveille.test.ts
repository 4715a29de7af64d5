import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reveilleProgram } from '../../cli/reveille.ts';
import { aWorld, runReveille } from './a-world.ts';

const program = reveilleProgram({ world: aWorld().world, exitWith: () => {} });
const names = program.commands.map((command) => command.name());
const lines = [...names.map((name) => [name]), ['dlq', 'list'], ['dlq', 'redrive']];

describe('help', () => {
  it('lists every command', async () => {
    const { code, stdout, stderr } = await runReveille(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(names).toEqual(
      'start init validate plan local dlq resume alerts-test synth deploy clouds schema completion'.split(' '),
    );
    for (const name of names) expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
  });

  it('is what no arguments give, and what `help` gives', async () => {
    const { stdout } = await runReveille(['--help']);
    expect(await runReveille([])).toEqual({ code: 0, stdout, stderr: '' });
    expect(await runReveille(['help'])).toEqual({ code: 0, stdout, stderr: '' });
    expect((await runReveille(['help', 'plan'])).stdout).toBe((await runReveille(['plan', '--help'])).stdout);
  });

  it.each(lines)('of %s %s is ours, with what it does, an example and its options', async (...words) => {
    const { code, stdout, stderr } = await runReveille([...words, '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^Usage: reveille ${words.join(' ')} .*\n\n\\S.+`));
    expect(stdout).toMatch(new RegExp(`\nExamples?:\n  npx reveille ${words[0]}`));
    expect(stdout).toMatch(/^ {2}-h, --help +show this help$/m);
    expect((await runReveille([...words, '-h'])).stdout).toBe(stdout);
  });

  it.each(lines)('of %s %s fits a terminal of 60 columns, without colours', async (...words) => {
    const { stdout } = await runReveille([...words, '--help'], { isTTY: true, columns: 60 });
    const [usage, ...rest] = stdout.split('\n\nExample')[0]?.split('\n').slice(0) ?? [];
    expect(usage).toMatch(/^Usage: /);
    expect(rest.filter((line) => line.length > 60)).toEqual([]);
    expect(stdout).not.toContain('\u001b');
  });

  it('says the default of --config wherever a configuration is read', async () => {
    for (const name of ['validate', 'plan', 'local', 'synth', 'deploy', 'init']) {
      const { stdout } = await runReveille([name, '--help'], { columns: 200 });
      expect(stdout).toMatch(/ --config <file> .*\(default: REVEILLE_CONFIG, else \.\/reveille\.yaml\)/);
    }
  });
});

it.each(['--version', '-V'])('%s is that of the package', async (flag) => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(await runReveille([flag])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

describe('a command line that nobody can read: one line and exit 2', () => {
  it.each([
    { args: ['plam'], says: "unknown command 'plam'; did you mean plan?" },
    { args: ['toString'], says: "unknown command 'toString'; reveille --help shows what there is" },
    { args: ['dlq', 'lst'], says: "unknown command 'lst'; did you mean list?" },
    { args: ['plan', '--form', '2026-11-23'], says: "unknown option '--form'; did you mean --from?" },
    { args: ['--config', 'r.yaml'], says: "unknown option '--config'; reveille --help shows what there is" },
    {
      args: ['--config', 'r.yaml', 'plan'],
      says: "unknown option '--config'; options stand behind the command: reveille plan --config <file>",
    },
    { args: ['--nonsense', 'plan'], says: "unknown option '--nonsense'; reveille --help shows what there is" },
    { args: ['start', '--stric'], says: "unknown option '--stric'; did you mean --strict?" },
    {
      args: ['schema', 'x', 'y'],
      says: "schema does not take 'x y'; put a value that has blanks in quotes; reveille schema --help shows what there is",
    },
    {
      args: ['completion', 'bash', 'zsh'],
      says: "completion does not take 'zsh'; put a value that has blanks in quotes; reveille completion --help shows what there is",
    },
    {
      args: ['completion'],
      says: 'the shell is missing: write reveille completion <shell>; reveille completion --help shows what there is',
    },
    { args: ['dlq'], says: 'dlq needs a command: list or redrive, as reveille dlq --help shows' },
    { args: ['help', 'nonsense'], says: "unknown command 'nonsense'; reveille --help shows what there is" },
    { args: ['help', 'valdate'], says: "unknown command 'valdate'; did you mean validate?" },
    { args: ['dlq', 'help', 'lst'], says: "unknown command 'lst'; did you mean list?" },
    {
      args: ['validate', '--config'],
      says: '--config needs a value: write --config <file>; reveille validate --help shows what there is',
    },
    { args: ['synth', '-o'], says: '--output needs a value: write --output <folder>; reveille synth --help shows what there is' },
    { args: ['dlq', 'list', '--state', ''], says: '--state is empty; write --state <file>, or leave it out' },
    {
      args: ['dlq', 'redrive', '--queue', 'jobs', '--queue=alibaba'],
      says: '--queue is there twice, with jobs and with alibaba; keep one of the two',
    },
    { args: ['local', '--state', '--json'], says: '--state needs a value, and --json follows it' },
  ])('$args', async ({ args, says }) => {
    const { code, stdout, stderr } = await runReveille(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.split('\n')).toEqual([typeof says === 'string' ? says : expect.stringMatching(says), '']);
  });
});

it('a fault of ours is told as one, with its place, and exits 70', async () => {
  const sqs = () => Promise.reject(new TypeError('ours'));
  const { code, stderr } = await runReveille(['dlq', 'list'], { sqs });
  expect(code).toBe(70);
  expect(stderr).toMatch(/^Reveille itself failed; please report this: TypeError: ours\n +at /);
});

it('the schema is JSON Schema', async () => {
  const { code, stdout } = await runReveille(['schema']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ $schema: expect.stringContaining('json-schema.org'), type: 'object' });
});
