import { describe, expect, it } from 'vitest';
import { sortObserved } from '../../../shared/domain/sort-observed.ts';
import { powerStates } from '../../../shared/domain/vocabulary.ts';
import { aBatch, anInstance, seeing } from './a-batch.ts';

const missing = { code: 'NOT_FOUND', message: 'not listed' };
const idsOf = (instances: readonly { id: string }[]) => instances.map(({ id }) => id);
const words = (sorted: ReturnType<typeof sortObserved>) => ({
  verdicts: sorted.verdicts.map(({ instanceId, verdict, code }) => `${instanceId} ${verdict} ${code ?? ''}`.trim()),
  toStart: idsOf(sorted.toStart),
  starting: idsOf(sorted.starting),
  busy: idsOf(sorted.busy),
});
const nobody = { verdicts: [], toStart: [], starting: [], busy: [] };

describe('the first look of an act round', () => {
  it.each([
    { state: 'running', acted: false, leads: { verdicts: ['i already'] } },
    { state: 'running', acted: true, leads: { verdicts: ['i confirmed'] } },
    { state: 'starting', acted: false, leads: { starting: ['i'] } },
    { state: 'stopped', acted: false, leads: { toStart: ['i'] } },
    { state: 'stopping', acted: false, leads: { busy: ['i'] } },
    { state: 'busy', acted: false, leads: { busy: ['i'] } },
    { state: 'locked', acted: false, leads: { verdicts: ['i rejected Reveille.Locked'] } },
    { state: 'unknown', acted: false, leads: { verdicts: ['i rejected Reveille.UnknownState'] } },
  ] as const)('finds it $state (acted before: $acted): $leads', ({ state, acted, leads }) => {
    const sorted = sortObserved(aBatch([anInstance('i', { acted })]), seeing({ i: state }), 'ask');
    expect(words(sorted)).toEqual({ ...nobody, ...leads });
  });

  it('asks about an absent id by starting it, where the provider wants that', () => {
    expect(words(sortObserved(aBatch(['i']), seeing({}), 'ask'))).toEqual({ ...nobody, toStart: ['i'] });
  });

  it('rejects an absent id with the provider’s code where absence is the answer', () => {
    expect(words(sortObserved(aBatch(['i']), seeing({}), missing))).toEqual({ ...nobody, verdicts: ['i rejected NOT_FOUND'] });
  });

  it('knows which ids were absent and which were answered for', () => {
    const sorted = sortObserved(aBatch(['i', 'j']), seeing({ i: 'stopped' }), 'ask');
    expect([...sorted.absent]).toEqual(['j']);
    expect(sorted.toStart.map(({ id, answered }) => `${id} ${answered}`)).toEqual(['i true', 'j false']);
  });

  it('notes the state of a busy instance, but keeps a real code it already has', () => {
    const known = { code: 'MutexOperation.TaskRunning', message: 'm', requestId: 'r' };
    const sorted = sortObserved(aBatch(['i', anInstance('j', { last: known })]), seeing({ i: 'stopping', j: 'busy' }), 'ask');
    expect(sorted.busy.map(({ last }) => last)).toEqual([
      { code: 'Reveille.Busy', message: 'state is STOPPING', requestId: null },
      known,
    ]);
  });

  it.each([
    { last: { code: 'MutexOperation.TaskRunning', message: 'm', requestId: 'r' }, code: 'MutexOperation.TaskRunning' },
    { last: null, code: 'Reveille.GaveUp' },
  ])('rejects a stopped instance whose five rounds are used up with $code', ({ last, code }) => {
    const used = anInstance('i', { retries: 5, last });
    expect(words(sortObserved(aBatch([used]), seeing({ i: 'stopped' }), 'ask')).verdicts).toEqual([`i rejected ${code}`]);
    expect(words(sortObserved(aBatch([used]), seeing({ i: 'running' }), 'ask')).verdicts).toEqual(['i already']);
    expect(words(sortObserved(aBatch([anInstance('i', { retries: 4, last })]), seeing({ i: 'stopped' }), 'ask')).toStart).toEqual(
      ['i'],
    );
  });

  it('puts every instance in exactly one place, whatever is seen', () => {
    const batch = aBatch([...powerStates, 'absent']);
    const sorted = sortObserved(batch, seeing(Object.fromEntries(powerStates.map((state) => [state, state]))), 'ask');
    const placed = [
      ...sorted.verdicts.map((v) => v.instanceId),
      ...idsOf(sorted.toStart),
      ...idsOf(sorted.starting),
      ...idsOf(sorted.busy),
    ];
    expect(placed.toSorted()).toEqual([...powerStates, 'absent'].toSorted());
  });
});

describe('AllTogether', () => {
  const together = { options: { ...aBatch([]).options, batchMode: 'AllTogether' } } as const;

  it('refuses all that would start when one cannot', () => {
    const seen = seeing({ a: 'stopped', b: 'locked', c: 'running', d: 'stopping', e: 'starting' });
    const sorted = sortObserved(aBatch(['a', 'b', 'c', 'd', 'e'], together), seen, 'ask');
    expect(words(sorted)).toEqual({
      ...nobody,
      verdicts: ['c already', 'b rejected Reveille.Locked', 'a rejected Reveille.Locked', 'd rejected Reveille.Locked'],
      starting: ['e'],
    });
    expect(sorted.verdicts[2]?.message).toMatch(/^b: state is LOCKED/);
  });

  it('is no different when all can start', () => {
    expect(words(sortObserved(aBatch(['a', 'b'], together), seeing({ a: 'stopped', b: 'stopped' }), 'ask')).toStart).toEqual([
      'a',
      'b',
    ]);
  });
});
