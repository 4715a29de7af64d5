import { registerHooks } from 'node:module';

// Preloaded into a command (`node --import`): its stack is synthesized by the test run's synthesis
// host, as the scenarios' are, instead of by a process that loads the CDK once more. Everything
// else of the command is as an operator has it.
const ours = new URL('./synthesize.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === './synthesize.ts' && context.parentURL?.endsWith('/cli/rehearse/rehearsal.ts') === true
      ? { url: ours, shortCircuit: true, format: 'module-typescript' }
      : next(specifier, context),
});
