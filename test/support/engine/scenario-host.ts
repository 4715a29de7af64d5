import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fireAndSettle } from '../../../cli/rehearse/fire-and-settle.ts';
import { type Clouds, startClouds } from '../../../local/clouds/clouds.ts';
import { type Engine, startEngine } from '../../../local/engine/engine.ts';
import { parseConfiguration } from '../../../shared/configuration/configuration-file.ts';
import { providerNames } from '../../../shared/domain/vocabulary.ts';
import { instancesIn } from '../instances-in.ts';
import { type Scenario, type ScenarioResult, scenarioKeys } from '../scenario.ts';
import { accountName, configurationText } from '../scenario-source.ts';
import { synthesize } from '../synthesis/synthesize.ts';
import { tellProgress } from '../tell-progress.ts';
import { fromNowOn } from './engine-from-now-on.ts';
import { withoutRecursiveLoop } from './without-recursive-loop.ts';

// Runs scenarios given as JSON (argv[2]) and writes their results as JSON (argv[3]). A process of
// its own, because the engine replaces the global Date. One synthesis and, but for those that want
// their own, one engine serve them all, one after another: every scenario is a schedule with
// accounts and clouds of its own.

const [, , input = '', output = ''] = process.argv;
const scenarios = JSON.parse(await readFile(input, 'utf8')) as Record<string, Scenario>;

interface Stage {
  readonly clouds: Clouds;
  engine: Engine | null;
  killed: number;
}

async function setStage(scenario: Scenario): Promise<Stage> {
  const { instances = [], faults = [], limits = [], clockSkewSeconds = 0, killAt } = scenario;
  let calls = 0;
  const stage: { clouds: Clouds | null; engine: Engine | null; killed: number } = { clouds: null, engine: null, killed: 0 };
  stage.clouds = await startClouds(
    { credentials: scenarioKeys, instances, faults, limits, clockSkewSeconds },
    {
      now: () => Date.now(),
      beforeAnswer: ({ action, dryRun }) => {
        if (killAt === undefined || dryRun || action !== killAt.action) return;
        calls += 1;
        if (calls === killAt.nth) stage.killed += stage.engine?.processes.kill('reveille-power') ?? 0;
      },
    },
  );
  return stage as Stage;
}

const secrets = Object.fromEntries(
  Object.entries(scenarios).flatMap(([name, scenario]) =>
    providerNames.map((provider) => [accountName(name, provider), scenario.secrets?.[provider] ?? scenarioKeys[provider]]),
  ),
);
const boot = (assembly: string) => startEngine({ assembly, secrets, clock: 'virtual', onProgress: tellProgress });

async function play(name: string, stage: Stage, engine: Engine, text: string): Promise<ScenarioResult> {
  const { beside = [], lateSeconds = 0, instances = [], action = 'start' } = scenarios[name] ?? {};
  stage.engine = engine;
  try {
    for (const body of beside) await engine.send('reveille-jobs', body);
    const at = engine.now() - lateSeconds * 1000;
    const run = await fireAndSettle(engine, parseConfiguration(text, 'scenarios'), { schedule: name, action, at });
    const logs = engine.logs.map(({ line }) => line);
    return { ...run, received: stage.clouds.calls, instances: instancesIn(stage.clouds, instances), logs, killed: stage.killed };
  } finally {
    await stage.clouds.close();
  }
}

async function playAll(assembly: string, text: string): Promise<Record<string, ScenarioResult>> {
  const results: Record<string, ScenarioResult> = {};
  let shared: Engine | null = null;
  for (const [name, stage] of stages) {
    const alone = scenarios[name]?.alone === true;
    const start = () => boot(assembly);
    const booted = scenarios[name]?.loopsEnd === true ? () => withoutRecursiveLoop(assembly, start) : start;
    const engine: Engine = alone || shared === null ? await booted() : shared;
    const result = await play(name, stage, alone ? engine : fromNowOn(engine), text);
    results[name] = result;
    // Work that is still under way would go on in somebody else's scenario.
    const reusable = !alone && result.settled;
    if (!reusable) await engine.close();
    if (!alone) shared = reusable ? engine : null;
  }
  await shared?.close();
  return results;
}

const stages = new Map<string, Stage>();
for (const [name, scenario] of Object.entries(scenarios)) stages.set(name, await setStage(scenario));
const staged = Object.fromEntries(
  [...stages].flatMap(
    ([
      name,
      {
        clouds: { origins },
      },
    ]) => {
      const scenario = scenarios[name];
      return scenario === undefined ? [] : [[name, { scenario, origins }] as const];
    },
  ),
);
const workplace = await mkdtemp(join(tmpdir(), 'reveille-scenarios-'));
try {
  const text = configurationText(staged);
  const config = join(workplace, 'reveille.json');
  await writeFile(config, text);
  const assembly = join(workplace, 'cdk.out');
  await synthesize(config, assembly);
  const results = await playAll(assembly, text);
  await writeFile(output, JSON.stringify(results));
} finally {
  await rm(workplace, { recursive: true, force: true });
}
