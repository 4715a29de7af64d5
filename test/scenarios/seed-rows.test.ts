import { beforeAll, describe, expect, it } from 'vitest';
import { ends, lettered, started } from './fleet.ts';
import { runScenarios } from './run-scenarios.ts';
import type { ScenarioResult } from './scenario.ts';
import { elsewhere, pairs, realStartScenarios, realStartsOf } from './seed-real-starts.ts';
import type { SeedRow } from './seed-row.ts';
import { seedRows, unknownRows } from './seed-rows.ts';
import { idsOf, type SeedWalk, scenariosOf, walksOf } from './seed-walks.ts';

const again = (row: SeedRow) => row.ends !== 'once' && row.ends !== 'call';
const isShared = ({ ends: end }: SeedRow) => end === 'call' || end === 'callRounds';
/** Where waiting helps: refused twice, then accepted. A planned refusal stands before Alibaba's dry runs too, and only these look past one. */
const passing = seedRows.filter(
  (row) => again(row) && (row.provider !== 'alibaba' || (row.action === 'StartInstances' && row.ends !== 'callRounds')),
);
const refused = walksOf('rows', [
  ...[...seedRows, ...unknownRows].map((row) => ({ row, times: null })),
  ...passing.map((row) => ({ row, times: 2 })),
]);
const together = walksOf(
  'together',
  seedRows.filter(({ seeds }) => seeds === '000').map((row) => ({ row, times: null })),
);
const realStarts = realStartsOf(seedRows.filter(({ action }) => action === 'StartInstance'));

let results: Readonly<Record<string, ScenarioResult>>;
beforeAll(async () => {
  results = await runScenarios({
    ...scenariosOf(refused),
    ...scenariosOf(together, { batchMode: 'AllTogether' }),
    ...realStartScenarios(realStarts),
    ...elsewhere,
  });
});

function resultOf(scenario: string): ScenarioResult {
  const run = results[scenario];
  if (run === undefined) throw new Error(`there is no scenario ${scenario}`);
  return run;
}

function verdictOf(scenario: string, id: string) {
  return resultOf(scenario)
    .report.jobs.flatMap((job) => job.verdicts)
    .find(({ instanceId }) => instanceId === id);
}

/** Real start calls that carried this id, refused ones too. */
function startsOf(scenario: string, id: string) {
  return resultOf(scenario).received.filter(
    ({ action, dryRun, ids }) => action.startsWith('StartInstance') && !dryRun && ids.includes(id),
  );
}

/** The most starts that may carry an instance: three ids are taken apart in two steps, five rounds are five, an hour holds a dozen. */
function mostStarts({ ends: end, provider }: SeedRow): number {
  const apart = provider === 'alibaba' ? 0 : 2;
  return { once: 1 + apart, call: 1, rounds: 5 + apart, callRounds: 5, deadline: 12 }[end];
}

const titled = <T extends { readonly row: SeedRow }>(chosen: readonly T[]) =>
  chosen.map(
    (each) =>
      [`seed ${each.row.seeds} ${each.row.action} ${each.row.status} ${each.row.code}: ${each.row.message}`, each] as const,
  );

it('walks every row of the seeds', () => {
  const count = (seed: string) => seedRows.filter(({ seeds }) => seeds.includes(seed)).length;
  expect(['000', '001', '002', '003', '004'].map(count)).toEqual([8, 16, 20, 28, 3]);
  expect(new Set(seedRows.map((row) => JSON.stringify(row))).size).toBe(seedRows.length);
});

/** The offender of a walk ended with its row's code, words and request id; what shares its fate is in its letters, nothing else. */
function expectRefusal(walk: SeedWalk): void {
  const { row, scenario, offender } = walk;
  const verdict = verdictOf(scenario, offender);
  const starts = startsOf(scenario, offender).length;
  expect(verdict).toMatchObject({
    verdict: 'rejected',
    code: row.code,
    requestId: expect.stringMatching(/\S/),
    attempts: starts,
  });
  expect(verdict?.message).toContain(row.message || '(no message)');
  expect(verdict?.message?.includes('(not started by ')).toBe(row.ends === 'deadline');
  expect(starts).toBeLessThanOrEqual(mostStarts(row));
  const tries = resultOf(scenario).received.filter(
    ({ action, ids }) => action.startsWith('StartInstance') && ids.includes(offender),
  );
  // What may pass is tried in every round, be it by dry run; what will not is not asked for again.
  if (again(row)) expect(tries.length).toBeGreaterThanOrEqual(5);
  else expect(tries.length).toBeLessThanOrEqual(3);
  const ids = idsOf(walk);
  const letters = lettered(resultOf(scenario)).filter((letter) => ids.some((id) => letter.split(' ').includes(id)));
  const inLetters = letters.flatMap((letter) => letter.split(' ').slice(1));
  expect(inLetters.toSorted()).toEqual((isShared(row) ? [...ids] : [offender]).toSorted());
}

