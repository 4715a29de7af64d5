import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const command = (name: string) => fileURLToPath(new URL(`../../cli/rehearse/${name}.ts`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'reveille-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const byHost = new URL('./by-synthesis-host.ts', import.meta.url).href;

/** Runs a command as a person would, and gives what it wrote and its exit code. */
function run(name: string, ...args: string[]) {
  return node(command(name), ...args);
}

/** The same with `local`, whose stack the synthesis host synthesizes. */
function rehearse(...args: string[]) {
  return node('--import', byHost, command('local'), ...args);
}

function node(...argv: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8', cwd: folder });
  return { status, stdout, stderr };
}

/** Writes a file into the test's folder and gives its name. */
function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

const target = '{ account: ali, region: cn-hangzhou, instances: [i-bp1fake000000000001] }';
const yaml = (account: string) => `accounts: { ali: { provider: alibaba, secret: key${account} } }
schedules: { hours: { start: { cron: "0 9 * * ? *" }, targets: [${target}] } }
`;
const good = file('good.yaml', yaml(''));
const outside = file('outside.yaml', yaml(', endpoint: "http://127.0.0.1:9"'));
const evening = file('evening.yaml', yaml('').replace('start:', 'start: { cron: "0 1 * * ? *" }, stop:'));
const keys = file('keys.json', '{ "key": { "accessKeyId": "LTAI", "accessKeySecret": "very-secret" } }');

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
    { what: 'a file that is not there', args: ['--config', 'nowhere.yaml', '--fire', 'hours'], line: /^nowhere\.yaml: / },
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
      args: ['--config', good, '--secrets', 'nowhere.json', '--fire', 'hours'],
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
      line: /^text\.json.*: not valid JSON; /,
    },
    {
      what: 'an endpoint without secrets',
      args: ['--config', outside, '--fire', 'hours'],
      line: /^--secrets FILE is missing: account ali/,
    },
  ])('$what: one clear line and exit 2, at once', ({ args, line }) => {
    const { status, stdout, stderr } = run('local', ...args, '--json');
    expect(stderr.trimEnd()).toMatch(line);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).not.toContain('very-secret');
  });

  it('no arguments: what is missing, and the usage', () => {
    const { status, stderr } = run('local');
    expect(status).toBe(2);
    expect(stderr.trimEnd().split('\n')).toHaveLength(3);
  });
});

describe('an endpoint that refuses connections', () => {
  it('ends as an expired instance and exit 1, within seconds on the virtual clock', () => {
    const { status, stdout, stderr } = rehearse(
      '--config',
      outside,
      '--secrets',
      keys,
      '--fire',
      'hours',
      '--clock',
      'virtual',
      '--json',
    );
    expect(stderr).toBe('');
    const report = JSON.parse(stdout);
    expect(Object.keys(report)).toEqual(['jobs', 'deadLetters', 'alerts', 'alarms', 'calls']);
    expect(report.jobs[0].verdicts).toMatchObject([{ verdict: 'expired', code: 'Reveille.Unreachable', requestId: null }]);
    expect(status).toBe(1);
  });
});

describe('local with stand-in clouds of its own', () => {
  it('fires a stop at the given instant, confirms that what the configuration names is off, and exits 0', () => {
    const { status, stdout, stderr } = rehearse(
      '--config',
      evening,
      '--fire',
      'hours/stop',
      '--at',
      new Date().toISOString(),
      '--json',
    );
    expect(stderr).toBe('');
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    const [job] = JSON.parse(stdout).jobs;
    expect(job).toMatchObject({
      schedule: 'hours',
      action: 'stop',
      verdicts: [{ verdict: 'confirmed', attempts: 1, region: 'cn-hangzhou' }],
    });
    expect(job.id).toBe(`hours/stop/${job.scheduledAt}`);
    expect(status).toBe(0);
  });
});
