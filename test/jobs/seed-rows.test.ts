import { describe, expect, it } from 'vitest';
import { ends, lettered, started } from '../support/fleet.ts';
import { playInProcess } from '../support/play-in-process.ts';
import type { ScenarioResult } from '../support/scenario.ts';
import type { SeedRow } from '../support/seeds/seed-row.ts';
import { seedRows, unknownRows } from '../support/seeds/seed-rows.ts';
import { faultPasses, pairs, realStartOf, refusedFirst, startedNext, unknownElsewhere } from './seed-real-start.ts';
import { type SeedWalk, scenarioOf, walkOf } from './seed-walk.ts';

const again = (row: SeedRow) => row.ends !== 'once' && row.ends !== 'call';
const isShared = ({ ends: end }: SeedRow) => end === 'call' || end === 'callRounds';
/**
 * Where waiting helps: refused twice, then accepted. A planned refusal stands before Alibaba's dry
 * runs too, and only these look past one.
 */
const passing = seedRows.filter(
  (row) => again(row) && (row.provider !== 'alibaba' || (row.action === 'StartInstances' && row.ends !== 'callRounds')),
);

/** Rows as a table of tests: a title, and the row. */
const titled = (rows: readonly SeedRow[]) =>
  rows.map((row) => [`seed ${row.seeds} ${row.action} ${row.status} ${row.code}: ${row.message}`, row] as const);

function verdictOf({ report }: ScenarioResult, id: string) {
  return report.jobs.flatMap((job) => job.verdicts).find(({ instanceId }) => instanceId === id);
}

/** Real start calls that carried this id, refused ones too. */
function startsOf({ received }: ScenarioResult, id: string) {
  return received.filter(({ action, dryRun, ids }) => action.startsWith('StartInstance') && !dryRun && ids.includes(id));
}

/**
 * The most starts that may carry an instance: three ids are taken apart in two steps, five rounds
 * are five, an hour holds a dozen.
 */
function mostStarts({ ends: end, provider }: SeedRow): number {
  const apart = provider === 'alibaba' ? 0 : 2;
  return { once: 1 + apart, call: 1, rounds: 5 + apart, callRounds: 5, deadline: 12 }[end];
}

it('walks every row of the seeds', () => {
  const count = (seed: string) => seedRows.filter(({ seeds }) => seeds.includes(seed)).length;
  expect(['000', '001', '002', '003', '004'].map(count)).toEqual([8, 16, 20, 28, 3]);
  expect(new Set(seedRows.map((row) => JSON.stringify(row))).size).toBe(seedRows.length);
});

/**
 * The offender of a walk ended with its row's code, words and request id; what shares its fate is
 * in its letters, nothing else.
 */
function expectRefusal({ row, ids, offender }: SeedWalk, run: ScenarioResult): void {
  const verdict = verdictOf(run, offender);
  const starts = startsOf(run, offender).length;
  expect(verdict).toMatchObject({
    verdict: 'rejected',
    code: row.code,
    requestId: expect.stringMatching(/\S/),
    attempts: starts,
  });
  expect(verdict?.message).toContain(row.message || '(no message)');
  expect(verdict?.message?.includes('(not started by ')).toBe(row.ends === 'deadline');
  expect(starts).toBeLessThanOrEqual(mostStarts(row));
  const tries = run.received.filter(
    ({ action, ids: carried }) => action.startsWith('StartInstance') && carried.includes(offender),
  );
  // What may pass is tried in every round, be it by dry run; what will not is not asked for again.
  if (again(row)) expect(tries.length).toBeGreaterThanOrEqual(5);
  else expect(tries.length).toBeLessThanOrEqual(3);
  const inLetters = lettered(run).flatMap((letter) => letter.split(' ').slice(1));
  expect(inLetters.toSorted()).toEqual((isShared(row) ? [...ids] : [offender]).toSorted());
}

/**
 * One alert tells of the offender, by its code, and asks for a report of a code that nobody knows,
 * and of no other.
 */
function expectAlert({ row, offender }: SeedWalk, { report }: ScenarioResult): void {
  const alerts = report.alerts.filter(({ message }) => message.includes(offender));
  expect(alerts).toHaveLength(1);
  expect(alerts[0]?.message).toContain(`${row.code}: `);
  expect(alerts[0]?.message.includes('please report it to the maintainers')).toBe(row.seeds === 'none');
}

