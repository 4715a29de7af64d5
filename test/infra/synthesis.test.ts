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

// YAML reads JSON, and the reader wants durations as people write them and no region where there
// is none.
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

/**
 * The manifest without what only the cdk command writes there: which feature flags its own
 * configuration sets.
 */
function manifestOf(files: Record<string, string>): { readonly artifacts: Record<string, { readonly type: string }> } {
  const manifest = JSON.parse(files['manifest.json'] ?? '');
  const artifacts = Object.entries<{ type: string }>(manifest.artifacts);
  return { ...manifest, artifacts: Object.fromEntries(artifacts.filter(([, { type }]) => type !== 'cdk:feature-flag-report')) };
}

describe('the app', () => {
  // One run by the cdk command, today; one by Node alone, in another directory and another
  // century. They share nothing else.
  const inTheYear2200 = ['--import', `data:text/javascript,Date.now=()=>${Date.UTC(2200, 0)}`];
  const cdk = fileURLToPath(import.meta.resolve('aws-cdk/bin/cdk'));
  let [byCdk, byNode]: Outcome[] = [];
  // Without a limit: how long two starts of the CDK take depends on what else the machine does.
  // Each ends by itself.
  beforeAll(async () => {
    const args = [cdk, 'synth', '--quiet', '--no-notices', '--output', join(directory, 'by-cdk')];
    [byCdk, byNode] = await Promise.all([
      run(args, { CDK_DISABLE_CLI_TELEMETRY: 'true', REVEILLE_CONFIG: written }),
      synthesize('deeper/by-node', written, inTheYear2200),
    ]);
  }, 0);

  it('ends well, and warns on stderr of what is over on the day of the run', () => {
    expect([byCdk, byNode]).toEqual([
      { code: 0, stderr: '' },
      { code: 0, stderr: 'warning: schedules.office-hours: exception 1 (2199-01-01) is in the past; delete it\n' },
    ]);
  });

  it('gives the same bytes in two directories, by the cdk command and by Node, on any day', () => {
    // The command also asks the library for its timings, which the library writes down when a run
    // was slow.
    const { 'manifest.json': _, 'performance-counters.json': ___, ...files } = contentsOf('by-cdk');
    const { 'manifest.json': __, ...others } = contentsOf('deeper/by-node');
    expect(others).toEqual(files);
    expect(manifestOf(contentsOf('deeper/by-node'))).toEqual(manifestOf(contentsOf('by-cdk')));
  });

  it('gives a template and a bundle per function, and says nothing about where it ran', () => {
    const files = contentsOf('deeper/by-node');
    expect(Object.keys(files)).toContain('Reveille.template.json');
    expect(Object.keys(files).filter((name) => name.endsWith('/configuration.json'))).toHaveLength(5);
    expect(Object.values(files).filter((content) => content.includes(directory))).toEqual([]);
  });

  it('says where an unknown key and an unknown account are, line by line, and ends with 2', async () => {
    const config = join(directory, 'wrong.yaml');
    const target = '{ account: nobody, instances: [i-1] }';
    writeFileSync(config, `acounts: {}\nschedules: { s: { start: { cron: "0 1 * * ? *" }, targets: [${target}] } }`);
    const { code, stderr } = await synthesize('nowhere', config);
    expect(code).toBe(2);
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/wrong\.yaml:1:1 acounts/),
      expect.stringMatching(/wrong\.yaml:1:1 accounts/),
      expect.stringMatching(/wrong\.yaml:2:\d+ .*nobody/),
    ]);
  });
});
