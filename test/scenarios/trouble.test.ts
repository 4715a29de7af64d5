import { beforeAll, describe, expect, it } from 'vitest';
import { ali, ends, lettered, manyIds, started, tally, targetOf, tc, zen } from './fleet.ts';
import { runScenarios } from './run-scenarios.ts';
import { type Scenario, type ScenarioResult, scenarioKeys } from './scenario.ts';

const two = ['i-bp67acfmxazb4p0001', 'i-bp67acfmxazb4p0002'];
const everywhere = {
  targets: [targetOf.alibaba(two), targetOf.tencent(['ins-r8hr2upy']), targetOf.zenlayer(['1500000000000000001'])],
};
const everyone = [...ali(two), ...tc(['ins-r8hr2upy']), ...zen(['1500000000000000001'])];
const providers = ['alibaba', 'tencent', 'zenlayer'] as const;
const describeOf = { alibaba: 'DescribeInstances', tencent: 'DescribeInstances', zenlayer: 'DescribeInstancesStatus' } as const;
/** A port that nothing listens on: reserved for tests of exactly this (RFC 863's discard, closed on every usual machine). */
const refused = 'http://127.0.0.1:9';

const scenarios = {
  'killed-after-start': { schedule: everywhere, instances: everyone, killAt: { action: 'StartInstances', nth: 1 } },
  'killed-while-wiping': {
    schedule: { targets: [{ ...targetOf.alibaba(two), initLocalDisk: true }] },
    instances: ali(two),
    killAt: { action: 'StartInstance', nth: 1 },
  },
  poison: {
    alone: true,
    schedule: everywhere,
    instances: everyone,
    beside: [
      'this is not JSON',
      '{"version":1,"schedule":"office-hours","action":"explode","scheduledAt":"2026-11-23T00:30:00Z"}',
    ],
  },
  late: { schedule: { ...everywhere, expiresAfter: '10m' }, instances: everyone, lateSeconds: 601 },
  'just-in-time': { schedule: { ...everywhere, expiresAfter: '10m' }, instances: everyone, lateSeconds: 590 },
  'connection-refused': {
    schedule: everywhere,
    instances: everyone,
    endpoints: { alibaba: refused, tencent: refused, zenlayer: refused },
  },
  'speaks-html': {
    schedule: everywhere,
    instances: everyone,
    faults: providers.map((provider) => ({
      provider,
      action: describeOf[provider],
      times: 1000,
      fault: { kind: 'html', status: 200, body: '<html><body>Welcome to our hotel wifi</body></html>' } as const,
    })),
  },
  'wrong-key': {
    schedule: {
      targets: [
        targetOf.alibaba(manyIds.alibaba(150)),
        targetOf.tencent(['ins-r8hr2upy']),
        targetOf.zenlayer(['1500000000000000001']),
      ],
    },
    instances: [...ali(manyIds.alibaba(150)), ...tc(['ins-r8hr2upy']), ...zen(['1500000000000000001'])],
    secrets: {
      alibaba: { ...scenarioKeys.alibaba, accessKeySecret: 'mistyped' },
      tencent: { ...scenarioKeys.tencent, secretKey: 'mistyped' },
      zenlayer: { ...scenarioKeys.zenlayer, accessKeyPassword: 'mistyped' },
    },
  },
  'secret-lacks-field': { schedule: everywhere, instances: everyone, secrets: { alibaba: { accessKeyId: 'LTAI-scenario' } } },
  'sold-out': {
    schedule: { targets: [targetOf.alibaba(two)] },
    instances: [
      ...ali(two.slice(0, 1), { refuses: { code: 'OperationDenied.NoStock', times: 7 } }),
      ...ali(two.slice(1), { refuses: { code: 'OperationDenied.NoStock' } }),
    ],
  },
  'one-bad-absent-machine': {
    schedule: { targets: [targetOf.tencent([...manyIds.tencent(99), 'ins-missing1'])] },
    instances: tc(manyIds.tencent(99)),
  },
  'one-bad-listed-machine': {
    schedule: { targets: [targetOf.tencent(manyIds.tencent(100))] },
    instances: [
      ...tc(manyIds.tencent(99)),
      ...tc(manyIds.tencent(100).slice(99), { refuses: { code: 'UnsupportedOperation.InstanceStateCorrupted' } }),
    ],
  },
  'failed-without-reason': {
    schedule: { targets: [targetOf.zenlayer(['1500000000000000001', '1500000000000000002', '1500000000000000003'])] },
    instances: [
      ...zen(['1500000000000000001']),
      ...zen(['1500000000000000002'], { refuses: { code: null, times: 1 } }),
      ...zen(['1500000000000000003'], { refuses: { code: null } }),
    ],
  },
  'answer-lost-after-start': {
    schedule: everywhere,
    instances: everyone,
    faults: providers.map((provider) => ({
      provider,
      action: 'StartInstances',
      fault: { kind: 'reset', when: 'after' } as const,
    })),
  },
  'answer-lost-at-the-deadline': {
    schedule: { expiresAfter: '60s', targets: [targetOf.alibaba(two)] },
    instances: ali(two),
    faults: [{ provider: 'alibaba', action: 'StartInstances', dryRun: false, fault: { kind: 'reset', when: 'after' } }],
    lateSeconds: 55,
  },
  'busy-together': {
    schedule: { batchMode: 'AllTogether', targets: [targetOf.alibaba(two)] },
    instances: [...ali(two.slice(0, 1)), ...ali(two.slice(1), { lock: 'security' })],
  },
  throttled: {
    schedule: everywhere,
    instances: everyone,
    faults: [
      {
        provider: 'alibaba',
        action: 'StartInstances',
        fault: { kind: 'error', status: 400, code: 'Throttling.User', message: 'slow down' },
      },
      {
        provider: 'zenlayer',
        action: 'StartInstances',
        fault: { kind: 'error', status: 429, code: 'REQUEST_LIMIT_EXCEEDED', message: 'slow down' },
      },
    ],
  },
} as const satisfies Record<string, Scenario>;