describe('an instance that is refused each time ends with that code, alone where the code is about it', () => {
  it.each(titled([...seedRows, ...unknownRows]))('%s', async (_title, row) => {
    const walk = walkOf(row);
    const run = await playInProcess(scenarioOf(walk));
    expect(run.settled).toBe(true);
    expectRefusal(walk, run);
    expectAlert(walk, run);
    const fate = isShared(row) ? { verdict: 'rejected', code: row.code } : { verdict: 'confirmed', code: null };
    for (const id of walk.neighbours) {
      expect(verdictOf(run, id)).toMatchObject(fate);
      expect(started(run).filter((each) => each === id)).toHaveLength(isShared(row) ? 0 : 1);
    }
  });
});

describe('an instance that is refused twice and then accepted is confirmed, and so are its neighbours', () => {
  it.each(titled(passing))('%s', async (_title, row) => {
    const walk = walkOf(row, 2);
    const run = await playInProcess(scenarioOf(walk));
    expect(verdictOf(run, walk.offender)).toMatchObject({ verdict: 'confirmed', code: null, attempts: 3 });
    expect(startsOf(run, walk.offender)).toHaveLength(3);
    for (const id of walk.neighbours) {
      expect(verdictOf(run, id)).toMatchObject({ verdict: 'confirmed', code: null });
      expect(started(run).filter((each) => each === id)).toHaveLength(1);
    }
  });
});

describe('with AllTogether a refused instance keeps its batch from starting, and all of it ends with that code', () => {
  it.each(titled(seedRows.filter(({ seeds }) => seeds === '000')))('%s', async (_title, row) => {
    const walk = walkOf(row);
    const run = await playInProcess(scenarioOf(walk, { batchMode: 'AllTogether' }));
    for (const id of walk.ids) {
      expect(verdictOf(run, id)).toMatchObject({ verdict: 'rejected', code: row.code });
      expect(startsOf(run, id)).toEqual([]);
    }
  });
});

describe('StartInstance refused at its real start, after a dry run that passed, concerns that instance alone', () => {
  it.each(titled(seedRows.filter(({ action }) => action === 'StartInstance')))('%s', async (_title, row) => {
    const run = await playInProcess(realStartOf(row));
    const [starts, wiped] = [startsOf(run, refusedFirst).length, run.instances[refusedFirst]?.localDiskWiped];
    if (again(row)) {
      expect(verdictOf(run, refusedFirst)).toMatchObject({ verdict: 'confirmed', attempts: 2 });
      // After a server fault nobody knows whether the first start wiped: the second must not.
      expect([starts, wiped]).toEqual([2, row.ends !== 'callRounds']);
    } else {
      const { code, message } = row;
      expect(verdictOf(run, refusedFirst)).toMatchObject({ verdict: 'rejected', code, message, attempts: 1 });
      expect([starts, wiped]).toEqual([1, false]);
    }
    // What is about the whole call stops the batch before the next start; the next round or nobody
    // does that one.
    const next = { verdict: row.ends === 'call' ? 'rejected' : 'confirmed', attempts: row.ends === 'call' ? 0 : 1 };
    expect(verdictOf(run, startedNext)).toMatchObject(next);
  });
});

describe('a server fault of the real start', () => {
  it('is looked at and asked again until it passes', async () => {
    const run = await playInProcess(faultPasses);
    expect(ends(run)).toEqual(pairs.alibaba.map((id) => `${id} confirmed`));
    expect(run.report.calls.alibaba?.StartInstances).toBe(3);
  });
});

describe('a code that nobody knows', () => {
  it('in the row of an instance ends that instance at once and no other, and refusing every look ends each at once', async () => {
    const run = await playInProcess(unknownElsewhere);
    const [unknown = '', known = ''] = pairs.alibaba;
    expect(verdictOf(run, unknown)).toMatchObject({
      ...{ verdict: 'rejected', code: 'Brand.NewRow', message: 'Never heard of.', requestId: 'REQ-ROW', attempts: 1 },
    });
    expect(verdictOf(run, known)?.code).not.toBe('Brand.NewRow');
    // An answer with a server fault is asked again until the deadline.
    expect(ends(run).slice(2)).toEqual([
      ...pairs.tencent.map((id) => `${id} expired BrandNew.AtALook`),
      ...pairs.zenlayer.map((id) => `${id} rejected BRAND_NEW_AT_A_LOOK`),
    ]);
    // One look at the two together, then one at each.
    expect(run.report.calls.zenlayer).toEqual({ DescribeInstancesStatus: 3 });
    expect(run.report.calls.tencent?.DescribeInstances).toBeLessThanOrEqual(12);
  });
});
