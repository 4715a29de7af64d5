import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const entry = fileURLToPath(new URL('../../cli/reveille.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'reveille-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const byHost = new URL('../support/synthesis/by-synthesis-host.ts', import.meta.url).href;

/**
 * Runs `local` as a person would, and gives what it wrote and its exit code. The synthesis host
 * synthesizes its stack.
 */
function rehearse(...args: string[]) {
  const argv = ['--import', byHost, entry, 'local', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8', cwd: folder });
  return { status, stdout, stderr };
}

/** Writes a file into the test's folder and gives its path. */
function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const target = '{ account: ali, region: cn-hangzhou, instances: [i-bp1fake000000000001] }';
const yaml = (account: string) => `accounts: { ali: { provider: alibaba, secret: key${account} } }
schedules: { hours: { start: { cron: "0 9 * * ? *" }, targets: [${target}] } }
`;
const outside = file('outside.yaml', yaml(', endpoint: "http://127.0.0.1:9"'));
const evening = file(
  'evening.yaml',
  yaml('').replace('start:', 'stopMode: keep-charging, start: { cron: "0 1 * * ? *" }, stop:'),
);
const keys = file('keys.json', '{ "key": { "accessKeyId": "LTAI", "accessKeySecret": "very-secret" } }');

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
