import { describe, expect, it } from 'vitest';
import { type Find, freshInstance } from '../../../shared/domain/batch.ts';
import { type FailureKind, failures } from '../../../shared/domain/failure-table.ts';
import type { Outcome } from '../../../shared/domain/outcome.ts';
import { settleFindFailed, settleFound } from '../../../shared/domain/step/settle-find.ts';
import { aFind, failing, later, manyIds, partsOf, theOptions } from '../../support/a-batch.ts';

/** What follows: the sizes of the batches, and where the find goes on. */
const words = ({ verdicts, followUps }: Outcome) => ({
  verdicts: verdicts.map(({ instanceId, verdict, code }) => `${instanceId} ${verdict} ${code}`),
  batches: followUps.flatMap(({ batch }) =>
    batch.phase === 'find' ? [] : partsOf(batch).map(({ instances }) => instances.length),
  ),
  goesOn: followUps.flatMap(({ batch }) => (batch.phase === 'find' ? [batch.cursor] : [])),
});
const idsIn = ({ followUps }: Outcome) => followUps.flatMap(({ batch }) => partsOf(batch).flatMap(({ instances }) => instances));
const listed = (ids: readonly string[], cursor: string | null = null, total: number | null = null) => ({ ids, cursor, total });
const theEnd = { verdicts: [], goesOn: [] };
const tooMany = 'power=office-hours rejected Reveille.TooManyMatches';

/** The find in what follows, which must be there. */
function findIn({ followUps }: Outcome): Find {
  const find = followUps.map(({ batch }) => batch).find((each) => each.phase === 'find');
  if (find === undefined) throw new Error('no find goes on');
  return find;
}

describe('a listing that came to its end', () => {
  it.each([
    { count: 1, batches: [1] },
    { count: 100, batches: [100] },
    { count: 101, batches: [100, 1] },
    { count: 2_500, batches: Array(25).fill(100) },
  ])('cuts $count ids into batches of at most 100, each id in exactly one', ({ count, batches }) => {
    const outcome = settleFound(aFind(), listed(manyIds(count)), later(1));
    expect(words(outcome)).toEqual({ ...theEnd, batches });
    expect(idsIn(outcome)).toEqual(manyIds(count));
    expect(outcome.cut).toEqual({ instances: manyIds(count), complete: true });
  });

  it('makes fresh batches of the same job, account, options and deadline, to act on at once', () => {
    const find = aFind({ attempt: 3, last: { code: 'c', message: 'm', requestId: null }, failures: [] });
    const [next] = settleFound(find, listed(['i-0']), later(1)).followUps;
    const { version, job, account, region, options, deadline } = find;
    expect(next).toEqual({
      delaySeconds: 0,
      batch: {
        ...{ version, job, account, region, options, deadline, attempt: 0, looks: 0, phase: 'act', told: null },
        instances: [freshInstance('i-0')],
      },
    });
  });

  it('keeps to ten where every id is a call of its own', () => {
    const find = aFind({ options: { ...theOptions, initLocalDisk: true } });
    expect(words(settleFound(find, listed(manyIds(23)), later(1))).batches).toEqual([10, 10, 3]);
  });

  it('lets the first batch lead, and carry the others', () => {
    const { followUps } = settleFound(aFind({ told: 'Code' }), listed(manyIds(201)), later(1));
    expect(followUps).toMatchObject([
      { batch: { told: 'Code', rest: [{ instances: manyIds(100, 100) }, { instances: ['i-200'] }] } },
    ]);
  });

  it('takes an id once that is listed twice', () => {
    const outcome = settleFound(aFind({}, { maxMatches: 2 }), listed(['a', 'b', 'a', 'b']), later(1));
    expect(idsIn(outcome)).toEqual(['a', 'b']);
  });

  it.each([
    { region: 'cn-hangzhou', says: 'no instance of account ali-prod in cn-hangzhou matches' },
    { region: null, says: 'no instance of account ali-prod matches' },
  ])('is told of when it found nothing: $says', ({ region, says }) => {
    const outcome = settleFound(aFind({ region }), listed([]), later(1));
    expect(words(outcome)).toEqual({ verdicts: ['power=office-hours rejected Reveille.NoMatch'], batches: [], goesOn: [] });
    expect([outcome.verdicts[0]?.message, outcome.cut]).toEqual([says, null]);
  });

  it('is not nothing when an earlier page had something', () => {
    const outcome = settleFound(aFind({ cursor: 'p2', matched: 100 }), listed([]), later(1));
    expect(words(outcome)).toEqual({ ...theEnd, batches: [] });
    expect(outcome.cut).toEqual({ instances: [], complete: true });
  });
});

