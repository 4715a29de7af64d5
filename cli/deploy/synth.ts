import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Configuration } from '../../shared/contract/compiled-configuration.ts';
import { stopBillLines } from '../../shared/plan/stop-bills.ts';
import { exitCodes } from '../terminal/exit-code.ts';
import { configOption } from '../terminal/make-command.ts';
import { plural } from '../terminal/plural.ts';
import { type World, writeLines } from '../terminal/world.ts';
import { runWithCdk } from './run-with-cdk.ts';

/** What `reveille synth` is asked to do. */
export interface SynthOptions {
  readonly config: string;
  /** The folder to write. */
  readonly output: string;
  /** Further arguments for `cdk synth`. */
  readonly rest: readonly string[];
}

/**
 * Synthesizes a configuration into a folder, and says what it wrote and what its stops mean
 * for the bill.
 * @returns the exit code of `cdk`
 * @throws ConfigurationError for mistakes in the configuration
 */
export async function synth({ config, output, rest }: SynthOptions, world: World): Promise<number> {
  const args = ['synth', '--quiet', '--output', resolve(output), ...rest];
  let bills: readonly string[] = [];
  const mistakesIn = (configuration: Configuration) => {
    bills = stopBillLines(configuration);
    return [];
  };
  const code = await runWithCdk({ config, args, mistakesIn }, world);
  // With arguments such as --list, cdk writes nothing.
  if (code !== exitCodes.allWell || !existsSync(output)) return code;
  writeLines(world.stdout, [
    `${output}: ${await contentsOf(output)}`,
    ...bills,
    `Next: npx reveille deploy${configOption(config)}`,
  ]);
  return code;
}

/** The parts of a template that are counted. */
const counted = { 'AWS::Scheduler::Schedule': 'rule', 'AWS::Lambda::Function': 'function' } as const;

async function contentsOf(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.template.json'));
  const templates = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  const types = templates.flatMap((text) => typesIn(JSON.parse(text)));
  const counts = Object.entries(counted).map(([type, word]) => {
    return plural(types.filter((each) => each === type).length, word);
  });
  return `the template ${names.join(', ')}, with ${counts.join(' and ')}`;
}

function typesIn({ Resources = {} }: { readonly Resources?: Readonly<Record<string, { readonly Type: string }>> }): string[] {
  return Object.values(Resources).map(({ Type }) => Type);
}
