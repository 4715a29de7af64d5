// @ts-check
import {
  chmodSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

// Plain JavaScript, because it runs where Node strips no types: inside an installed package. npm
// runs it before it packs, unless it may run no scripts, as our own .npmrc says. A package that was
// packed without it is built by its first command instead, and has the same files then.

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'dist');

/** What holds our sources, and the files that these read beside them. */
const folders = ['shared', 'functions', 'infra', 'local', 'cli'];
const besideThem = ['cdk.json', 'package.json', 'reveille.schema.json', 'reveille.yaml'];

/**
 * Imports a module of the built package, which is built first if it is not. Where it cannot be
 * written, the process ends with one line and exit code 2.
 * @param {string} path below `dist`
 */
export async function importBuilt(path) {
  if (!existsSync(dist)) await build().catch(cannotWrite);
  return import(pathToFileURL(join(dist, path)).href);
}

/**
 * Writes `dist`: each TypeScript source as JavaScript under the same path, so that a URL relative
 * to a module means the same in both trees. It is made aside and renamed, so that nobody meets half
 * of it. Where `dist` appears meanwhile, the one that is there stays.
 * @throws what esbuild says of a source, or the file system of a folder that cannot be written
 */
export async function build() {
  const { transform } = await import('esbuild');
  const made = mkdtempSync(join(root, '.dist-'));
  try {
    for (const path of globSync(`{${folders.join(',')}}/**/*.{ts,mjs}`, { cwd: root })) {
      const source = readFileSync(join(root, path), 'utf8');
      const target = join(made, path.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, path.endsWith('.ts') ? await javaScript(transform, path, source) : source);
    }
    for (const name of besideThem) cpSync(join(root, name), join(made, name));
    // A temporary folder is its maker's alone, and an installed package is everybody's.
    chmodSync(made, 0o755);
    if (!existsSync(dist)) renameSync(made, dist);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

/**
 * @param {typeof import('esbuild').transform} transform
 * @param {string} path
 * @param {string} source
 */
async function javaScript(transform, path, source) {
  const tsconfigRaw = { compilerOptions: { verbatimModuleSyntax: true } };
  const settings = /** @type {const} */ ({ loader: 'ts', format: 'esm', target: 'node24' });
  const { code } = await transform(source, { ...settings, sourcefile: path, tsconfigRaw });
  // A relative path that ends in .ts is always a module's: an import, or the URL of what a process
  // or a bundle starts with.
  return code.replace(/(["'`])(\.{1,2}\/[^"'`\n]*)\.ts\1/g, '$1$2.js$1');
}

/** @param {NodeJS.ErrnoException} error */
function cannotWrite(error) {
  if (!['EACCES', 'EPERM', 'EROFS'].includes(error.code ?? '')) throw error;
  console.error(
    `Reveille builds its JavaScript when it first runs, and cannot write to ${root} (${error.code}); ` +
      'run "npx reveille --version" once as a user who may',
  );
  process.exit(2);
}

if (import.meta.main) {
  rmSync(dist, { recursive: true, force: true });
  await build();
}
