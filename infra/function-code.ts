import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Configuration } from '../shared/contract/compiled-configuration.ts';
import type { Program } from '../shared/domain/names.ts';
import { bundle, bundledCode } from './bundle.ts';
import { dispatchPart, powerPart } from './function-configuration.ts';
import type { FunctionCode } from './stack.ts';

/** The entry of each program, relative to the project's root. */
export type Entries = Readonly<Record<Program, string>>;

const entries: Entries = { dispatch: 'functions/dispatch/handler.ts', power: 'functions/power/handler.ts' };

/**
 * Bundles the functions, lends their code to `synthesize`, and removes its own temporary files afterwards. The power program is
 * built once; only the configuration beside it differs by provider.
 * @throws esbuild's BuildFailure, or whatever `synthesize` throws
 */
export async function withFunctionCode(
  configuration: Configuration,
  synthesize: (code: FunctionCode) => void,
  { dispatch, power }: Entries = entries,
): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'reveille-'));
  try {
    const [dispatchBundle, powerBundle] = await Promise.all([bundle(dispatch), bundle(power)]);
    synthesize({
      dispatch: bundledCode(join(directory, 'dispatch'), dispatchBundle, dispatchPart(configuration)),
      power: (provider) => bundledCode(join(directory, provider), powerBundle, powerPart(configuration, provider)),
    });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
