// @ts-check
import { registerHooks } from 'node:module';
import { processClock } from './process-clock.mjs';
import { connectTo } from './rapid-client.mjs';

// Loaded with --import before aws-lambda-ric. This folder is plain JavaScript: Node needs 80 ms to
// begin stripping types, and a rehearsal starts many of these processes. The settings come in the
// file's own URL, so that the function's environment holds nothing that Lambda's would not.
const settings = new URL(import.meta.url).searchParams;
processClock.shiftTo(Number(settings.get('offset')));
connectTo(String(settings.get('runtimeApi')));

const client = new URL('./rapid-client.mjs', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, nextResolve) =>
    specifier === './rapid-client.node' ? { url: client, shortCircuit: true } : nextResolve(specifier, context),
});

// The engine holds the other end of this pipe. When the engine dies, this process ends too,
// instead of running for ever.
process.stdin.on('end', () => process.exit(1)).resume();
