import { beforeAll, describe, expect, it } from 'vitest';
import { runScenarios } from '../support/engine/run-scenarios.ts';
import { ends, lettered, started, tally } from '../support/fleet.ts';
import { untilHostEnds } from '../support/run-host.ts';
import { type ScenarioResult, scenarioKeys } from '../support/scenario.ts';
import { good, mornings } from './starts/morning-scenarios.ts';
import { troubles } from './starts/trouble-scenarios.ts';
import { troubleTests } from './starts/trouble-tests.ts';

// One stack for both: what a morning comes to, and what it comes to when something goes wrong.
let results: Readonly<Record<keyof typeof mornings | keyof typeof troubles, ScenarioResult>>;
beforeAll(async () => {
  results = await runScenarios({ ...mornings, ...troubles });
}, untilHostEnds);

troubleTests(() => results);

describe('the seed’s own example: two good ids and i-TestID', () => {
  it('with SuccessFirst confirms two, rejects one, and says so once in each place', () => {
    const run = results['seed-example'];
    expect(ends(run)).toEqual([`${good[0]} confirmed`, `${good[1]} confirmed`, 'i-TestID rejected InvalidInstanceId.NotFound']);
    expect(lettered(run)).toEqual(['alibaba: i-TestID']);
    expect(run.report.alerts).toHaveLength(1);
    expect(run.report.alerts[0]?.message).toMatch(/^InvalidInstanceId\.NotFound: 1 rejected$[\s\S]*^ {4}i-TestID {2}\[request /m);
    // A machine that fails is told by its notice. Alarms are for what no function could do.
    expect(run.report.alarms.filter(({ state }) => state === 'ALARM')).toEqual([]);
  });
});

describe('calls', () => {
  it('what the functions count is what the clouds received', () => {
    for (const name of Object.keys(mornings) as (keyof typeof mornings)[]) {
      const run = results[name];
      const counted = Object.values(run.report.calls).flatMap((actions) => Object.values(actions));
      expect(counted.reduce((sum, each) => sum + each, 0)).toBe(run.received.length);
    }
  });
});

describe('a thousand instances over three providers', () => {
  it('settle, each in exactly one row, the three bad ones among them', () => {
    const run = results['a-thousand'];
    expect(run.settled).toBe(true);
    const rows = run.report.jobs[0]?.verdicts ?? [];
    expect(new Set(rows.map(({ account, instanceId }) => `${account}/${instanceId}`)).size).toBe(1000);
    expect(tally(run)).toEqual({ confirmed: 997, rejected: 3 });
    expect(rows.filter(({ verdict }) => verdict === 'rejected').map(({ code }) => code)).toEqual([
      'InvalidInstanceId.NotFound',
      'InvalidInstanceId.NotFound',
      'INVALID_INSTANCE_NOT_FOUND',
    ]);
    expect(started(run).toSorted()).toEqual([...new Set(started(run))].toSorted());
  });
});

describe('a dry-run schedule', () => {
  it('starts nothing, skips what could start, and rejects what could not', () => {
    const run = results['dry-run'];
    expect(ends(run)).toEqual([
      `${good[0]} skipped`,
      `${good[1]} skipped`,
      'i-TestID rejected InvalidInstanceId.NotFound',
      'ins-r8hr2upy skipped',
      'ins-missing1 rejected Reveille.NotListed',
      '1500000000000000001 already',
    ]);
    expect(started(run)).toEqual([]);
  });
});

describe('initLocalDisk', () => {
  it('wipes the disks of the instances that ask for it, once, and of no other', () => {
    const run = results['local-disk'];
    expect(tally(run)).toEqual({ confirmed: 4 });
    expect(Object.fromEntries(Object.entries(run.instances).map(([id, { localDiskWiped }]) => [id, localDiskWiped]))).toEqual({
      'i-bp1localdisk0001': true,
      'i-bp1localdisk0002': true,
      [good[0] ?? '']: false,
      [good[1] ?? '']: false,
    });
    expect(run.report.calls.alibaba).toMatchObject({ StartInstance: 3, 'StartInstance:DryRun': 3, StartInstances: 1 });
  });
});

describe('every run', () => {
  it('settles', () => {
    for (const run of Object.values(results)) expect(run.settled).toBe(true);
  });

  it('prints neither a secret nor an Authorization header, and puts none into a letter or a notice', () => {
    const secrets = Object.values(scenarioKeys).flatMap((keys) =>
      Object.entries(keys)
        .filter(([name]) => !name.endsWith('Id'))
        .map(([, value]) => value),
    );
    expect(secrets).toHaveLength(5);
    for (const [name, run] of Object.entries(results)) {
      const text = JSON.stringify([run.logs, run.report]);
      for (const secret of secrets) expect(text, name).not.toContain(secret);
      expect(text, name).not.toMatch(/authorization|HMAC-SHA256|Signature=/i);
      expect(run.logs.length, name).toBeGreaterThan(5);
    }
  });
});