let results: Readonly<Record<keyof typeof scenarios, ScenarioResult>>;
beforeAll(async () => {
  results = await runScenarios(scenarios);
});

/** No instance was started by more than one call. */
function startedOnce(run: ScenarioResult): void {
  expect(started(run).toSorted()).toEqual([...new Set(started(run))].toSorted());
}

describe('a power function killed after its start call and before its follow-ups', () => {
  it('loses nothing and starts nothing twice', () => {
    const run = results['killed-after-start'];
    expect(run.killed).toBeGreaterThan(0);
    expect(run.settled).toBe(true);
    expect(Object.keys(tally(run)).every((verdict) => verdict === 'confirmed' || verdict === 'already')).toBe(true);
    expect(ends(run)).toHaveLength(4);
    expect(started(run).toSorted()).toEqual([...two, 'ins-r8hr2upy', '1500000000000000001'].toSorted());
    expect(run.report.deadLetters).toEqual([]);
  });

  it('does not wipe a second time', () => {
    const run = results['killed-while-wiping'];
    expect(run.killed).toBe(1);
    startedOnce(run);
    expect(run.instances[two[0] ?? '']?.localDiskWiped).toBe(true);
    expect(ends(run)).toHaveLength(2);
    expect(run.report.deadLetters).toEqual([]);
  });
});

describe('a poison message', () => {
  it('ends in the jobs dead letters, raises the alarm and harms no neighbour', () => {
    const run = results.poison;
    expect(tally(run)).toEqual({ confirmed: 4 });
    expect(run.report.deadLetters.map(({ queue }) => queue)).toEqual(['jobs', 'jobs']);
    expect(run.report.deadLetters.map(({ body }) => body)).toContain('this is not JSON');
    expect(run.report.alarms.filter(({ state }) => state === 'ALARM').map(({ name }) => name)).toEqual([
      'reveille-jobs-dead-letters',
    ]);
  });
});

describe('a job that is late', () => {
  it('past expiresAfter runs nothing and ends `expired`, in a letter and an alert per account', () => {
    const run = results.late;
    expect(tally(run)).toEqual({ expired: 4 });
    expect(run.received).toEqual([]);
    expect(run.report.calls).toEqual({});
    expect(run.report.deadLetters).toHaveLength(3);
    expect(run.report.alerts).toHaveLength(3);
  });

  it('within it runs as usual', () => {
    expect(tally(results['just-in-time'])).toEqual({ confirmed: 4 });
  });
});

