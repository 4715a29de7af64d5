import { describe, expect, it } from 'vitest';
import type { Find } from '../../../../shared/domain/batch.ts';
import type { FoundPage, Port } from '../../../../shared/domain/port.ts';
import { carryOut } from '../../../../shared/domain/step/carry-out.ts';
import { aFind, at, due, failing, instancesOf, manyIds, partsOf, theOptions } from '../../../support/a-batch.ts';
import { inWords } from './carried-out.ts';
import { failed, type Script, scriptedPort } from './scripted-port.ts';

/**
 * A listing of so many pages of these ids: '' leads to the first, p1 to the second. Every page
 * says how many there are in all.
 */
function pagesOf(...ids: readonly string[][]): Record<string, FoundPage> {
  const total = ids.flat().length;
  const nameOf = (n: number) => (n === 0 ? '' : `p${n}`);
  return Object.fromEntries(
    ids.map((own, n) => [nameOf(n), { ids: own, cursor: n + 1 < ids.length ? nameOf(n + 1) : null, total }]),
  );
}

/**
 * One step of a find. Every page takes so many ms of the clock, which starts at the due time and
 * `lateMs`.
 */
async function finding(find: Find, pages: Script['pages'] = {}, { pageMs = 0, lateMs = 0, redelivered = false } = {}) {
  const { port, names } = scriptedPort({ pages });
  let now = due + lateMs;
  const slow: Port = {
    ...port,
    find: (...call) => {
      now += pageMs;
      return port.find(...call);
    },
  };
  const outcome = await carryOut(find, { sentAt: due, redelivered }, slow, {
    now: () => now,
    random: () => 0.5,
    overtakenSince: () => null,
  });
  return { ...inWords(outcome), outcome, names: names() };
}

const four = pagesOf(['a', 'b'], ['c'], ['d', 'e'], ['f']);

