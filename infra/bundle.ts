import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { build, type Plugin } from 'esbuild';
import type { Configuration } from '../shared/contract/compiled-configuration.ts';
import type { Program } from '../shared/domain/names.ts';
import { dispatchPart, ingestPart, powerPart, programsInUse, restartPart, watchPart } from './function-configuration.ts';
import type { FunctionCode } from './stack.ts';

const projectRoot = fileURLToPath(new URL('..', import.meta.url));

/** The entry of each program, relative to the project's root. */
const entries: Readonly<Record<Program, string>> = {
  dispatch: './functions/dispatch/handler.ts',
  power: './functions/power/handler.ts',
  watch: './functions/watch/handler.ts',
  ingest: './functions/ingest/handler.ts',
  restart: './functions/restart/handler.ts',
};

/** A function's code as it is deployed: file name (`index.mjs`, `index.mjs.map`) to content. */
export type Bundle = ReadonlyMap<string, Uint8Array>;

/**
 * Bundles the programs in use, lends their code to `synthesize`, and removes its own temporary
 * files afterwards. The power program is built once; only the configuration beside it differs by
 * provider.
 * @throws esbuild's BuildFailure, or whatever `synthesize` throws
 */
export async function withFunctionCode(configuration: Configuration, synthesize: (code: FunctionCode) => void): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'reveille-'));
  try {
    const programs = programsInUse(configuration);
    const bundles = new Map(await Promise.all(programs.map(async (each) => [each, await bundle(entries[each])] as const)));
    const code = (program: Program, name: string, part: unknown): Code => {
      const files = bundles.get(program);
      if (files === undefined) throw new Error(`${program} is not among the programs of this configuration`);
      return bundledCode(join(directory, name), files, part);
    };
    synthesize({
      dispatch: () => code('dispatch', 'dispatch', dispatchPart(configuration)),
      watch: () => code('watch', 'watch', watchPart(configuration)),
      power: (provider) => code('power', provider, powerPart(configuration, provider)),
      restart: () => code('restart', 'restart', restartPart(configuration)),
      ingest: () => code('ingest', 'ingest', ingestPart(configuration)),
    });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/**
 * Bundles one entry and everything it imports into a single ES module with a source map beside it.
 * The bytes depend on the sources alone, not on where the project lies or where the result goes.
 * @param entry path of the entry, relative to the project's root
 * @throws esbuild's BuildFailure, whose message lists file, line and reason
 */
export async function bundle(entry: string): Promise<Bundle> {
  const { outputFiles } = await build({
    entryPoints: { index: entry },
    absWorkingDir: projectRoot,
    // Nothing is written there. The paths in the source map are relative to it.
    outdir: 'bundle',
    outExtension: { '.js': '.mjs' },
    write: false,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    minify: true,
    // People and code read the names of errors. Without this they become single letters.
    keepNames: true,
    sourcemap: 'linked',
    sourcesContent: false,
    // CommonJS packages may call require for Node's own modules, which an ES module does not have.
    banner: { js: "import{createRequire as bundleRequire}from'node:module';const require=bundleRequire(import.meta.url);" },
    logLevel: 'silent',
    plugins: [environmentCredentials, nodesOwnClient],
  });
  return new Map(outputFiles.map(({ path, contents }) => [basename(path), contents]));
}

/**
 * Lambda puts a function's credentials into its environment (Lambda developer guide, "Defined
 * runtime environment variables"). The SDK looks in six further places, with clients of other
 * services, which would be a fifth of a bundle.
 */
const environmentCredentials: Plugin = {
  name: 'environment-credentials',
  setup({ onResolve, onLoad }) {
    const namespace = 'environment-credentials';
    onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, ({ path, resolveDir }) => ({
      path,
      namespace,
      pluginData: { resolveDir },
    }));
    onLoad({ filter: /.*/, namespace }, ({ pluginData: { resolveDir } }) => ({
      contents: "import { fromEnv } from '@aws-sdk/credential-provider-env'; export const defaultProvider = () => fromEnv();",
      resolveDir,
    }));
  },
};

/**
 * An `import` of node:http reads all that it exports, and so loads Node's own fetch and WebSocket,
 * which nothing here uses: a tenth of a cold start. Asked for as an object it does not.
 */
const nodesOwnClient: Plugin = {
  name: 'nodes-own-client',
  setup({ onResolve, onLoad }) {
    const namespace = 'nodes-own-client';
    onResolve({ filter: /^(node:)?https?$/ }, ({ path }) => ({ path: path.replace('node:', ''), namespace }));
    onLoad({ filter: /.*/, namespace }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule('node:${path}');`,
    }));
  },
};

/**
 * A bundle together with its function's part of the configuration, which the function reads beside
 * its `index.mjs` at init.
 * @param directory written here; must stay until the stack is synthesized
 */
export function bundledCode(directory: string, files: Bundle, configuration: unknown): Code {
  mkdirSync(directory, { recursive: true });
  for (const [name, contents] of files) writeFileSync(join(directory, name), contents);
  writeFileSync(join(directory, 'configuration.json'), `${JSON.stringify(configuration, sortKeys)}\n`);
  return Code.fromAsset(directory);
}

// The order of a configuration's mappings means nothing, so another order must not make another
// deployment.
function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => Number(a > b) - Number(a < b)));
}
