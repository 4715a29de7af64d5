import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fireAndSettle } from '../../../cli/rehearse/fire-and-settle.ts';
import { type Clouds, startClouds } from '../../../local/clouds/clouds.ts';
import { type Engine, startEngine } from '../../../local/engine/engine.ts';
import { parseConfiguration } from '../../../shared/configuration/configuration-file.ts';
import { accountEnd } from '../account-end.ts';
import { instancesIn } from '../instances-in.ts';
import { scenarioKeys } from '../scenario.ts';
import { synthesize } from '../synthesis/synthesize.ts';
import { tellProgress } from '../tell-progress.ts';
import { AccountMeddler } from './account-meddler.ts';
import type { AccountPlan, ManyAccounts, ManyAccountsEnd, Step } from './many-accounts.ts';

// Runs one job given as JSON (argv[2]) and writes its end as JSON (argv[3]). A process of its own,
// because the engine replaces the global Date.

const [, , input = '', output = ''] = process.argv;
const { accounts, schedule = {} } = JSON.parse(await readFile(input, 'utf8')) as ManyAccounts;
const plans = Object.entries(accounts);
const looks = { alibaba: 'DescribeInstances', tencent: 'DescribeInstances', zenlayer: 'DescribeInstancesStatus' } as const;
const regions = { alibaba: { region: 'cn-hangzhou' }, tencent: { region: 'ap-shanghai' }, zenlayer: {} } as const;

let engine: Engine | null = null;
const sending: Promise<void>[] = [];
const meddler = new AccountMeddler(accounts, {
  // The account's name as it stands in a batch in an SQS event: JSON text within JSON text.
  kill: (account) => engine?.processes.kill('reveille-power', `\\"account\\":\\"${account}\\"`) ?? 0,
  send: (queue, body) => {
    if (engine !== null) sending.push(engine.send(queue, body));
  },
});

/** A call that is never answered is the way to kill its sender before it took effect. */
function hangs({ provider, kills = [], initLocalDisk = false }: AccountPlan) {
  const start = initLocalDisk ? 'StartInstance' : 'StartInstances';
  return kills.flatMap(({ step, when }) => {
    if (when === 'after' || !['look', 'dryRun', 'start'].includes(step)) return [];
    const call = step === 'look' ? { action: looks[provider] } : { action: start, dryRun: step === 'dryRun' };
    return [{ provider, ...call, fault: { kind: 'hang' } as const }];
  });
}

function startCloud(account: string, plan: AccountPlan): Promise<Clouds> {
  const { provider, instances, faults = [], limits = [], clockSkewSeconds = 0 } = plan;
  const state = { credentials: scenarioKeys, instances, faults: [...hangs(plan), ...faults], limits, clockSkewSeconds };
  return startClouds(state, {
    now: () => Date.now(),
    beforeAnswer: ({ action, dryRun }) => {
      const step: Step = action === looks[provider] ? 'look' : dryRun ? 'dryRun' : 'start';
      meddler.reached(account, step, 'before');
      meddler.reached(account, step, 'after');
    },
  });
}

/**
 * An account's secret. Those of a provider share one, because the engine does not know the second
 * policy that the CDK makes when a role may read more secrets than fit into one; except where it
 * is the secret that the plan is about.
 */
function secretNameOf(name: string, { provider, secrets, kills = [] }: AccountPlan): string {
  return secrets !== undefined || kills.some(({ step }) => step === 'secret') ? name : `of-${provider}`;
}

function secretsByRead(): Readonly<Record<string, unknown>> {
  const reads = new Map<string, number>();
  const secrets = {};
  for (const [account, plan] of plans) {
    const name = secretNameOf(account, plan);
    if (Object.hasOwn(secrets, name)) continue;
    const values = plan.secrets ?? [scenarioKeys[plan.provider]];
    const get = (): unknown => {
      const read = reads.get(name) ?? 0;
      reads.set(name, read + 1);
      return values[Math.min(read, values.length - 1)];
    };
    Object.defineProperty(secrets, name, { get, enumerable: true });
  }
  return secrets;
}

function configurationOf(clouds: ReadonlyMap<string, Clouds>): string {
  const limits = { start: 1000, describe: 1000 };
  const targets = plans.map(([account, { provider, ids, initLocalDisk }]) => {
    const wiping = initLocalDisk === undefined ? {} : { initLocalDisk };
    return { account, ...regions[provider], instances: ids, ...wiping };
  });
  return JSON.stringify({
    accounts: Object.fromEntries(
      plans.map(([name, plan]) => {
        const { provider, endpoint = clouds.get(name)?.origins[provider] } = plan;
        return [name, { provider, secret: secretNameOf(name, plan), endpoint, limits }];
      }),
    ),
    schedules: { all: { start: { cron: '30 8 ? * MON-FRI *' }, ...schedule, targets } },
  });
}

const clouds = new Map<string, Clouds>();
for (const [name, plan] of plans) clouds.set(name, await startCloud(name, plan));
const workplace = await mkdtemp(join(tmpdir(), 'reveille-accounts-'));
try {
  const text = configurationOf(clouds);
  const [config, assembly] = [join(workplace, 'reveille.json'), join(workplace, 'cdk.out')];
  await writeFile(config, text);
  await synthesize(config, assembly);
  engine = await startEngine({
    assembly,
    secrets: secretsByRead(),
    clock: 'virtual',
    meddler,
    onProgress: (event) => {
      tellProgress(event);
      if (event.kind !== 'logged' || !event.line.includes('"message":"verdict"')) return;
      meddler.decided((JSON.parse(event.line) as { record: { account: string } }).record.account);
    },
  });
  const run = await fireAndSettle(engine, parseConfiguration(text, 'the plan'), { schedule: 'all', at: null });
  await Promise.all(sending);
  const ends = plans.flatMap(([name, plan]) => {
    const cloud = clouds.get(name);
    if (cloud === undefined) return [];
    const instances = instancesIn(cloud, plan.instances);
    return [
      [name, accountEnd(name, run.report, { received: cloud.calls, instances, kills: meddler.kills.get(name) ?? 0 })] as const,
    ];
  });
  const readable = [...engine.logs.map(({ line }) => line), JSON.stringify([run.report.deadLetters, run.report.alerts])];
  const dueAt = Date.parse(run.report.jobs[0]?.scheduledAt ?? '');
  const end: ManyAccountsEnd = { settled: run.settled, dueAt, accounts: Object.fromEntries(ends), readable };
  await writeFile(output, JSON.stringify(end));
} finally {
  await engine?.close();
  await Promise.all([...clouds.values()].map((cloud) => cloud.close()));
  await rm(workplace, { recursive: true, force: true });
}