describe('an instance that is refused each time ends with that code, alone where the code is about it', () => {
  it.each(titled(refused.filter(({ times }) => times === null)))('%s', (_title, walk) => {
    const { row, scenario, neighbours } = walk;
    expectRefusal(walk);
    const fate = isShared(row) ? { verdict: 'rejected', code: row.code } : { verdict: 'confirmed', code: null };
    for (const id of neighbours) {
      expect(verdictOf(scenario, id)).toMatchObject(fate);
      expect(started(resultOf(scenario)).filter((each) => each === id)).toHaveLength(isShared(row) ? 0 : 1);
    }
  });
});

describe('an instance that is refused twice and then accepted is confirmed, and so are its neighbours', () => {
  it.each(titled(refused.filter(({ times }) => times !== null)))('%s', (_title, walk) => {
    const { scenario, offender, neighbours } = walk;
    expect(verdictOf(scenario, offender)).toMatchObject({ verdict: 'confirmed', code: null, attempts: 3 });
    expect(startsOf(scenario, offender)).toHaveLength(3);
    for (const id of neighbours) {
      expect(verdictOf(scenario, id)).toMatchObject({ verdict: 'confirmed', code: null });
      expect(started(resultOf(scenario)).filter((each) => each === id)).toHaveLength(1);
    }
  });
});

describe('with AllTogether a refused instance keeps its batch from starting, and all of it ends with that code', () => {
  it.each(titled(together))('%s', (_title, walk) => {
    const { row, scenario } = walk;
    for (const id of idsOf(walk)) {
      expect(verdictOf(scenario, id)).toMatchObject({ verdict: 'rejected', code: row.code });
      expect(startsOf(scenario, id)).toEqual([]);
    }
  });
});

describe('StartInstance refused at its real start, after a dry run that passed, concerns that instance alone', () => {
  it.each(titled(realStarts))('%s', (_title, { row, scenario, id }) => {
    const [starts, wiped] = [startsOf(scenario, id).length, resultOf(scenario).instances[id]?.localDiskWiped];
    if (again(row)) {
      expect(verdictOf(scenario, id)).toMatchObject({ verdict: 'confirmed', attempts: 2 });
      // After a server fault nobody knows whether the first start wiped: the second must not.
      expect([starts, wiped]).toEqual([2, row.ends !== 'callRounds']);
    } else {
      expect(verdictOf(scenario, id)).toMatchObject({ verdict: 'rejected', code: row.code, message: row.message, attempts: 1 });
      expect([starts, wiped]).toEqual([1, false]);
    }
  });
});

describe('a server fault of the real start', () => {
  it('is looked at and asked again until it passes', () => {
    const run = resultOf('fault-passes');
    expect(ends(run)).toEqual(pairs.alibaba.map((id) => `${id} confirmed`));
    expect(run.report.calls.alibaba?.StartInstances).toBe(3);
  });
});

describe('a code that nobody knows', () => {
  it('in the row of an instance ends that instance at once and no other', () => {
    const [unknown = '', known = ''] = pairs.alibaba;
    expect(verdictOf('unknown-elsewhere', unknown)).toMatchObject({
      ...{ verdict: 'rejected', code: 'Brand.NewRow', message: 'Never heard of.', requestId: 'REQ-ROW', attempts: 1 },
    });
    expect(verdictOf('unknown-elsewhere', known)?.code).not.toBe('Brand.NewRow');
  });

  it('refusing a look ends the batch at once; one that comes with a server fault is asked again until the deadline', () => {
    const run = resultOf('unknown-elsewhere');
    expect(ends(run).slice(2)).toEqual([
      ...pairs.tencent.map((id) => `${id} expired BrandNew.AtALook`),
      ...pairs.zenlayer.map((id) => `${id} rejected BRAND_NEW_AT_A_LOOK`),
    ]);
    expect(run.report.calls.zenlayer).toEqual({ DescribeInstancesStatus: 1 });
    expect(run.report.calls.tencent?.DescribeInstances).toBeLessThanOrEqual(12);
  });

  it.each(titled([...refused.filter(({ row }) => row.seeds === 'none'), ...refused.slice(0, 1)]))(
    'is told with a request to report it, and a known one is not: %s',
    (_title, { row, scenario, offender }) => {
      const alerts = resultOf(scenario).report.alerts.filter(({ message }) => message.includes(offender));
      expect(alerts).toHaveLength(1);
      expect(alerts[0]?.message).toContain(`${row.code}: `);
      expect(alerts[0]?.message.includes('please report it to the maintainers')).toBe(row.seeds === 'none');
    },
  );
});
