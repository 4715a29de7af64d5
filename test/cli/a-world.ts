import { PassThrough } from 'node:stream';
import { expect } from 'vitest';
import { reveille, reveilleProgram } from '../../cli/reveille.ts';
import type { World } from '../../cli/terminal/world.ts';

/** What of a command's world is not as usual. */
export type WorldParts = Partial<Omit<World, 'stdout' | 'stderr'>> & {
  /** True: stdout and stderr are terminals. */
  readonly isTTY?: boolean;
  readonly columns?: number;
};

/**
 * A world that remembers what is written to it. AWS and cdk are out of bounds, unless `parts` has
 * them.
 */
export function aWorld({ isTTY = false, columns = 0, ...parts }: WorldParts = {}) {
  const written = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof written) => ({
    isTTY,
    columns,
    write: (text: string) => {
      written[name] += text;
    },
  });
  const world: World = {
    stdin: new PassThrough(),
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    env: {},
    now: () => 0,
    pause: async () => {},
    sqs: () => expect.fail('AWS was asked'),
    dynamo: () => expect.fail('AWS was asked'),
    cloudFormation: () => expect.fail('AWS was asked'),
    cdk: () => expect.fail('cdk was run'),
    ...parts,
  };
  return { world, written };
}

/** Runs a command line in this process, and gives what it wrote and its exit code. */
export async function runReveille(args: readonly string[], parts?: WorldParts) {
  const { world, written } = aWorld(parts);
  const code = await reveille(args, world);
  return { code, ...written };
}

/** What the command of a command line gets as the values of its options. */
export async function valuesOf([name, ...args]: readonly string[]): Promise<Record<string, unknown>> {
  const program = reveilleProgram({ world: aWorld().world, exitWith: () => {} });
  let values: Record<string, unknown> = {};
  program.commands
    .find((command) => command.name() === name)
    ?.action(function take() {
      values = this.opts();
    });
  await program.parseAsync([name ?? '', ...args], { from: 'user' });
  return values;
}
