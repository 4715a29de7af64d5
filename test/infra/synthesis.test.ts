import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { example } from './example.ts';

const directory = mkdtempSync(join(tmpdir(), 'reveille-synthesis-'));
afterAll(() => rmSync(directory, { recursive: true }));

// YAML reads JSON, and the reader wants durations as people write them and no region where there is none.
const written = join(directory, 'reveille.yaml');
writeFileSync(
  written,
  JSON.stringify({
    accounts: example.accounts,
    schedules: {
      'office-hours': {
        timezone: 'Asia/Shanghai',
        start: { cron: '30 8 ? * MON-FRI *' },
        exceptions: [{ on: '2199-01-01', skip: 'all' }],
        targets: [{ account: 'ali-prod', region: 'cn-hangzhou', instances: ['i-bp1'] }],
      },
    },
    alerts: example.alerts,
  }),
);

interface Outcome {
  readonly code: number;
  readonly stderr: string;
}

async function synthesize(outdir: string, config: string, node: readonly string[] = []): Promise<Outcome> {
  return run([...node, 'infra/app.ts'], { CDK_OUTDIR: join(directory, outdir), REVEILLE_CONFIG: config });
}

async function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Outcome> {
  return promisify(execFile)(process.execPath, args, { env: { ...process.env, ...env } }).then(
    ({ stderr }) => ({ code: 0, stderr }),
    (failure: Outcome) => ({ code: failure.code, stderr: failure.stderr }),
  );
}

function contentsOf(outdir: string): Record<string, string> {
  const root = join(directory, outdir);
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => [
      join(parentPath, name).slice(root.length + 1),
      readFileSync(join(parentPath, name), 'utf8'),
    ]),
  );
}

describe('the app', () => {
  let here: Outcome;
  beforeAll(async () => {
    here = await synthesize('here', written);
  });

  it('gives the cdk command what it gives Node', async () => {
    const cdk = fileURLToPath(import.meta.resolve('aws-cdk/bin/cdk'));
    const args = [cdk, 'synth', '--quiet', '--no-notices', '--output', join(directory, 'by-cdk')];
    const byCdk = await run(args, { CDK_DISABLE_CLI_TELEMETRY: 'true', REVEILLE_CONFIG: written });
    expect([byCdk.code, here.code]).toEqual([0, 0]);
    // The manifest of the command also lists which feature flags its own configuration sets.
    const { 'manifest.json': _, ...files } = contentsOf('here');
    expect(contentsOf('by-cdk')).toMatchObject(files);
    expect(Object.keys(files)).toContain('Reveille.template.json');
  });

  it('gives the same bytes in two directories and on any day, with a bundle per function, and warns beside them', async () => {
    const inTheYear2200 = ['--import', `data:text/javascript,Date.now=()=>${Date.UTC(2200, 0)}`];
    const there = await synthesize('deeper/there', written, inTheYear2200);
    expect([here, there]).toEqual([
      { code: 0, stderr: '' },
      { code: 0, stderr: 'warning: schedules.office-hours: exception 1 (2199-01-01) is in the past; delete it\n' },
    ]);
    const files = contentsOf('here');
    expect(contentsOf('deeper/there')).toEqual(files);
    expect(Object.keys(files).filter((name) => name.endsWith('/configuration.json'))).toHaveLength(4);
    expect(Object.values(files).filter((content) => content.includes(directory))).toEqual([]);
  });

  it.each([
    { wrong: 'an unknown key', text: 'acounts: {}', says: /acounts/ },
    {
      wrong: 'an unknown account',
      text: 'schedules: { s: { start: { cron: "0 1 * * ? *" }, targets: [{ account: nobody, instances: [i-1] }] } }',
      says: /nobody/,
    },
  ])('says where $wrong is, line by line, and ends with 2', async ({ text, says }) => {
    const config = join(directory, 'wrong.yaml');
    writeFileSync(config, text);
    const { code, stderr } = await synthesize('nowhere', config);
    expect(code).toBe(2);
    expect(stderr.trimEnd().split('\n')).toEqual(expect.arrayContaining([expect.stringMatching(/wrong\.yaml/)]));
    expect(stderr).toMatch(says);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
