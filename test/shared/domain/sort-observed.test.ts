import { describe, expect, it } from 'vitest';
import { goals } from '../../../shared/domain/goal.ts';
import { holdTogether, sortObserved } from '../../../shared/domain/step/sort-observed.ts';
import { type Observation, type PowerAction, type PowerState, powerStates } from '../../../shared/domain/vocabulary.ts';
import { aBatch, aBatchTo, anInstance, seeing, theOptions } from '../../support/a-batch.ts';

const missing = { code: 'NOT_FOUND', message: 'not listed' };
const idsOf = (instances: readonly { id: string }[]) => instances.map(({ id }) => id);
const words = (sorted: ReturnType<typeof sortObserved>) => ({
  verdicts: sorted.verdicts.map(({ instanceId, verdict, code }) => `${instanceId} ${verdict} ${code ?? ''}`.trim()),
  toAct: idsOf(sorted.toAct),
  underWay: idsOf(sorted.underWay),
  busy: idsOf(sorted.busy),
});
interface Row {
  readonly action: PowerAction;
  readonly state: PowerState;
  readonly obstacle?: Observation['obstacle'];
  readonly acted?: boolean;
  readonly leads: Partial<ReturnType<typeof words>>;
}

const nobody = { verdicts: [], toAct: [], underWay: [], busy: [] };

describe('local disks, when the same job came twice', () => {
  const wiping = aBatch(['i'], { options: { ...theOptions, initLocalDisk: true } });
  const minute = Date.parse(wiping.job.scheduledAt);
  const actedOf = (batch: typeof wiping, state: PowerState, startedAt: number | null) => {
    const { toAct, verdicts } = sortObserved(batch, seeing({ i: state }, { startedAt }), 'ask');
    return [...toAct, ...verdicts].map(({ acted }) => acted);
  };

  it('are not wiped where this job has acted, or where no look shows the instance', () => {
    const acted = { ...wiping, instances: [anInstance('i', { acted: true })] };
    expect(actedOf(acted, 'stopped', null)).toEqual([true]);
    expect(sortObserved(wiping, seeing({}), 'ask').toAct.map(({ acted: may }) => may)).toEqual([true]);
    expect(sortObserved(aBatch(['i']), seeing({}), 'ask').toAct.map(({ acted: may }) => may)).toEqual([false]);
  });

  it('are not wiped where the instance was started since the job was due', () => {
    expect(actedOf(wiping, 'stopped', minute)).toEqual([true]);
    expect(
      actedOf({ ...wiping, job: { ...wiping.job, scheduledAt: new Date(minute + 59_000).toISOString() } }, 'stopped', minute),
    ).toEqual([true]);
  });

  it.each([
    { what: 'an earlier start', batch: wiping, state: 'stopped', startedAt: minute - 60_000 },
    { what: 'no known start', batch: wiping, state: 'stopped', startedAt: null },
    { what: 'an instance that runs', batch: wiping, state: 'running', startedAt: minute },
    { what: 'a start that wipes nothing', batch: aBatch(['i']), state: 'stopped', startedAt: minute },
  ] as const)('are as before after $what', ({ batch, state, startedAt }) => {
    expect(actedOf(batch, state, startedAt)).toEqual([false]);
  });
});