describe('a listing that goes on', () => {
  it('sends what it has found and hands over where it stands', () => {
    const outcome = settleFound(aFind({ attempt: 2 }), listed(manyIds(150), 'p3', 400), later(1));
    expect(words(outcome)).toEqual({ verdicts: [], batches: [100, 50], goesOn: ['p3'] });
    expect(outcome.cut).toEqual({ instances: manyIds(150), complete: false });
    const next = { cursor: 'p3', total: 400, matched: 150, held: [] };
    expect(findIn(outcome)).toEqual(aFind({ attempt: 2, ...next }));
    expect(outcome.followUps.at(-1)?.delaySeconds).toBe(0);
  });

  it('holds everything back while it may still be too many', () => {
    const first = settleFound(aFind({}, { maxMatches: 4 }), listed(['a', 'b'], 'p2'), later(1));
    expect(words(first)).toEqual({ verdicts: [], batches: [], goesOn: ['p2'] });
    expect([first.cut, findIn(first).held]).toEqual([{ instances: [], complete: false }, ['a', 'b']]);
    const second = settleFound(findIn(first), listed(['b', 'c'], 'p3'), later(2));
    expect(findIn(second)).toMatchObject({ held: ['a', 'b', 'c'], matched: 3 });
    const last = settleFound(findIn(second), listed(['d']), later(3));
    expect([idsIn(last), last.cut]).toEqual([['a', 'b', 'c', 'd'], { instances: ['a', 'b', 'c', 'd'], complete: true }]);
  });
});

describe('maxMatches', () => {
  it.each([
    { held: [], ids: manyIds(50), cursor: null, leads: { ...theEnd, batches: [50] } },
    { held: [], ids: manyIds(51), cursor: null, leads: { verdicts: [tooMany], batches: [], goesOn: [] } },
    { held: [], ids: manyIds(51), cursor: 'p2', leads: { verdicts: [tooMany], batches: [], goesOn: [] } },
    { held: manyIds(30), ids: manyIds(20, 30), cursor: null, leads: { ...theEnd, batches: [50] } },
    { held: manyIds(30), ids: manyIds(21, 30), cursor: null, leads: { verdicts: [tooMany], batches: [], goesOn: [] } },
    { held: manyIds(30), ids: manyIds(30), cursor: null, leads: { ...theEnd, batches: [30] } },
    { held: manyIds(50), ids: [], cursor: 'p9', leads: { verdicts: [], batches: [], goesOn: ['p9'] } },
  ])('of 50 with $held.length before and $ids.length more ($cursor): $leads', ({ held, ids, cursor, leads }) => {
    const find = aFind({ held, matched: held.length }, { maxMatches: 50 });
    expect(words(settleFound(find, listed(ids, cursor), later(1)))).toEqual(leads);
  });

  it('says that nothing was touched', () => {
    const { verdicts } = settleFound(aFind({}, { maxMatches: 1 }), listed(['a', 'b']), later(1));
    expect(verdicts).toMatchObject([{ message: 'more than 1 instance in cn-hangzhou match: none was touched', attempts: 0 }]);
  });
});

