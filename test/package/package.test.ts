import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const project = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'reveille-package-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What npm says of a package that it packed. */
interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

function npm(cwd: string, ...args: string[]): string {
  return execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Packs the project, and gives what npm says of the package. */
function pack(...args: string[]): Packed {
  const [packed] = JSON.parse(npm(project, 'pack', '--json', '--pack-destination', folder, ...args)) as Packed[];
  if (packed === undefined) throw new Error('npm packed nothing');
  return packed;
}

/** Runs the installed command in the folder where it is installed. */
function reveille(...args: string[]) {
  const { status, stdout, stderr } = spawnSync('npx', ['reveille', ...args], { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('the package', () => {
  let files: readonly string[];
  let first: ReturnType<typeof reveille>;

  beforeAll(() => {
    const packed = pack();
    files = packed.files.map(({ path }) => path);
    writeFileSync(join(folder, 'package.json'), '{}');
    npm(folder, 'install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', packed.filename);
    first = reveille('init', '--yes');
  });

  it('holds what runs, and neither tests nor tools', () => {
    const folders = new Set(files.filter((path) => path.includes('/')).map((path) => path.split('/')[0]));
    expect([...folders].toSorted()).toEqual(['cli', 'docs', 'functions', 'infra', 'local', 'shared']);
  });

  it('writes a configuration that it finds sound, and plans it', () => {
    expect(first).toMatchObject({ status: 0, stderr: '' });
    expect(reveille('validate')).toMatchObject({ status: 0, stdout: expect.stringContaining('reveille.yaml: 1 schedule') });
    expect(reveille('plan', '--days', '8')).toMatchObject({ status: 0, stdout: expect.stringContaining('08:30') });
  });

  it('shows the sample', () => {
    const { status, stdout } = reveille('start', '--json');
    expect(status).toBe(0);
    const { jobs } = JSON.parse(stdout) as { jobs: { verdicts: { verdict: string }[] }[] };
    const verdicts = jobs.flatMap((job) => job.verdicts.map(({ verdict }) => verdict));
    expect(verdicts.toSorted()).toEqual([...Array<string>(6).fill('confirmed'), 'already', 'rejected'].toSorted());
  });

  it('synthesizes into the folder where it is run', () => {
    expect(reveille('synth')).toMatchObject({ status: 0, stdout: expect.stringContaining('Reveille.template.json') });
    expect(readdirSync(join(folder, 'cdk.out'))).toContain('Reveille.template.json');
  });

  it('runs JavaScript alone: no path of a module ends in .ts', () => {
    const dist = join(folder, 'node_modules', 'reveille', 'dist');
    const scripts = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.js'));
    expect(scripts.length).toBeGreaterThan(200);
    const left = scripts.filter((path) => /["'`]\.{1,2}\/[^"'`\n]*\.ts["'`]/.test(readFileSync(join(dist, path), 'utf8')));
    expect(left).toEqual([]);
  });
});

it('is packed ready built where npm may run scripts', () => {
  const { files } = pack('--ignore-scripts=false', '--dry-run');
  expect(files.map(({ path }) => path)).toContain('dist/cli/main.js');
  expect(readdirSync(project)).not.toContain('dist');
});
