import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Rehearsal } from '../../../cli/rehearse/settle-and-report.ts';
import { walkAndSettle } from '../../../cli/rehearse/walk-and-settle.ts';
import { startClouds } from '../../../local/clouds/clouds.ts';
import { startEngine } from '../../../local/engine/engine.ts';
import { parseConfiguration } from '../../../shared/configuration/configuration-file.ts';
import { watchRuleName } from '../../../shared/domain/names.ts';
import { dayMs, dayOf } from '../../../shared/schedule/civil-day.ts';
import { scenarioKeys } from '../../support/scenario.ts';
import { synthesize } from '../../support/synthesis/synthesize.ts';
import { tellProgress } from '../../support/tell-progress.ts';
import type { DaysWalk } from './days-walk.ts';

// Walks one stack through several runs of days, given as JSON (argv[2]), and writes the report of
// all of them as JSON (argv[3]). A process of its own, because the engine replaces the global
// Date.

const [, , input = '', output = ''] = process.argv;
const { source, instances, windows } = JSON.parse(await readFile(input, 'utf8')) as DaysWalk;
const clouds = await startClouds({ credentials: scenarioKeys, instances }, { now: () => Date.now() });
const accounts = Object.entries(source.accounts).map(([name, provider]) => {
  return [name, { provider, secret: name, endpoint: clouds.origins[provider] }] as const;
});
const secrets = Object.fromEntries(accounts.map(([name, { provider }]) => [name, scenarioKeys[provider]]));
const workplace = await mkdtemp(join(tmpdir(), 'reveille-days-'));
try {
  const text = JSON.stringify({ ...source, accounts: Object.fromEntries(accounts) });
  const [config, assembly] = [join(workplace, 'reveille.json'), join(workplace, 'cdk.out')];
  await writeFile(config, text);
  await synthesize(config, assembly);
  const startAt = dayOf(windows[0]?.from ?? '') - dayMs;
  const engine = await startEngine({
    assembly,
    secrets,
    resting: [watchRuleName],
    clock: 'virtual',
    startAt,
    onProgress: tellProgress,
  });
  try {
    let run: Rehearsal | null = null;
    const configuration = parseConfiguration(text, 'the walk');
    for (const { from, count } of windows)
      run = await walkAndSettle(engine, configuration, { days: { first: dayOf(from), count } });
    await writeFile(output, JSON.stringify(run));
  } finally {
    await engine.close();
  }
} finally {
  await clouds.close();
  await rm(workplace, { recursive: true, force: true });
}
