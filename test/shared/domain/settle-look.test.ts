import { describe, expect, it } from 'vitest';
import {
  handedOutBefore,
  settleDryRun,
  settleLastLook,
  settleLastLookFailed,
  settleOver,
  settleSorted,
} from '../../../shared/domain/step/settle-look.ts';
import { sortObserved } from '../../../shared/domain/step/sort-observed.ts';
import {
  aBatch,
  aFind,
  anInstance,
  aStop,
  at,
  due,
  failing,
  followUpInWords,
  instancesOf,
  later,
  seeing,
  theOptions,
} from '../../support/a-batch.ts';

const late = { kind: 'late', deadline: due + 3_600_000 } as const;
const answer = { code: 'MutexOperation.TaskRunning', message: 'busy', requestId: 'req-9' };

describe('past the deadline', () => {
  it.each([
    { past: {}, verdict: 'expired', code: 'Reveille.Expired' },
    { past: { last: { ...answer, code: 'Reveille.Unreachable' } }, verdict: 'expired', code: 'Reveille.Unreachable' },
    { past: { answered: true, last: answer }, verdict: 'rejected', code: 'MutexOperation.TaskRunning' },
    { past: { answered: true }, verdict: 'expired', code: 'Reveille.Expired' },
    { past: { acted: true }, verdict: 'rejected', code: 'Reveille.Interrupted' },
    { past: { acted: true, last: answer }, verdict: 'rejected', code: 'MutexOperation.TaskRunning' },
  ])('an instance with $past is $verdict with $code', ({ past, verdict, code }) => {
    const outcome = settleOver(aBatch([anInstance('i', past)]), late);
    expect(outcome.verdicts).toMatchObject([{ verdict, code }]);
    expect(outcome.verdicts[0]?.message).toContain('not started by 2026-11-23T01:30:00.000Z');
    expect(outcome.followUps).toEqual([]);
  });

  it('says of a stop that it did not stop', () => {
    const outcome = settleOver(aStop(['i', anInstance('j', { answered: true, last: answer })]), late);
    expect(outcome.verdicts.map(({ message }) => message)).toEqual([
      'not stopped by 2026-11-23T01:30:00.000Z',
      'busy (not stopped by 2026-11-23T01:30:00.000Z)',
    ]);
  });
});

describe('an instance that is on its way at the first look', () => {
  it('is on its way by others, unless a call of this job may have reached it', () => {
    const batch = aBatch(['fresh', anInstance('cut-off', { acted: true })]);
    const sorted = sortObserved(batch, seeing({ fresh: 'starting', 'cut-off': 'starting' }), 'ask');
    const [next] = settleSorted(batch, sorted, later(1)).followUps;
    expect(instancesOf(next?.batch).map(({ id, notOurs }) => [id, notOurs])).toEqual([
      ['fresh', true],
      ['cut-off', undefined],
    ]);
  });
});

describe('a batch that was handed out before', () => {
  it('counts as one whose starts may have gone out: a delivery that was cut off tells nobody', () => {
    const again = handedOutBefore(aBatch(['a', anInstance('b', { attempts: 1 })]));
    expect(again.instances).toEqual([anInstance('a', { acted: true }), anInstance('b', { attempts: 1, acted: true })]);
  });

  it('may have handed on its rest, whose disks are not wiped twice', () => {
    const part = { region: 'r', options: theOptions, instances: ['b'], selection: null, acted: false };
    const wiping = { ...part, options: { ...theOptions, initLocalDisk: true } };
    const again = handedOutBefore(aBatch(['a'], { rest: [part, wiping, { ...part, acted: true }] }));
    expect(again.rest?.map(({ acted }) => acted)).toEqual([false, true, true]);
    expect(handedOutBefore(aFind({ rest: [wiping] }))).toEqual(aFind({ rest: [{ ...wiping, acted: true }] }));
  });

  it.each([{ phase: 'confirm' } as const, { options: { ...theOptions, dryRun: true } }])(
    'but not where nothing is started: %o',
    (changes) => {
      const batch = aBatch(['a'], changes);
      expect(handedOutBefore(batch)).toBe(batch);
    },
  );
});