describe('a find', () => {
  it('reads pages to the end and makes batches of them, touching nothing', async () => {
    const { names, verdicts, followUps, outcome } = await finding(aFind(), four);
    expect(names).toEqual(['find', 'find p1', 'find p2', 'find p3']);
    expect([verdicts, followUps]).toEqual([[], ['act a b c d e f in 0']]);
    expect(outcome.cut).toEqual({ instances: ['a', 'b', 'c', 'd', 'e', 'f'], complete: true });
  });

  it('has no limit of its own: 2,500 instances in pages of a hundred', async () => {
    const pages = pagesOf(...Array.from({ length: 25 }, (_, n) => manyIds(100, n * 100)));
    const { outcome } = await finding(aFind(), pages);
    expect(outcome.followUps.flatMap(({ batch }) => partsOf(batch).flatMap(({ instances }) => instances))).toEqual(
      manyIds(2_500),
    );
  });

  it.each([
    { pageMs: 4_999, read: 3 },
    { pageMs: 5_000, read: 2 },
    { pageMs: 9_999, read: 2 },
    { pageMs: 10_000, read: 1 },
    { pageMs: 24_000, read: 1 },
  ])(
    'reads for ten seconds, with pages of $pageMs ms $read of them, and hands over where it stands',
    async ({ pageMs, read }) => {
      const { names, outcome } = await finding(aFind({}, { maxMatches: 100 }), four, { pageMs });
      expect(names).toHaveLength(read);
      const next = { phase: 'find', cursor: `p${read}`, total: 6 };
      expect(outcome.followUps).toMatchObject([{ batch: next, delaySeconds: 0 }]);
    },
  );

  it('goes on where the message before stood, until all is found', async () => {
    const found: string[] = [];
    const asked: string[] = [];
    let find: Find | undefined = aFind();
    for (let step = 0; find !== undefined && step < 9; step += 1) {
      const { outcome, names } = await finding(find, four, { pageMs: 6_000, lateMs: step * 20_000 });
      asked.push(...names);
      const sent = outcome.followUps.map(({ batch }) => batch);
      found.push(...sent.flatMap((message) => instancesOf(message).map(({ id }) => id)));
      find = sent.find((message) => message.phase === 'find');
    }
    expect(asked).toEqual(['find', 'find p1', 'find p2', 'find p3']);
    expect(found).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it.each([
    { what: 'within a step', pages: { ...four, p2: { ids: ['d'], cursor: null, total: 5 } }, find: aFind() },
    {
      what: 'behind a page that did not say',
      pages: { ...four, p1: { ids: ['c'], cursor: 'p3', total: null }, p3: { ids: [], cursor: null, total: 5 } },
      find: aFind(),
    },
    { what: 'since the step before', pages: four, find: aFind({ cursor: 'p3', total: 7, matched: 6 }) },
  ])('begins anew when the list has become longer or shorter $what', async ({ pages, find }) => {
    const { verdicts, outcome } = await finding(find, pages);
    const last = {
      code: 'Reveille.Shifted',
      message: 'instances were created or released while they were listed',
      requestId: null,
    };
    expect([verdicts, outcome.cut]).toEqual([[], null]);
    expect(outcome.followUps).toEqual([{ batch: aFind({ attempt: 1, last }), delaySeconds: 12 }]);
  });

  it.each([
    { what: 'its first page alone says', totals: [6, null] },
    { what: 'a later page alone says', totals: [null, 6] },
    { what: 'no page says', totals: [null, null] },
  ])('cannot tell whether the list has changed when $what how long it is', async ({ totals: [first = null, second = null] }) => {
    const pages = { '': { ids: ['a'], cursor: 'p1', total: first }, p1: { ids: ['b'], cursor: null, total: second } };
    expect((await finding(aFind(), pages)).followUps).toEqual(['act a b in 0']);
  });
});

describe('a find that fails', () => {
  it.each([
    { kind: 'throttled', leads: { followUps: ['find from null in 68'] } },
    { kind: 'outcomeUnknown', leads: { followUps: ['find from null in 12'] } },
    { kind: 'request', leads: { verdicts: ['power=office-hours rejected Code (0)'] } },
    { kind: 'account', leads: { verdicts: ['power=office-hours rejected Code (0)'], account: 'Code' } },
  ] as const)('on a later page: $kind', async ({ kind, leads }) => {
    const { verdicts, followUps, account, outcome } = await finding(aFind(), { ...four, p2: failed(kind, 'Code') });
    expect({ verdicts, followUps, account }).toEqual({ verdicts: [], followUps: [], account: null, ...leads });
    expect(outcome.cut).toBeNull();
  });

  it('ends without a call in an account that this deployment does not have', async () => {
    const { failure } = failed('account', 'Reveille.UnknownAccount');
    const outcome = await carryOut(aFind(), { sentAt: due, redelivered: false }, failure, {
      now: () => due,
      random: () => 0.5,
      overtakenSince: () => null,
    });
    expect(inWords(outcome)).toEqual({
      verdicts: ['power=office-hours rejected Reveille.UnknownAccount (0)'],
      followUps: [],
      account: 'Reveille.UnknownAccount',
    });
  });

  it("throws what is not the provider's doing, so that SQS delivers again", async () => {
    await expect(finding(aFind(), { '': new TypeError('our own fault') })).rejects.toThrow('our own fault');
  });
});

describe('the time of a find', () => {
  const late = 60 * 60_000;
  // A job may be delivered again late: then only a look tells what its first delivery has started.
  it.each([{ redelivered: false }, { redelivered: true }])('goes on listing past its deadline: %o', async ({ redelivered }) => {
    const { followUps, outcome } = await finding(aFind(), four, { lateMs: late, redelivered });
    expect(followUps).toEqual(['act a b c d e f in 0']);
    expect(outcome.followUps).toMatchObject([{ batch: { deadline: at(3_600) } }]);
  });

  it.each([
    { lateMs: late - 1, leads: [[], ['find from null in 1']] },
    { lateMs: late, leads: [['power=office-hours expired Code (0)'], []] },
  ])('but ends past its deadline when a page fails ($lateMs ms)', async ({ lateMs, leads }) => {
    const { verdicts, followUps } = await finding(aFind(), { ...four, p2: failed('throttled', 'Code') }, { lateMs });
    expect([verdicts, followUps]).toEqual(leads);
  });

  it.each([
    { sentAt: 'when it was due', deadline: null, lateMs: late - 1, ends: 0 },
    { sentAt: 'when it was due', deadline: null, lateMs: late, ends: 1 },
    { sentAt: 'long before', deadline: at(60), lateMs: 60_000, ends: 1 },
  ])('counts for a letter from when it was sent back ($deadline, $lateMs ms)', async ({ deadline, lateMs, ends }) => {
    expect((await finding(aFind({ deadline }), { '': failed('transient') }, { lateMs })).verdicts).toHaveLength(ends);
  });

  it('hands on that an earlier delivery may have wiped disks', async () => {
    const wiping = aFind({ options: { ...theOptions, initLocalDisk: true } });
    const acted = async (find: Find, redelivered: boolean) =>
      (await finding(find, four, { redelivered })).outcome.followUps.flatMap(({ batch }) =>
        instancesOf(batch).map((i) => i.acted),
      );
    expect(new Set(await acted(wiping, false))).toEqual(new Set([false]));
    expect(new Set(await acted(wiping, true))).toEqual(new Set([true]));
    expect(new Set(await acted({ ...wiping, acted: true }, false))).toEqual(new Set([true]));
    expect(new Set(await acted(aFind(), true))).toEqual(new Set([false]));
  });

  it('hands on that it came from a letter, so that its batches keep to the schedule', async () => {
    const { outcome } = await finding(aFind({ deadline: null }), four);
    expect(outcome.followUps.map(({ batch }) => batch.sentBack)).toEqual(['by-the-plan']);
    expect((await finding(aFind(), four)).outcome.followUps.map(({ batch }) => batch.sentBack)).toEqual([undefined]);
  });
});

it('says with its failure what the provider said', async () => {
  const { outcome } = await finding(aFind(), { '': failed('request', 'Code') });
  const { message, requestId } = failing('request');
  expect(outcome.verdicts).toMatchObject([{ code: 'Code', message, requestId }]);
});
