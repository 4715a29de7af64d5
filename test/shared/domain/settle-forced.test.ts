import { describe, expect, it } from 'vitest';
import type { Batch, BatchInstance } from '../../../shared/domain/batch.ts';
import type { StopBatchOptions } from '../../../shared/domain/batch-options.ts';
import type { Failure } from '../../../shared/domain/failure.ts';
import type { ActReply } from '../../../shared/domain/step/settle-act.ts';
import { settleConfirm } from '../../../shared/domain/step/settle-confirm.ts';
import { settleForced } from '../../../shared/domain/step/settle-forced.ts';
import type { PowerState } from '../../../shared/domain/vocabulary.ts';
import { aBatch, anInstance, aStop, at, failing, followUpInWords, instancesOf, later, seeing } from '../../support/a-batch.ts';

const stoppedAtDue = { attempts: 1, acted: true, answered: true, acceptedAt: at(0) } as const;
const minute = 60_000;

/** A look at a stop that was accepted when it was due and may be forced five minutes later. */
function confirming(past: Partial<BatchInstance> = {}, options: Partial<StopBatchOptions> = {}, changes: Partial<Batch> = {}) {
  const asked = { force: true, forceAfterMs: 5 * minute, ...options };
  return aStop([anInstance('i', { ...stoppedAtDue, ...past })], { phase: 'confirm', looks: 1, ...changes }, asked);
}

/**
 * `force` when a look at that state, so many minutes after the due time, wants the instance
 * forced; else what it leads to.
 */
function leads(batch: Batch, state: PowerState, minutes: number): string {
  const { outcome, toForce } = settleConfirm(batch, seeing({ i: state }), later(minutes));
  expect(outcome.verdicts.length + outcome.followUps.length + toForce.length).toBe(1);
  const [verdict] = outcome.verdicts;
  return verdict?.code ?? verdict?.verdict ?? outcome.followUps.map(followUpInWords)[0] ?? 'force';
}

describe('a soft stop that is stuck', () => {
  const stop = confirming();
  const start = aBatch([anInstance('i', stoppedAtDue)], { phase: 'confirm', looks: 1 });
  it.each([
    { what: 'asked for and due', batch: stop, minutes: 5, is: 'force' },
    { what: 'a moment before it is due', batch: stop, minutes: 5 - 1 / minute, is: 'confirm i in 1' },
    { what: 'until it must be seen stopped', batch: stop, minutes: 15 - 1 / minute, is: 'force' },
    { what: 'never from then on', batch: stop, minutes: 15, is: 'Reveille.NotConfirmed' },
    { what: 'not asked for', batch: confirming({}, { force: false }), minutes: 14, is: 'confirm i in 60' },
    { what: 'once', batch: confirming({ forced: true }), minutes: 14, is: 'confirm i in 60' },
    { what: 'without a known acceptance', batch: confirming({ acceptedAt: null }), minutes: 6, is: 'Reveille.NotConfirmed' },
    { what: 'a start', batch: start, minutes: 6, is: 'Reveille.StoppedByOthers' },
    { what: 'accepted at the last moment', batch: confirming({ acceptedAt: at(3_599) }), minutes: 65, is: 'force' },
    { what: 'found under way at the deadline', batch: confirming({ acceptedAt: at(3_600) }), minutes: 66, is: 'confirm i in 60' },
    { what: 'found under way long after it', batch: confirming({ acceptedAt: at(7_200) }), minutes: 126, is: 'confirm i in 60' },
  ])('is forced: $what: $is', ({ batch, minutes, is }) => {
    expect(leads(batch, 'stopping', minutes)).toBe(is);
  });

  it.each([
    { seen: 'running', is: 'confirm i in 60' },
    { seen: 'starting', is: 'Reveille.StartedByOthers' },
    { seen: 'stopped', is: 'confirmed' },
    { seen: 'busy', is: 'confirm i in 60' },
    { seen: 'unknown', is: 'confirm i in 60' },
    { seen: 'locked', is: 'Reveille.Locked' },
  ] as const)('is never forced when it is seen $seen: $is', ({ seen, is }) => {
    expect(leads(stop, seen, 6)).toBe(is);
  });

  it('has no counterpart: a start that is stuck is only looked at', () => {
    expect(leads(start, 'starting', 6)).toBe('confirm i in 60');
  });

  it.each([
    { what: 'on that instant', past: {}, looks: 8, minutes: 1, options: {}, inSeconds: 240 },
    { what: 'with the whole second after it', past: { acceptedAt: at(0.5) }, looks: 8, minutes: 1, options: {}, inSeconds: 241 },
    {
      what: 'no later than it must be stopped',
      past: {},
      looks: 8,
      minutes: 14,
      options: { forceAfterMs: 20 * minute },
      inSeconds: 60,
    },
    { what: 'as rarely as usual once it is past', past: {}, looks: 2, minutes: 6, options: {}, inSeconds: 120 },
    { what: 'as rarely as usual once forced', past: { forced: true }, looks: 8, minutes: 1, options: {}, inSeconds: 300 },
  ])('is looked at $what', ({ past, looks, minutes, options, inSeconds }) => {
    const batch = confirming(past, options, { looks });
    const { outcome } = settleConfirm(batch, seeing({}), later(minutes));
    expect(outcome.followUps).toMatchObject([{ delaySeconds: inSeconds }]);
  });

  it('waits for the first of several, and forces each when it is due', () => {
    const late = anInstance('late', { ...stoppedAtDue, acceptedAt: at(60) });
    const batch = { ...stop, looks: 8, instances: [...stop.instances, late] };
    const seen = seeing({ i: 'stopping', late: 'stopping' });
    expect(settleConfirm(batch, seen, later(1)).outcome.followUps.map(followUpInWords)).toEqual(['confirm i late in 240']);
    const due = settleConfirm(batch, seen, later(5));
    expect([due.toForce.map(({ id }) => id), due.outcome.followUps.map(followUpInWords)]).toEqual([
      ['i'],
      ['confirm late in 60'],
    ]);
  });
});