describe('an endpoint that', () => {
  it('refuses connections is tried until the deadline, then every instance is `expired` with the reason', () => {
    const run = results['connection-refused'];
    expect(ends(run).map((end) => end.split(' ').slice(1).join(' '))).toEqual(Array(4).fill('expired Reveille.Unreachable'));
    expect(run.report.jobs[0]?.verdicts[0]?.message).toContain('ECONNREFUSED 127.0.0.1:9');
    expect(run.settled).toBe(true);
    expect(lettered(run).toSorted()).toEqual([
      `alibaba: ${two.join(' ')}`,
      'tencent: ins-r8hr2upy',
      'zenlayer: 1500000000000000001',
    ]);
  });

  it('speaks HTML likewise, and nothing was started on its word', () => {
    const run = results['speaks-html'];
    expect(ends(run).map((end) => end.split(' ').slice(1).join(' '))).toEqual(Array(4).fill('expired Reveille.Unreadable'));
    expect(run.report.jobs[0]?.verdicts[0]?.message).toContain('HTTP 200');
    expect(started(run)).toEqual([]);
  });

  it('loses the answer to a start is looked at, not asked again', () => {
    const run = results['answer-lost-after-start'];
    expect(tally(run)).toEqual({ confirmed: 4 });
    const starts = run.received.filter(({ action, dryRun }) => action === 'StartInstances' && !dryRun);
    expect(starts).toHaveLength(3);
  });

  it('loses the answer just before the deadline is looked at all the same', () => {
    const run = results['answer-lost-at-the-deadline'];
    expect(tally(run)).toEqual({ confirmed: 2 });
    startedOnce(run);
  });

  it('throttles is given a minute', () => {
    const run = results.throttled;
    expect(tally(run)).toEqual({ confirmed: 4 });
    const starts = run.received.filter(
      ({ action, dryRun, provider }) => provider === 'zenlayer' && action === 'StartInstances' && !dryRun,
    );
    expect((starts[1]?.at ?? 0) - (starts[0]?.at ?? 0)).toBeGreaterThanOrEqual(60_000);
  });
});

describe('credentials', () => {
  it('that are wrong end each account with one alert, whatever the number of its batches', () => {
    const run = results['wrong-key'];
    expect(tally(run)).toEqual({ rejected: 152 });
    expect(new Set(run.report.jobs[0]?.verdicts.map(({ code }) => code))).toEqual(
      new Set(['SignatureDoesNotMatch', 'AuthFailure.SignatureFailure', 'AUTHFAILURE_SIGNATURE_FAILURE']),
    );
    expect(run.report.alerts.map(({ subject }) => subject.split(' ').at(-1)).toSorted()).toEqual([
      'wrong-key-alibaba',
      'wrong-key-tencent',
      'wrong-key-zenlayer',
    ]);
    expect(run.report.deadLetters).toHaveLength(4);
  });

  it('are read once more before they are given up', () => {
    expect(results['wrong-key'].received.filter(({ provider }) => provider === 'zenlayer')).toHaveLength(2);
  });

  it('that lack a field end that account alone, and the alert names the secret and the field', () => {
    const run = results['secret-lacks-field'];
    expect(tally(run)).toEqual({ rejected: 2, confirmed: 2 });
    expect(run.report.alerts[0]?.message).toContain(
      'secret secret-lacks-field-alibaba lacks usable fields for alibaba: accessKeySecret',
    );
  });
});

describe('capacity', () => {
  it('is waited for beyond five rounds, until the deadline', () => {
    const run = results['sold-out'];
    expect(ends(run)).toEqual([`${two[0]} confirmed`, `${two[1]} rejected OperationDenied.NoStock`]);
    expect(run.report.jobs[0]?.verdicts[0]?.attempts).toBe(8);
  });
});

describe('one bad machine among a hundred at Tencent, whose calls are all or nothing', () => {
  it('that the provider does not list is told apart at once', () => {
    const run = results['one-bad-absent-machine'];
    expect(tally(run)).toEqual({ confirmed: 99, rejected: 1 });
    expect(run.report.calls.tencent?.StartInstances).toBe(3);
    startedOnce(run);
  });

  it('that it does list is found with at most 2·log2(100) + 4 starts', () => {
    const run = results['one-bad-listed-machine'];
    expect(tally(run)).toEqual({ confirmed: 99, rejected: 1 });
    expect(run.report.jobs[0]?.verdicts.at(-1)?.code).toBe('UnsupportedOperation.InstanceStateCorrupted');
    expect(run.report.calls.tencent?.StartInstances).toBeLessThanOrEqual(2 * Math.log2(100) + 4);
    startedOnce(run);
  });
});

describe('Zenlayer’s list of failed ids', () => {
  it('brings an id back until its rounds are used up, and never touches the others again', () => {
    const run = results['failed-without-reason'];
    expect(ends(run)).toEqual([
      '1500000000000000001 confirmed',
      '1500000000000000002 confirmed',
      '1500000000000000003 rejected Reveille.FailedWithoutReason',
    ]);
    expect(run.report.jobs[0]?.verdicts.map(({ attempts }) => attempts)).toEqual([1, 2, 5]);
  });
});

describe('AllTogether with a locked machine', () => {
  it('starts none and says which one is to blame', () => {
    const run = results['busy-together'];
    expect(ends(run)).toEqual([`${two[0]} rejected Reveille.Locked`, `${two[1]} rejected Reveille.Locked`]);
    expect(run.report.jobs[0]?.verdicts[0]?.message).toContain(two[1]);
    expect(started(run)).toEqual([]);
  });
});