describe('a listing that failed', () => {
  const half = aFind({ cursor: 'p2', total: 9, held: ['a'], matched: 5, attempt: 1, failures: [] });
  const inSeconds: Partial<Record<FailureKind, number>> = { throttled: 68, capacity: 68 };

  it.each(Object.keys(failures) as FailureKind[])('%s: begins anew later, or ends the selection', (kind) => {
    const outcome = settleFindFailed(half, failing(kind), later(1));
    const { next, notice } = failures[kind];
    if (next === 'again') {
      const last = { code: `Code.${kind}`, message: `because of ${kind}`, requestId: 'req-1' };
      const batch = aFind({ attempt: 2, last });
      expect(outcome.followUps).toEqual([{ batch, delaySeconds: inSeconds[kind] ?? 23 }]);
      expect([outcome.verdicts, outcome.accountFailure]).toEqual([[], null]);
    } else {
      expect(words(outcome)).toEqual({ verdicts: [`power=office-hours rejected Code.${kind}`], batches: [], goesOn: [] });
      expect(outcome.accountFailure).toEqual(notice === 'perAccount' ? failing(kind) : null);
    }
  });

  it('waits as long as the provider asks for, and never past the deadline', () => {
    const failure = { ...failing('throttled'), retryAfterMs: 200_000 };
    expect(settleFindFailed(half, failure, later(1)).followUps[0]?.delaySeconds).toBe(208);
    expect(settleFindFailed(half, failure, later(59)).followUps[0]?.delaySeconds).toBe(60);
  });

  it('knows what was told, in every round', () => {
    const again = settleFindFailed({ ...half, told: 'Code' }, failing('transient'), later(1));
    expect(again.followUps[0]?.batch.told).toBe('Code');
  });
});

describe('a find past its deadline', () => {
  const late = 'not started by 2026-11-23T01:30:00.000Z';
  const last = (requestId: string | null) => ({ code: 'Throttling', message: 'slow down', requestId });
  it.each([
    {
      what: 'was never listed',
      find: aFind(),
      verdict: 'expired',
      code: 'Code.transient',
      says: `because of transient (${late})`,
    },
    {
      what: 'nobody answered',
      find: aFind({ last: last(null) }),
      verdict: 'expired',
      code: 'Throttling',
      says: `slow down (${late})`,
    },
    {
      what: 'was refused',
      find: aFind({ last: last('req') }),
      verdict: 'rejected',
      code: 'Throttling',
      says: `slow down (${late})`,
    },
  ])('that $what is $verdict', ({ find, verdict, code, says }) => {
    const { verdicts, followUps } = settleFindFailed(find, failing('transient'), later(60));
    expect(verdicts).toMatchObject([{ instanceId: 'power=office-hours', verdict, code, message: says }]);
    expect(followUps).toEqual([]);
  });
});

describe('rows of a listing that cannot be read', () => {
  it('end each by itself, the selection standing for one without an id, and the others go on', () => {
    const outcome = settleFound(aFind(), { ...listed(['i-0']), unread: ['i-1', null, 'i-1'] }, later(1));
    expect(words(outcome)).toEqual({
      verdicts: ['i-1 rejected Reveille.Unreadable', 'power=office-hours rejected Reveille.Unreadable'],
      batches: [1],
      goesOn: [],
    });
    expect(outcome.cut).toEqual({ instances: ['i-0', 'i-1'], complete: true });
  });

  it.each([
    { count: 100, ends: 100, first: 'i-0' },
    { count: 101, ends: 1, first: 'power=office-hours' },
    { count: 50_000, ends: 1, first: 'power=office-hours' },
  ])('end as one when they are many, so that their letter can be sent: $count', ({ count, ends, first }) => {
    const { verdicts, cut } = settleFound(aFind(), { ...listed(['i-x']), unread: manyIds(count) }, later(1));
    expect([verdicts.length, verdicts[0]?.instanceId]).toEqual([ends, first]);
    expect(cut?.instances.length).toBe(ends === 1 ? 1 : 1 + count);
    expect(ends > 1 || verdicts[0]?.message?.startsWith(`${count} rows`)).toBe(true);
  });

  it('do not hide that nothing else matches', () => {
    const outcome = settleFound(aFind(), { ...listed([]), unread: ['i-1'] }, later(1));
    expect(words(outcome).verdicts).toEqual(['power=office-hours rejected Reveille.NoMatch', 'i-1 rejected Reveille.Unreadable']);
    expect(outcome.cut).toEqual({ instances: ['i-1'], complete: false });
  });
});
