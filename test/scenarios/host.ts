import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fireAndSettle } from '../../cli/fire-and-settle.ts';
import { synthesize } from '../../cli/synthesize.ts';
import { type Clouds, startClouds } from '../../infra/local/clouds/clouds.ts';
import { type Engine, startEngine } from '../../infra/local/engine.ts';
import { parseConfiguration } from '../../shared/contract/configuration-file.ts';
import { providerNames } from '../../shared/domain/vocabulary.ts';
import { type Scenario, type ScenarioResult, scenarioKeys } from './scenario.ts';

// Runs scenarios given as JSON (argv[2]) and writes their results as JSON (argv[3]). A process of its own, because the engine replaces
// the global Date. One synthesis serves them all: every scenario is a schedule with accounts of its own.

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

function accountName(name: string, provider: string): string {
  return `${name}-${provider}`;
}

async function play(name: string, scenario: Scenario, stage: Stage, assembly: string, text: string): Promise<ScenarioResult> {
  const secrets = Object.fromEntries(
    Object.keys(scenarios).flatMap((each) =>
      providerNames.map((provider) => [
        accountName(each, provider),
        scenarios[each]?.secrets?.[provider] ?? scenarioKeys[provider],
      ]),
    ),
  );
  const engine = await startEngine({ assembly, secrets, clock: 'virtual' });
  stage.engine = engine;
  try {
    for (const body of scenario.beside ?? []) await engine.send('reveille-jobs', body);
    const at = engine.now() - (scenario.lateSeconds ?? 0) * 1000;
    const run = await fireAndSettle(engine, parseConfiguration(text, 'scenarios'), { schedule: name, at });
    const states = (scenario.instances ?? []).map(({ provider, id }) => [id, stage.clouds.instance(provider, id)]);
    return {
      ...run,
      received: stage.clouds.calls,
      instances: Object.fromEntries(states),
      logs: engine.logs.map(({ line }) => line),
      killed: stage.killed,
    };
  } finally {
    await engine.close();
    await stage.clouds.close();
  }
}

const stages = new Map<string, Stage>();
for (const [name, scenario] of Object.entries(scenarios)) stages.set(name, await setStage(scenario));
const source = {
  accounts: Object.fromEntries(
    [...stages].flatMap(([name, { clouds }]) =>
      providerNames.map((provider) => {
        const endpoint = scenarios[name]?.endpoints?.[provider] ?? clouds.origins[provider];
        const pace = scenarios[name]?.pace;
        const limits = pace === null ? {} : { limits: pace ?? { start: 1000, describe: 1000 } };
        return [accountName(name, provider), { provider, secret: accountName(name, provider), endpoint, ...limits }];
      }),
    ),
  ),
  schedules: Object.fromEntries(
    Object.entries(scenarios).map(([name, { schedule }]) => {
      const targets = schedule.targets.map((target) => ({ ...target, account: accountName(name, target.account) }));
      return [name, { start: { cron: '30 8 ? * MON-FRI *' }, ...schedule, targets }];
    }),
  ),
};
const workplace = await mkdtemp(join(tmpdir(), 'reveille-scenarios-'));
try {
  const text = JSON.stringify(source);
  const config = join(workplace, 'reveille.json');
  await writeFile(config, text);
  const assembly = join(workplace, 'cdk.out');
  await synthesize(config, assembly);
  const results: Record<string, ScenarioResult> = {};
  for (const [name, stage] of stages) {
    const scenario = scenarios[name];
    if (scenario !== undefined) results[name] = await play(name, scenario, stage, assembly, text);
  }
  await writeFile(output, JSON.stringify(results));
} finally {
  await rm(workplace, { recursive: true, force: true });
}
