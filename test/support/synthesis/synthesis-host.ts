import { createServer } from 'node:http';
import { registerHooks } from 'node:module';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

// Runs infra/app.ts anew for every POST of `{ config, assembly }`, as the cdk command and
// `cli/rehearse/synthesize.ts` do, but in one process: what costs three seconds is not the
// program, it is loading the CDK and compiling its rules. Prints its origin; ends when its stdin
// does.

const app = new URL('../../../infra/app.ts', import.meta.url);
const projectRoot = fileURLToPath(new URL('../../..', import.meta.url));
const remembered = new URL('./remembered-bundle.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === './bundle.ts' && context.parentURL?.endsWith('/infra/function-code.ts') === true
      ? { url: remembered, shortCircuit: true, format: 'module-typescript' }
      : next(specifier, context),
});
let runs = 0;
/**
 * What the present run printed: told when it fails, as `cli/rehearse/synthesize.ts` does, and else
 * of no interest.
 */
let said = '';
let last: Promise<unknown> = Promise.resolve();

async function synthesize({ config, assembly }: { readonly config: string; readonly assembly: string }): Promise<void> {
  process.env.REVEILLE_CONFIG = config;
  process.env.CDK_OUTDIR = assembly;
  process.exitCode = 0;
  said = '';
  runs += 1;
  // The query makes it a module of its own: its code runs again, and what it imports is loaded
  // already.
  app.search = `?run=${runs}`;
  await import(app.href);
  if (process.exitCode !== 0) throw new Error(`infra/app.ts ended with ${process.exitCode}: ${said}`);
}

process.chdir(projectRoot);
process.stderr.write = (text: string | Uint8Array) => {
  said += String(text);
  return true;
};
const server = createServer(async (request, response) => {
  const asked = (await json(request)) as Parameters<typeof synthesize>[0];
  // One after the other: the program is told what to do in the environment, which all runs share.
  const run = last.then(() => synthesize(asked));
  last = run.catch(() => {});
  await run.then(
    () => response.writeHead(204).end(),
    (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.stack : String(error)),
  );
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
process.stdin.on('end', () => process.exit()).resume();
