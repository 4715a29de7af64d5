import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { bundle } from '../infra/bundle.ts';

/**
 * A function whose bundle is weighed: its entry from the project's root, and what it finds at init
 * besides its code.
 */
export interface WeighedFunction {
  readonly name: string;
  readonly entry: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** What lies beside its code as configuration.json. */
  readonly configuration?: unknown;
}

/** A bundle's minified size, and the median time of its import in fresh Node processes. */
export interface Weight {
  readonly name: string;
  readonly bytes: number;
  readonly importMs: number;
}

const runs = 10;
const timeImport =
  'const from = performance.now(); await import(process.argv[1]); console.log(performance.now() - from); process.exit();';

/**
 * Bundles each function as it is deployed and imports each bundle ten times in processes of its
 * own, the functions taking turns so that a busy moment of the machine hits all of them alike.
 * `folder` must exist and is written to.
 */
export async function weigh(functions: readonly WeighedFunction[], folder: string): Promise<Weight[]> {
  const built = [];
  for (const [index, each] of functions.entries())
    built.push({ ...(await build(each, join(folder, String(index)))), times: [0] });
  for (const each of built) each.times = [];
  for (let run = 0; run < runs; run += 1) {
    for (const { file, environment, times } of built) times.push(await importOnce(file, environment));
  }
  return built.map(({ name, bytes, times }) => ({ name, bytes, importMs: median(times) }));
}

/** The middle one of some figures, or the mean of the middle two. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const middle = sorted.slice(Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2) + 1);
  return middle.reduce((sum, figure) => sum + figure, 0) / middle.length;
}

async function build({ name, entry, environment = {}, configuration }: WeighedFunction, folder: string) {
  const files = await bundle(entry);
  await mkdir(folder);
  for (const [file, contents] of files) await writeFile(join(folder, file), contents);
  if (configuration !== undefined) await writeFile(join(folder, 'configuration.json'), JSON.stringify(configuration));
  return {
    name,
    bytes: files.get('index.mjs')?.byteLength ?? 0,
    environment,
    file: pathToFileURL(join(folder, 'index.mjs')).href,
  };
}

async function importOnce(file: string, env: Readonly<Record<string, string>>): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', timeImport, file], { env });
  return Number(stdout.trim().split('\n').at(-1));
}