describe('after a forced stop', () => {
  const stop = confirming();
  const forced = (reply: ActReply, batch = stop, minutes = 5) => settleForced(batch, batch.instances, reply, later(minutes));
  const calls = new Map([['i', 1]]);
  const one = (failure: Failure): ActReply => ({ answers: new Map([['i', { result: 'failed', failure }]]), calls });
  const problem = (failure: Failure) => ({ code: failure.code, message: failure.message, requestId: failure.requestId });
  const unsent = { ...failing('throttled', null), unsent: true };

  it.each([
    {
      what: 'accepted',
      reply: { answers: new Map([['i', { result: 'accepted' }]]), calls },
      leaves: { attempts: 2, forced: true },
      in: 15,
    },
    { what: 'not mentioned', reply: { answers: new Map(), calls }, leaves: { attempts: 2 }, in: 60 },
    { what: 'not called', reply: { answers: new Map(), calls: new Map() }, leaves: {}, in: 60 },
    { what: 'not sent', reply: { answers: new Map([['i', { result: 'notSent' }]]), calls }, leaves: {}, in: 60 },
    { what: 'refused', reply: one(failing('account')), leaves: { attempts: 2, last: problem(failing('account')) }, in: 60 },
    {
      what: 'refused as a whole',
      reply: { refusal: failing('credentials'), calls },
      leaves: { attempts: 2, last: problem(failing('credentials')) },
      in: 60,
    },
    {
      what: 'unknown',
      reply: { refusal: failing('outcomeUnknown', null), calls },
      leaves: { attempts: 2, last: problem(failing('outcomeUnknown', null)) },
      in: 60,
    },
    {
      what: 'throttled',
      reply: { refusal: { ...failing('throttled'), retryAfterMs: 200_000 }, calls },
      leaves: { attempts: 2, last: problem(failing('throttled')) },
      in: 200,
    },
    { what: 'unsent', reply: { refusal: unsent, calls }, leaves: { last: problem(unsent) }, in: 60 },
    { what: 'unsent for one', reply: one(unsent), leaves: { last: problem(unsent) }, in: 60 },
  ] as readonly { what: string; reply: ActReply; leaves: Partial<BatchInstance>; in: number }[])(
    'that is $what it is looked at again, and nothing is over: $leaves',
    ({ reply, leaves, in: inSeconds }) => {
      const outcome = forced(reply);
      expect([outcome.verdicts, outcome.accountFailure]).toEqual([[], null]);
      expect(outcome.followUps.map(followUpInWords)).toEqual([`confirm i in ${inSeconds}`]);
      expect(instancesOf(outcome.followUps[0]?.batch)).toEqual([anInstance('i', { ...stoppedAtDue, ...leaves })]);
    },
  );

  it.each([
    { reply: { answers: new Map([['i', { result: 'accepted' }]]), calls } as ActReply, is: 'confirm i in 120' },
    { reply: one(failing('wrongState')), is: 'force' },
    { reply: { refusal: unsent, calls } as ActReply, is: 'force' },
  ])('is not forced again when that was accepted, and is when it was not: $is', ({ reply, is }) => {
    const [next] = forced(reply).followUps;
    expect(leads(confirming(instancesOf(next?.batch)[0], {}, { looks: 2 }), 'stopping', 6)).toBe(is);
  });

  it('has no more time than before: the last look falls where it would have', () => {
    const accepted: ActReply = { answers: new Map([['i', { result: 'accepted' }]]), calls };
    expect(forced(accepted, { ...stop, looks: 8 }, 14.9).followUps.map(followUpInWords)).toEqual(['confirm i in 6']);
    const [next] = forced(accepted).followUps;
    expect(leads(confirming(instancesOf(next?.batch)[0]), 'stopping', 15)).toBe('Reveille.NotConfirmed');
  });

  it.each([
    { what: 'was accepted', past: { forced: true }, says: ', although a forced stop was accepted', requestId: null },
    {
      what: 'was refused',
      past: { last: problem(failing('account')) },
      says: ', and the last problem was Code.account: because of account',
      requestId: 'req-1',
    },
    { what: 'was never tried', past: {}, says: '', requestId: null },
  ])('that $what the verdict says so', ({ past, says, requestId }) => {
    const { outcome } = settleConfirm(confirming(past), seeing({ i: 'stopping' }), later(15));
    const message = `not seen stopped within 15 min: state is still STOPPING${says}`;
    expect(outcome.verdicts).toMatchObject([{ verdict: 'rejected', code: 'Reveille.NotConfirmed', message, requestId }]);
  });

  it('says nothing of an earlier problem to whom no forced stop was due', () => {
    const last = problem(failing('account'));
    const { outcome } = settleConfirm(confirming({ last }, { force: false }), seeing({ i: 'stopping' }), later(15));
    expect(outcome.verdicts).toMatchObject([
      { message: 'not seen stopped within 15 min: state is still STOPPING', requestId: null },
    ]);
  });
});