describe('the first look of an act round', () => {
  it.each([
    { action: 'start', state: 'running', acted: false, leads: { verdicts: ['i already'] } },
    { action: 'start', state: 'running', acted: true, leads: { verdicts: ['i confirmed'] } },
    { action: 'start', state: 'starting', leads: { underWay: ['i'] } },
    { action: 'start', state: 'stopped', leads: { toAct: ['i'] } },
    { action: 'start', state: 'stopping', leads: { busy: ['i'] } },
    { action: 'stop', state: 'stopped', acted: false, leads: { verdicts: ['i already'] } },
    { action: 'stop', state: 'stopped', acted: true, leads: { verdicts: ['i confirmed'] } },
    { action: 'stop', state: 'stopping', leads: { underWay: ['i'] } },
    { action: 'stop', state: 'running', leads: { toAct: ['i'] } },
    { action: 'stop', state: 'starting', leads: { busy: ['i'] } },
    { action: 'start', state: 'running', obstacle: 'occupied', leads: { verdicts: ['i already'] } },
    { action: 'start', state: 'stopped', obstacle: 'occupied', leads: { busy: ['i'] } },
    { action: 'start', state: 'stopped', obstacle: 'locked', leads: { verdicts: ['i rejected Reveille.Locked'] } },
    { action: 'stop', state: 'stopped', obstacle: 'locked', leads: { verdicts: ['i already'] } },
    { action: 'stop', state: 'stopped', obstacle: 'occupied', leads: { verdicts: ['i already'] } },
    { action: 'stop', state: 'running', obstacle: 'occupied', leads: { busy: ['i'] } },
    { action: 'stop', state: 'running', obstacle: 'locked', leads: { verdicts: ['i rejected Reveille.Locked'] } },
    ...(['start', 'stop'] as const).flatMap((action) =>
      ([null, 'locked', 'occupied'] as const).flatMap((obstacle) => [
        { action, obstacle, state: 'busy', leads: { busy: ['i'] } } as const,
        { action, obstacle, state: 'locked', leads: { verdicts: ['i rejected Reveille.Locked'] } } as const,
        { action, obstacle, state: 'unknown', leads: { verdicts: ['i rejected Reveille.UnknownState'] } } as const,
      ]),
    ),
  ] as readonly Row[])(
    '$action, seen $state (obstacle: $obstacle, acted before: $acted): $leads',
    ({ action, state, obstacle = null, acted = false, leads }) => {
      const batch = aBatchTo(action, [anInstance('i', { acted })]);
      expect(words(sortObserved(batch, seeing({ i: state }, { obstacle }), 'ask'))).toEqual({ ...nobody, ...leads });
    },
  );

  it.each([
    { action: 'start', state: 'locked', says: 'state is LOCKED: it cannot be started until that is resolved' },
    { action: 'stop', state: 'locked', says: 'state is LOCKED: it cannot be stopped until that is resolved' },
    { action: 'stop', state: 'unknown', says: 'state is UNKNOWN, which Reveille does not know and does not act on' },
  ] as const)('says what keeps it from being acted on: $action, $state', ({ action, state, says }) => {
    const batch = aBatchTo(action, ['i']);
    expect(sortObserved(batch, seeing({ i: state }), 'ask').verdicts).toMatchObject([{ message: says }]);
  });

  it('asks about an absent id by starting it, where the provider wants that', () => {
    expect(words(sortObserved(aBatch(['i']), seeing({}), 'ask'))).toEqual({ ...nobody, toAct: ['i'] });
  });

  it('rejects an absent id with the provider’s code where absence is the answer', () => {
    expect(words(sortObserved(aBatch(['i']), seeing({}), missing))).toEqual({ ...nobody, verdicts: ['i rejected NOT_FOUND'] });
  });

  it('knows which ids were absent and which were answered for', () => {
    const sorted = sortObserved(aBatch(['i', 'j']), seeing({ i: 'stopped' }), 'ask');
    expect([...sorted.absent]).toEqual(['j']);
    expect(sorted.toAct.map(({ id, answered }) => `${id} ${answered}`)).toEqual(['i true', 'j false']);
  });

  it('notes the state of a busy instance, but keeps a real code it already has', () => {
    const known = { code: 'MutexOperation.TaskRunning', message: 'm', requestId: 'r' };
    const sorted = sortObserved(aBatch(['i', anInstance('j', { last: known })]), seeing({ i: 'stopping', j: 'busy' }), 'ask');
    expect(sorted.busy.map(({ last }) => last)).toEqual([
      { code: 'Reveille.Busy', message: 'state is STOPPING', requestId: null },
      known,
    ]);
  });

  it('says of an instance whose row could not be read that it was not read, and comes back to it', () => {
    const unread = seeing({ i: 'busy' }, { obstacle: 'unread', raw: 'its row has another shape' });
    const sorted = sortObserved(aBatch(['i']), unread, 'ask');
    const last = { code: 'Reveille.Unreadable', message: 'its row has another shape', requestId: null };
    expect(sorted).toMatchObject({ verdicts: [], toAct: [], busy: [{ id: 'i', last }] });
  });

  it.each([
    { action: 'start', says: 'not started in 5 rounds' },
    { action: 'stop', says: 'not stopped in 5 rounds' },
  ] as const)('gives up a $action after five rounds', ({ action, says }) => {
    const batch = aBatchTo(action, [anInstance('i', { retries: 5 })]);
    const seen = seeing({ i: goals[action].from });
    expect(sortObserved(batch, seen, 'ask').verdicts).toMatchObject([{ code: 'Reveille.GaveUp', message: says }]);
  });

  it.each([
    { last: { code: 'MutexOperation.TaskRunning', message: 'm', requestId: 'r' }, code: 'MutexOperation.TaskRunning' },
    { last: null, code: 'Reveille.GaveUp' },
  ])('rejects a stopped instance whose five rounds are used up with $code', ({ last, code }) => {
    const used = anInstance('i', { retries: 5, last });
    expect(words(sortObserved(aBatch([used]), seeing({ i: 'stopped' }), 'ask')).verdicts).toEqual([`i rejected ${code}`]);
    expect(words(sortObserved(aBatch([used]), seeing({ i: 'running' }), 'ask')).verdicts).toEqual(['i already']);
    expect(words(sortObserved(aBatch([anInstance('i', { retries: 4, last })]), seeing({ i: 'stopped' }), 'ask')).toAct).toEqual([
      'i',
    ]);
  });

  it('puts every instance in exactly one place, whatever is seen', () => {
    const batch = aBatch([...powerStates, 'absent']);
    const sorted = sortObserved(batch, seeing(Object.fromEntries(powerStates.map((state) => [state, state]))), 'ask');
    const placed = [
      ...sorted.verdicts.map((v) => v.instanceId),
      ...idsOf(sorted.toAct),
      ...idsOf(sorted.underWay),
      ...idsOf(sorted.busy),
    ];
    expect(placed.toSorted()).toEqual([...powerStates, 'absent'].toSorted());
  });
});

