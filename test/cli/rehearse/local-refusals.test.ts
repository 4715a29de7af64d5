import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runReveille } from '../a-world.ts';

const folder = mkdtempSync(join(tmpdir(), 'reveille-refusals-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const inFolder = (name: string) => join(folder, name);

/** Writes a file into the test's folder and gives its path. */
function file(name: string, text: string): string {
  writeFileSync(inFolder(name), text);
  return inFolder(name);
}

const target = '{ account: ali, region: cn-hangzhou, instances: [i-bp1fake000000000001] }';
const yaml = (account: string) => `accounts: { ali: { provider: alibaba, secret: key${account} } }
schedules: { hours: { start: { cron: "0 9 * * ? *" }, targets: [${target}] } }
`;
const good = file('good.yaml', yaml(''));
const outside = file('outside.yaml', yaml(', endpoint: "http://127.0.0.1:9"'));

/** Runs `local`, and gives what it wrote as if it had run in the test's folder. */
async function local(...args: string[]) {
  const { code, stdout, stderr } = await runReveille(['local', ...args]);
  return { code, stdout, stderr: stderr.replaceAll(`${folder}/`, '') };
}

describe('bad input to local', () => {
  it.each([
    {
      what: 'malformed YAML',
      args: ['--config', file('broken.yaml', 'accounts: [\n'), '--fire', 'hours'],
      line: /^broken\.yaml:\d+:\d+:? .+/,
    },
    {
      what: 'an unknown key',
      args: ['--config', file('key.yaml', yaml('').replace('start:', 'begin: 1, start:')), '--fire', 'hours'],
      line: /^key\.yaml:2:\d+ schedules\.hours\.begin: /,
    },
    {
      what: 'a file that is not there',
      args: ['--config', inFolder('nowhere.yaml'), '--fire', 'hours'],
      line: /^nowhere\.yaml: /,
    },
    {
      what: 'a pipe, which can be read only once,',
      args: ['--config', '/dev/null', '--fire', 'hours'],
      line: /^\/dev\/null: is no file on disk, and this command reads it more than once; save it as a file$/,
    },
    {
      what: 'an unknown schedule',
      args: ['--config', good, '--fire', 'evening'],
      line: /^--fire evening: good\.yaml has no schedule of that name; it has hours$/,
    },
    {
      what: 'a prototype’s name as schedule',
      args: ['--config', good, '--fire', 'toString'],
      line: /^--fire toString: .+ no schedule of that name/,
    },
    {
      what: 'no secrets file',
      args: ['--config', good, '--secrets', inFolder('nowhere.json'), '--fire', 'hours'],
      line: /^nowhere\.json: /,
    },
    {
      what: 'a secret that lacks a field',
      args: ['--config', good, '--secrets', file('short.json', '{ "key": { "accessKeyId": "very-secret" } }'), '--fire', 'hours'],
      line: /^short\.json key\.accessKeySecret: is missing; /,
    },
    {
      what: 'secrets that are not JSON',
      args: ['--config', good, '--secrets', file('text.json', '{ "key": very-secret'), '--fire', 'hours'],
      line: /^text\.json.*: is not valid JSON; /,
    },
    {
      what: 'an endpoint without secrets',
      args: ['--config', outside, '--fire', 'hours'],
      line: /^--secrets FILE is missing: account ali/,
    },
  ])('$what: one clear line and exit 2', async ({ args, line }) => {
    const { code, stdout, stderr } = await local(...args, '--json');
    expect(stderr.trimEnd()).toMatch(line);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toContain('very-secret');
  });

  it('a folder in the place of the configuration: one clear line and exit 2', async () => {
    const { code, stdout, stderr } = await runReveille(['local', '--config', folder, '--fire', 'hours']);
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: `${folder}: is a folder; name the file in it\n` });
  });

  it('no arguments: what is missing, in one line', async () => {
    const { code, stderr } = await local();
    expect(stderr).toMatch(/^--fire SCHEDULE is missing: [^\n]*\n$/);
    expect(code).toBe(2);
  });
});

describe('bad input to local --state', () => {
  it.each([
    {
      what: 'nothing to do',
      file: file('idle.json', '{"version":1,"queues":{"reveille-alibaba-dead-letters":[{"body":"x"}]}}'),
      line: /^--fire SCHEDULE is missing: no work queue in idle\.json has a message; /,
    },
    { what: 'nothing to do in a file that is not there', file: inFolder('new.json'), line: /^--fire SCHEDULE is missing: / },
    { what: 'no state', file: file('foreign.json', '{"version":1,"queues":{"billing":[]}}'), line: /^foreign\.json queues: / },
    {
      what: 'a folder that is not there',
      file: inFolder('nowhere/f.json'),
      line: /^nowhere\/f\.json: cannot be written \(ENOENT\); /,
    },
  ])('$what: one clear line and exit 2', async ({ file: state, line }) => {
    const { code, stdout, stderr } = await local('--config', good, '--state', state);
    expect(stderr.trimEnd()).toMatch(line);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});
