import { describe, expect, it } from 'vitest';
import type { Batch } from '../../../shared/domain/batch.ts';
import type { FollowUp, Outcome } from '../../../shared/domain/outcome.ts';
import { settleConfirm, settleUnconfirmed } from '../../../shared/domain/settle-confirm.ts';
import type { Observation } from '../../../shared/domain/vocabulary.ts';
import { aBatch, anInstance, at, failing, later, seeing } from './a-batch.ts';

const startedAtDue = { attempts: 1, acted: true, answered: true, acceptedAt: at(0) } as const;
const confirming = (past = {}) => aBatch([anInstance('i', { ...startedAtDue, ...past })], { phase: 'confirm', looks: 1 });
const words = (outcome: Outcome) => [
  ...outcome.verdicts.map(({ verdict, code }) => `${verdict} ${code ?? ''}`.trim()),
  ...outcome.followUps.map(({ batch, delaySeconds }) => `${batch.phase} again in ${delaySeconds}`),
];
const stoppedAndFailed: ReadonlyMap<string, Observation> = new Map([
  ['i', { state: 'stopped', raw: 'STOPPED (no stock)', lastOperationFailed: true }],
]);

describe('a look after the start', () => {
  it.each([
    { seen: 'running', minutes: 2, past: {}, leads: ['confirmed'] },
    { seen: 'running', minutes: 20, past: {}, leads: ['confirmed'] },
    { seen: 'starting', minutes: 2, past: {}, leads: ['confirm again in 60'] },
    { seen: 'starting', minutes: 15, past: {}, leads: ['rejected Reveille.NotConfirmed'] },
    { seen: 'busy', minutes: 2, past: {}, leads: ['confirm again in 60'] },
    { seen: 'unknown', minutes: 15, past: {}, leads: ['rejected Reveille.NotConfirmed'] },
    { seen: 'stopping', minutes: 2, past: {}, leads: ['rejected Reveille.StoppedByOthers'] },
    { seen: 'locked', minutes: 2, past: {}, leads: ['rejected Reveille.Locked'] },
    { seen: 'stopped', minutes: 2, past: {}, leads: ['confirm again in 60'] },
    { seen: 'stopped', minutes: 2, past: { stoppedAt: at(91) }, leads: ['confirm again in 60'] },
    { seen: 'stopped', minutes: 2, past: { stoppedAt: at(90) }, leads: ['act again in 12'] },
    { seen: 'stopped', minutes: 0.75, past: { stoppedAt: at(10) }, leads: ['confirm again in 60'] },
    { seen: 'stopped', minutes: 2, past: { stoppedAt: at(90), restarts: 1 }, leads: ['rejected Reveille.FellBack'] },
    { seen: 'stopped', minutes: 61, past: { stoppedAt: at(90), acceptedAt: at(3000) }, leads: ['rejected Reveille.FellBack'] },
    { seen: 'stopped', minutes: 15, past: {}, leads: ['rejected Reveille.NotConfirmed'] },
  ] as const)('sees it $seen after $minutes min ($past): $leads', ({ seen, minutes, past, leads }) => {
    expect(words(settleConfirm(confirming(past), seeing({ i: seen }), later(minutes)))).toEqual(leads);
  });

  it('believes a provider that says the start failed', () => {
    expect(words(settleConfirm(confirming(), stoppedAndFailed, later(0.5)))).toEqual(['act again in 12']);
    const [verdict] = settleConfirm(confirming({ restarts: 1 }), stoppedAndFailed, later(0.5)).verdicts;
    expect(verdict).toMatchObject({
      code: 'Reveille.FellBack',
      message: 'its start was accepted, then it fell back to STOPPED (no stock)',
    });
  });

  it('counts the grace from the first sight of stopped where no acceptance is known', () => {
    const batch = aBatch([anInstance('i', { stoppedAt: at(0), acceptedAt: null, acted: true })], { phase: 'confirm' });
    expect(words(settleConfirm(batch, seeing({ i: 'stopped' }), later(2)))).toEqual(['act again in 12']);
  });

  it('remembers when it first saw it stopped, and forgets it when it moves again', () => {
    const [first] = settleConfirm(confirming(), seeing({ i: 'stopped' }), later(2)).followUps;
    expect(first?.batch.instances[0]?.stoppedAt).toBe(at(120));
    const [second] = settleConfirm(confirming({ stoppedAt: at(90) }), seeing({ i: 'starting' }), later(2)).followUps;
    expect(second?.batch.instances[0]?.stoppedAt).toBeNull();
  });

  it('starts an instance that fell back once more, with the request that was accepted', () => {
    const last = { code: 'Code', message: 'm', requestId: 'req-7' };
    const [next] = settleConfirm(confirming({ stoppedAt: at(90), last }), seeing({ i: 'stopped' }), later(2)).followUps;
    expect(next?.batch).toMatchObject({ phase: 'act', looks: 0, attempt: 1 });
    expect(next?.batch.instances[0]).toMatchObject({
      restarts: 1,
      stoppedAt: null,
      acted: true,
      last: { code: 'Reveille.FellBack', requestId: 'req-7' },
    });
  });

  it('is patient with an instance the provider does not list, until the end', () => {
    expect(words(settleConfirm(confirming(), seeing({}), later(2)))).toEqual(['confirm again in 60']);
    expect(words(settleConfirm(confirming(), seeing({}), later(15)))).toEqual(['rejected Reveille.NotConfirmed']);
  });

  it('looks ever more rarely, and for the last time when the instance must be running', () => {
    const delays: number[] = [];
    let batch: Batch | undefined = { ...confirming(), looks: 0 };
    let seconds = 15;
    while (batch !== undefined) {
      const [next]: readonly FollowUp[] = settleConfirm(batch, seeing({ i: 'starting' }), later(seconds / 60)).followUps;
      batch = next?.batch;
      seconds += next?.delaySeconds ?? 0;
      if (next !== undefined) delays.push(next.delaySeconds);
    }
    expect(delays).toEqual([30, 60, 120, 240, 300, 135]);
  });

  it('never waits past the moment by which it must be seen running', () => {
    expect(words(settleConfirm(confirming(), seeing({ i: 'starting' }), later(14.5)))).toEqual(['confirm again in 30']);
  });
});

describe('a look that failed', () => {
  it('is repeated until the end, and then is no proof of anything', () => {
    expect(words(settleUnconfirmed(confirming(), failing('transient'), later(2)))).toEqual(['confirm again in 60']);
    const [verdict] = settleUnconfirmed(confirming(), failing('transient'), later(15)).verdicts;
    expect(verdict).toMatchObject({
      verdict: 'rejected',
      code: 'Reveille.NotConfirmed',
      message: 'not seen running within 15 min: could not be looked at: Code.transient because of transient',
      requestId: 'req-1',
    });
  });

  it('ends at once for an instance nobody accepted a start for', () => {
    const batch = aBatch([anInstance('i')], { phase: 'confirm' });
    expect(words(settleUnconfirmed(batch, failing('transient'), later(2)))).toEqual(['rejected Reveille.NotConfirmed']);
  });
});
