import { describe, expect, it } from 'vitest';
import { alertOf } from '../../../shared/domain/alert.ts';
import { deadlineOf } from '../../../shared/domain/batch.ts';
import { deadLetterOf } from '../../../shared/domain/dead-letter.ts';
import { actNow, decided, join } from '../../../shared/domain/outcome.ts';
import { settleAccount } from '../../../shared/domain/settle-unobserved.ts';
import { good, rejected } from '../../../shared/domain/verdict.ts';
import { aBatch, anInstance, due, failing, later } from './a-batch.ts';

const problem = { code: 'InvalidInstanceId.NotFound', message: 'The specified InstanceId does not exist.', requestId: 'req-1' };
const mixed = [good(anInstance('i-1'), 'confirmed'), rejected(anInstance('i-TestID', { attempts: 1 }), problem)];

describe('a dead letter', () => {
  it('is a fresh batch of just what failed, with why', () => {
    const batch = aBatch(['i-1', 'i-TestID'], { attempt: 3, looks: 2, phase: 'confirm' });
    expect(deadLetterOf(batch, mixed)).toEqual(
      aBatch(['i-TestID'], { deadline: null, failures: [{ instanceId: 'i-TestID', verdict: 'rejected', ...problem }] }),
    );
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

describe('an alert', () => {
  it('says what, where, how many, why, and what to do', () => {
    const alert = alertOf(aBatch(['i-1', 'i-TestID']), decided(mixed), 'alibaba');
    expect(alert?.subject).toBe('Reveille: office-hours start: 1 failed on ali-prod');
    expect(alert?.message).toMatchInlineSnapshot(`
      "1 of 2 instances in this batch did not start.

      i-TestID  rejected  InvalidInstanceId.NotFound: The specified InstanceId does not exist. [request req-1]

      Schedule  office-hours (start), due 2026-11-23T00:30:00Z
      Account   ali-prod (alibaba cn-hangzhou)
      Job       office-hours/start/2026-11-23T00:30:00Z

      These instances are in a dead letter on the queue reveille-alibaba-dead-letters.
      When the cause is gone, redrive it (SQS: "Start DLQ redrive", custom destination reveille-alibaba): they start again."
    `);
  });

  it('leaves out what is not there: a region, a request id, a plural', () => {
    const silent = rejected(anInstance('1500'), { ...problem, requestId: null });
    const message = alertOf(aBatch(['1500'], { region: null, account: 'zen-edge' }), decided([silent]), 'zenlayer')?.message;
    expect(message).toContain('1 of 1 instance in this batch');
    expect(message).toContain('Account   zen-edge (zenlayer)');
    expect(message).not.toContain('[request');
  });

  it('is not raised when nothing failed', () => {
    expect(alertOf(aBatch(['i-1']), decided([good(anInstance('i-1'), 'confirmed')]), 'alibaba')).toBeNull();
  });

  it('has a subject that SNS takes, whatever the names', () => {
    const long = aBatch(['i'], { account: 'a'.repeat(90), job: { ...aBatch([]).job, schedule: 'büro' } });
    expect(alertOf(long, decided([rejected(anInstance('i'), problem)]), 'alibaba')?.subject).toMatch(/^[\x20-\x7e]{99}$/);
  });

  it('tells of a failed account once, by the batch that speaks for it', () => {
    const speaking = aBatch(['i-1', 'i-2']);
    const outcome = join(decided([]), settleAccount(speaking, failing('account')));
    expect(alertOf(speaking, outcome, 'alibaba')?.message).toContain(
      'The whole account was refused, so none of its instances in this job starts: Code.account.',
    );
    expect(alertOf({ ...speaking, speaksForAccount: false }, outcome, 'alibaba')).toBeNull();
  });
});
