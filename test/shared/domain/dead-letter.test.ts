import { describe, expect, it } from 'vitest';
import { freshInstance } from '../../../shared/domain/batch.ts';
import { deadlineOf } from '../../../shared/domain/moment.ts';
import { actNow } from '../../../shared/domain/outcome.ts';
import { deadLetterOf } from '../../../shared/domain/step/dead-letter.ts';
import { settleFindFailed, settleFound } from '../../../shared/domain/step/settle-find.ts';
import { good, rejected } from '../../../shared/domain/verdict.ts';
import { aBatch, aFind, anInstance, batchIn, due, failing, instancesOf, later } from '../../support/a-batch.ts';

const problem = { code: 'InvalidInstanceId.NotFound', message: 'The specified InstanceId does not exist.', requestId: 'req-1' };
const mixed = [good(anInstance('i-1'), 'confirmed'), rejected(anInstance('i-TestID', { attempts: 1 }), problem)];

describe('a dead letter', () => {
  it('is a fresh batch of just what failed, with why', () => {
    const batch = aBatch(['i-1', 'i-TestID'], { attempt: 3, looks: 2, phase: 'confirm' });
    expect(deadLetterOf(batch, mixed)).toEqual(
      aBatch(['i-TestID'], { deadline: null, failures: [{ instanceId: 'i-TestID', verdict: 'rejected', ...problem }] }),
    );
  });

  it('remembers which instances a start of the job may have reached, so that no disk is wiped twice', () => {
    const batch = aBatch([anInstance('reached', { acted: true, attempts: 2 }), 'fresh']);
    const letter = deadLetterOf(
      batch,
      batch.instances.map((instance) => rejected(instance, problem)),
    );
    expect(instancesOf(letter)).toEqual([anInstance('reached', { acted: true }), anInstance('fresh')]);
  });

  it('is not written when nothing failed', () => {
    expect(deadLetterOf(aBatch(['i-1']), [good(anInstance('i-1'), 'already')])).toBeNull();
  });

  it('counts its deadline from when it was sent back, and keeps it in the rounds that follow', () => {
    const letter = aBatch(['i'], { deadline: null, failures: [] });
    expect(deadlineOf(letter, due)).toBe(due + 3_600_000);
    expect(deadlineOf(aBatch(['i']), 0)).toBe(due + 3_600_000);
    const [next] = actNow(letter, letter.instances, later(1)).followUps;
    expect(next?.batch.deadline).toBe('2026-11-23T01:30:00.000Z');
    expect(next?.batch).not.toHaveProperty('failures');
  });
});

describe('the dead letter of a find', () => {
  const nobody = { code: 'Reveille.NoMatch', message: 'no instance matches', requestId: null };
  const half = aFind({ cursor: 'p2', total: 9, held: ['a'], matched: 5, attempt: 4, last: nobody });

  it('is that find from its beginning, with why, its deadline counted from when it is sent back', () => {
    const { verdicts } = settleFound({ ...half, matched: 0, held: [] }, { ids: [], cursor: null, total: null }, later(1));
    const message = 'no instance of account ali-prod in cn-hangzhou matches';
    const failures = [{ instanceId: 'power=office-hours', verdict: 'rejected', ...nobody, message }] as const;
    expect(deadLetterOf(half, verdicts)).toEqual(aFind({ deadline: null, failures }));
    expect(deadLetterOf(half, [])).toBeNull();
  });

  it('sent back, has the deadline of that moment in whatever follows, and its failures in nothing', () => {
    const redriven = aFind({ deadline: null, failures: [{ ...nobody, instanceId: 'power=office-hours', verdict: 'rejected' }] });
    const outcomes = [
      settleFound(redriven, { ids: ['a'], cursor: 'p2', total: null }, later(1)),
      settleFindFailed(redriven, failing('transient'), later(1)),
    ];
    const sent = outcomes.flatMap(({ followUps }) => followUps.map(({ batch }) => batch));
    expect(sent.map(({ phase, deadline }) => `${phase} ${deadline}`)).toEqual([
      'act 2026-11-23T01:30:00.000Z',
      'find 2026-11-23T01:30:00.000Z',
      'find 2026-11-23T01:30:00.000Z',
    ]);
    for (const message of sent) expect(message).not.toHaveProperty('failures');
    expect(batchIn(sent[0]).instances).toEqual([freshInstance('a')]);
  });
});