const together = { options: { ...theOptions, batchMode: 'AllTogether' } } as const;

describe('AllTogether', () => {
  it('refuses all that would start when one cannot', () => {
    const seen = seeing({ a: 'stopped', b: 'locked', c: 'running', d: 'stopping', e: 'starting' });
    const sorted = sortObserved(aBatch(['a', 'b', 'c', 'd', 'e'], together), seen, 'ask');
    expect(words(sorted)).toEqual({
      ...nobody,
      verdicts: ['c already', 'b rejected Reveille.Locked', 'a rejected Reveille.Locked', 'd rejected Reveille.Locked'],
      underWay: ['e'],
    });
    expect(sorted.verdicts[2]?.message).toMatch(/^b: state is LOCKED/);
  });

  it('is no different when all can start', () => {
    expect(words(sortObserved(aBatch(['a', 'b'], together), seeing({ a: 'stopped', b: 'stopped' }), 'ask')).toAct).toEqual([
      'a',
      'b',
    ]);
  });
});

describe('AllTogether with a busy instance', () => {
  const answer = { code: 'MutexOperation.TaskRunning', message: 'busy', requestId: 'req-9' };
  const seen = seeing({ a: 'stopped', b: 'stopping' });
  it('holds the whole batch back', () => {
    const batch = aBatch(['a', 'b'], together);
    const held = holdTogether(batch, sortObserved(batch, seen, 'ask'));
    expect(held.toAct).toEqual([]);
    expect(held.busy.map(({ id, last }) => `${id} ${last?.message}`)).toEqual([
      'b state is STOPPING',
      'a waits for a busy instance of its batch: AllTogether means all or none',
    ]);
  });

  it('keeps a code that an earlier round brought', () => {
    const batch = aBatch([anInstance('a', { last: answer }), 'b'], together);
    expect(holdTogether(batch, sortObserved(batch, seen, 'ask')).busy[1]?.last).toEqual(answer);
  });

  it('holds nothing back when nobody is busy, or in SuccessFirst mode', () => {
    const free = aBatch(['a'], together);
    expect(holdTogether(free, sortObserved(free, seen, 'ask')).toAct).toHaveLength(1);
    const first = aBatch(['a', 'b']);
    expect(holdTogether(first, sortObserved(first, seen, 'ask')).toAct).toHaveLength(1);
  });
});