describe('past the deadline, when a start may have reached an instance', () => {
  const lost = { acted: true, last: { code: 'Reveille.NoAnswer', message: 'no answer', requestId: null } };

  it('believes what it sees and starts nothing', () => {
    const batch = aBatch(['run', 'come', 'stop', 'go', 'fresh'].map((id) => anInstance(id, id === 'fresh' ? {} : lost)));
    const seen = seeing({ run: 'running', come: 'starting', stop: 'stopped', go: 'stopping', fresh: 'stopped' });
    const outcome = settleLastLook(batch, sortObserved(batch, seen, 'ask'), late, later(61));
    expect(outcome.verdicts.map(({ instanceId, verdict, code }) => `${instanceId} ${verdict} ${code}`)).toEqual([
      'run confirmed null',
      'stop rejected Reveille.NoAnswer',
      'fresh expired Reveille.Expired',
      'go rejected Reveille.NoAnswer',
    ]);
    expect(outcome.followUps).toMatchObject([{ batch: { phase: 'confirm', instances: [{ id: 'come' }] } }]);
  });
});

describe('a late stop', () => {
  it('is not sent: what runs still is told of, what stops is seen to the end, and others’ starts are left alone', () => {
    const lost = { acted: true, last: { code: 'Reveille.NoAnswer', message: 'no answer', requestId: null } };
    const batch = aStop(['off', 'go', 'run', 'come'].map((id) => anInstance(id, lost)));
    const seen = seeing({ off: 'stopped', go: 'stopping', run: 'running', come: 'starting' });
    const outcome = settleLastLook(batch, sortObserved(batch, seen, 'ask'), late, later(61));
    expect(outcome.verdicts.map(({ instanceId, verdict, message }) => `${instanceId} ${verdict} ${message}`)).toEqual([
      'off confirmed null',
      'run rejected no answer (not stopped by 2026-11-23T01:30:00.000Z)',
      'come rejected no answer (not stopped by 2026-11-23T01:30:00.000Z)',
    ]);
    expect(outcome.followUps.map(followUpInWords)).toEqual(['confirm go in 15']);
  });
});

describe('a last look that failed', () => {
  it('goes on looking at what may have started and ends the rest', () => {
    const batch = aBatch([anInstance('a', { acted: true }), 'b']);
    const outcome = settleLastLookFailed(batch, failing('transient'), late, later(61));
    expect(outcome.verdicts).toMatchObject([{ instanceId: 'b', verdict: 'expired', code: 'Code.transient' }]);
    expect(outcome.followUps).toMatchObject([{ batch: { phase: 'confirm', instances: [{ id: 'a', acceptedAt: at(3660) }] } }]);
  });
});

describe('what a look alone decides', () => {
  it('confirms what is starting, comes back to what is busy and ends what is done', () => {
    const batch = aBatch(['r', 's', 'b']);
    const sorted = sortObserved(batch, seeing({ r: 'running', s: 'starting', b: 'stopping' }), 'ask');
    const outcome = settleSorted(batch, sorted, later(1));
    expect(outcome.verdicts).toMatchObject([{ instanceId: 'r', verdict: 'already' }]);
    expect(outcome.followUps).toMatchObject([
      { batch: { phase: 'confirm', instances: [{ id: 's', acted: true, attempts: 0, acceptedAt: at(60) }] }, delaySeconds: 15 },
      { batch: { phase: 'act', instances: [{ id: 'b' }] }, delaySeconds: 12 },
    ]);
  });
});

describe('a dry-run job', () => {
  const seen = seeing({ up: 'running', down: 'stopped', going: 'stopping', coming: 'starting', bad: 'locked' });
  const batch = aBatch(['up', 'down', 'going', 'coming', 'bad', 'absent'], { options: { ...theOptions, dryRun: true } });
  const ends = (preChecked: boolean) =>
    Object.fromEntries(
      settleDryRun(sortObserved(batch, seen, 'ask'), preChecked).verdicts.map((v) => [v.instanceId, v.code ?? v.verdict]),
    );
  const common = { up: 'already', down: 'skipped', going: 'skipped', coming: 'skipped', bad: 'Reveille.Locked' };

  it('skips what could start, also what the provider’s own dry run vouched for', () => {
    expect(ends(true)).toEqual({ ...common, absent: 'skipped' });
  });

  it('does not let an instance whose row could not be read pass for one that could start', () => {
    const one = aBatch(['i'], { options: { ...theOptions, dryRun: true } });
    const unread = seeing({ i: 'busy' }, { obstacle: 'unread', raw: 'its row has another shape' });
    expect(settleDryRun(sortObserved(one, unread, 'ask'), true).verdicts).toMatchObject([
      { instanceId: 'i', verdict: 'rejected', code: 'Reveille.Unreadable', message: 'its row has another shape' },
    ]);
  });

  it('does not let an instance nobody lists pass for one that could start', () => {
    expect(ends(false)).toEqual({ ...common, absent: 'Reveille.NotListed' });
  });
});
