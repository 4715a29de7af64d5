import { describe, expect, it } from 'vitest';
import { aBatch, anInstance, aStop, at, due, theOptions } from '../../../support/a-batch.ts';
import { carriedOut } from './carried-out.ts';

const three = aBatch(['a', 'bad', 'c']);
const together = aBatch(['a', 'bad', 'c'], { options: { ...theOptions, batchMode: 'AllTogether' } });

describe('one instance that makes the provider refuse a whole call', () => {
  it('of the action: the neighbours start in the same step', async () => {
    const offenders = { in: 'act', kinds: { bad: 'instance' } } as const;
    const { names, verdicts, followUps } = await carriedOut(three, { offenders, preCheck: null });
    expect(names).toEqual(['observe a bad c', 'start a bad c', 'start a bad', 'start c', 'start a', 'start bad']);
    expect(verdicts).toEqual(['bad rejected instance (3)']);
    expect(followUps).toEqual(['confirm a c in 15']);
  });

  it('of the look: the neighbours are looked at and start', async () => {
    const offenders = { in: 'observe', kinds: { bad: 'unclear' } } as const;
    const { names, verdicts, followUps } = await carriedOut(three, { offenders });
    expect(names).toEqual([
      ...['observe a bad c', 'observe a bad', 'observe c', 'observe a', 'observe bad'],
      ...['preCheck a c', 'start a c'],
    ]);
    expect({ verdicts, followUps }).toEqual({ verdicts: ['bad rejected unclear (0)'], followUps: ['confirm a c in 15'] });
  });

  it('of the look after the action: the neighbours are confirmed, and it is looked at again', async () => {
    const accepted = { acted: true, acceptedAt: at(0) };
    const confirming = aBatch([anInstance('a', accepted), anInstance('bad', accepted)], { phase: 'confirm' });
    const offenders = { in: 'observe', kinds: { bad: 'permission' } } as const;
    const { verdicts, followUps, account } = await carriedOut(confirming, { offenders, sees: { a: 'running' } });
    expect([verdicts, followUps, account]).toEqual([['a confirmed null (0)'], ['confirm bad in 30'], null]);
  });

  it('of the last look when it is over: the neighbours have their verdict', async () => {
    const offenders = { in: 'observe', kinds: { bad: 'unclear' } } as const;
    const past = aBatch(['a', 'bad'], { deadline: at(60) });
    const { verdicts } = await carriedOut(past, { offenders, sees: { a: 'running' } }, {}, due + 61_000);
    expect(verdicts).toEqual(['a already null (0)', 'bad expired unclear (0)']);
  });

  it('of the look for all: nothing is seen and nothing starts', async () => {
    const offenders = { in: 'observe', kinds: { a: 'unclear', bad: 'unclear', c: 'instance' } } as const;
    const { names, verdicts } = await carriedOut(three, { offenders });
    expect(names.filter((name) => !name.startsWith('observe'))).toEqual([]);
    expect(verdicts).toEqual(['a rejected unclear (0)', 'bad rejected unclear (0)', 'c rejected instance (0)']);
  });

  it('of a dry-run job: it alone is refused', async () => {
    const trial = aBatch(['a', 'bad'], { options: { ...theOptions, dryRun: true } });
    const { verdicts } = await carriedOut(trial, { offenders: { in: 'preCheck', kinds: { bad: 'wrongState' } } });
    expect(verdicts).toEqual(['a skipped null (0)']);
  });

  it('of the dry run, for a right that lacks for it alone: the neighbours start', async () => {
    const offenders = { in: 'preCheck', kinds: { bad: 'permission' } } as const;
    const { names, verdicts, account } = await carriedOut(three, { offenders });
    expect(names.at(-1)).toBe('start a c');
    expect([verdicts, account]).toEqual([['bad rejected permission (0)'], null]);
  });

  it('of the forced stop: the neighbours are forced', async () => {
    const stuck = { attempts: 1, acted: true, answered: true, acceptedAt: at(0) };
    const stop = aStop(
      [anInstance('a', stuck), anInstance('bad', stuck)],
      { phase: 'confirm' },
      { force: true, forceAfterMs: 60_000 },
    );
    const sees = { a: 'stopping', bad: 'stopping' } as const;
    const { followUps, outcome } = await carriedOut(
      stop,
      { sees, offenders: { in: 'act', kinds: { bad: 'instance' } } },
      {},
      due + 61_000,
    );
    expect(followUps).toEqual(['confirm a bad in 15']);
    expect(outcome.followUps.flatMap(({ batch }) => ('instances' in batch ? batch.instances : []))).toMatchObject([
      { id: 'a', forced: true, attempts: 3 },
      { id: 'bad', forced: false, attempts: 3, last: { code: 'instance' } },
    ]);
  });
});

describe('a right that the key lacks', () => {
  it('is the account’s when both halves are refused alike, and one notice tells it', async () => {
    const offenders = { in: 'act', kinds: { a: 'permission', bad: 'permission', c: 'permission' } } as const;
    const { names, verdicts, account } = await carriedOut(three, { offenders, preCheck: null });
    expect(names).toEqual(['observe a bad c', 'start a bad c', 'start a bad', 'start c']);
    expect(verdicts).toEqual(['a', 'bad', 'c'].map((id) => `${id} rejected permission (2)`));
    expect(account).toBe('permission');
  });
});

describe('a batch that is all or none', () => {
  it.each(['observe', 'preCheck', 'act'] as const)('is not taken apart when its %s is refused', async (call) => {
    const { calls, verdicts, followUps } = await carriedOut(together, { offenders: { in: call, kinds: { bad: 'unclear' } } });
    expect(calls.every(({ ids }) => ids.length === 3)).toBe(true);
    const attempts = call === 'act' ? 1 : 0;
    expect(verdicts).toEqual(['a', 'bad', 'c'].map((id) => `${id} rejected unclear (${attempts})`));
    expect(followUps).toEqual([]);
  });

  it('waits as a whole for capacity', async () => {
    const { followUps } = await carriedOut(together, { offenders: { in: 'act', kinds: { bad: 'capacity' } } });
    expect(followUps).toEqual(['act a bad c in 68']);
  });

  it('is looked at in parts once it has started: a look acts on nothing', async () => {
    const accepted = { acted: true, acceptedAt: at(0) };
    const confirming = { ...together, phase: 'confirm' as const, instances: ['a', 'bad'].map((id) => anInstance(id, accepted)) };
    const offenders = { in: 'observe', kinds: { bad: 'unclear' } } as const;
    const { verdicts } = await carriedOut(confirming, { offenders, sees: { a: 'running' } });
    expect(verdicts).toEqual(['a confirmed null (0)']);
  });
});
