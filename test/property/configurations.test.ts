import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runReveille } from '../cli/a-world.ts';
import { drawConfiguration, drawnFiles } from './draw-configuration.ts';

const directory = mkdtempSync(join(tmpdir(), 'reveille-configurations-'));
afterAll(() => rmSync(directory, { recursive: true }));
for (const [name, text] of Object.entries(drawnFiles)) writeFileSync(join(directory, name), text);

const seeds = 60;
const now = () => Date.parse('2026-11-23T00:00:00Z');

/** What validate and plan make of the configuration of a seed, and what is wrong with that. */
async function wrongsOf(
  seed: number,
): Promise<{ readonly wrongs: readonly string[]; readonly runs: number; readonly sound: boolean }> {
  const file = join(directory, `${seed}.yaml`);
  writeFileSync(file, drawConfiguration(seed));
  const run = (...args: string[]) => runReveille([...args, '--config', file], { now });
  const validated = await run('validate', '--json');
  const planned = await run('plan', '--json', '--from', '2026-11-23', '--days', '30');
  const shown = await run('plan', '--from', '2026-11-23', '--days', '7');
  const codes = [validated.code, planned.code, shown.code];
  const sound = validated.code === 0;
  const lines = planned.stderr.split('\n').filter((line) => line !== '').length;
  const { mistakes } = JSON.parse(validated.stdout) as { readonly mistakes: readonly unknown[] };
  const report = sound
    ? (JSON.parse(planned.stdout) as { readonly transitions: readonly { readonly schedule: string }[] })
    : null;
  const quiet = report?.transitions.filter(({ schedule }) => !shown.stdout.includes(schedule)) ?? [];
  return {
    sound,
    runs: report?.transitions.length ?? 0,
    wrongs: [
      ...(codes.every((code) => code === (sound ? 0 : 2)) ? [] : [`exit codes ${codes.join(' ')}: ${planned.stderr}`]),
      ...(sound || lines === Math.min(mistakes.length, 101)
        ? []
        : [`validate has ${mistakes.length} mistakes, plan ${lines} lines`]),
      ...quiet.map(({ schedule }) => `plan --json runs ${schedule}, plan does not name it`),
    ].map((wrong) => `drawConfiguration(${seed}): ${wrong}`),
  };
}

it(`validate and plan agree about ${seeds} drawn configurations, and none is our own fault`, { timeout: 0 }, async () => {
  const all = [];
  for (let seed = 0; seed < seeds; seed += 1) all.push(await wrongsOf(seed));
  expect(all.flatMap(({ wrongs }) => wrongs)).toEqual([]);
  // Of both kinds there are many, and most of the sound ones have something to do.
  expect(all.filter(({ sound }) => sound).length).toBeGreaterThan(seeds / 10);
  expect(all.filter(({ sound }) => !sound).length).toBeGreaterThan(seeds / 10);
  expect(all.filter(({ runs }) => runs > 0).length).toBeGreaterThan(seeds / 20);
  expect(({} as { readonly polluted?: unknown }).polluted).toBeUndefined();
});
