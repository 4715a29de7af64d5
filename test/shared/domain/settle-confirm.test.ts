import { describe, expect, it } from 'vitest';
import type { Batch, BatchInstance, FollowUp } from '../../../shared/domain/batch.ts';
import { goals } from '../../../shared/domain/goal.ts';
import { type Confirmed, settleConfirm, settleUnconfirmed } from '../../../shared/domain/step/settle-confirm.ts';
import { type Observation, type ProviderAction, powerStates, type TransitionAction } from '../../../shared/domain/vocabulary.ts';
import {
  aBatchTo,
  anInstance,
  at,
  batchIn,
  failing,
  followUpInWords,
  instancesOf,
  later,
  seeing,
  theOptions,
} from '../../support/a-batch.ts';

const actedAtDue = { attempts: 1, acted: true, answered: true, acceptedAt: at(0), acceptedBy: 'ours' } as const;
const notOurs = { attempts: 0, acceptedBy: undefined, notOurs: true } as const;
const confirming = (past: Partial<BatchInstance> = {}, action: TransitionAction = 'start') =>
  aBatchTo(action, [anInstance('i', { ...actedAtDue, ...past })], { phase: 'confirm', looks: 1 });
const words = ({ outcome, toForce }: Confirmed) => [
  ...outcome.verdicts.map(({ verdict, code }) => `${verdict} ${code ?? ''}`.trim()),
  ...outcome.followUps.map((next) => followUpInWords(next).replace(' i in', ' again in')),
  ...toForce.map(() => 'force now'),
];
const failedAs = (
  action: ProviderAction,
  { from }: (typeof goals)[ProviderAction],
  requestId = 'ours',
): ReadonlyMap<string, Observation> =>
  seeing({ i: from }, { failed: { action, requestId }, raw: `${from.toUpperCase()} (no luck)` });

describe.each(['start', 'stop'] as const)('a look after the %s', (action) => {
  const goal = goals[action];
  const { from, reached, undone, undoneCode } = goal;
  const underWay = action === 'start' ? 'starting' : 'stopping';
  const notConfirmed = ['rejected Reveille.NotConfirmed'];
  const comes = ['confirm again in 60'];

  it.each([
    { seen: reached, minutes: 2, past: {}, leads: ['confirmed'] },
    { seen: reached, minutes: 20, past: {}, leads: ['confirmed'] },
    { seen: underWay, minutes: 2, past: {}, leads: comes },
    { seen: underWay, minutes: 15, past: {}, leads: notConfirmed },
    { seen: 'busy', minutes: 2, past: {}, leads: comes },
    { seen: 'busy', minutes: 15, past: {}, leads: notConfirmed },
    { seen: 'unknown', minutes: 2, past: {}, leads: comes },
    { seen: 'unknown', minutes: 15, past: {}, leads: notConfirmed },
    { seen: undone ?? 'unknown', minutes: 2, past: {}, leads: [`rejected ${undoneCode}`] },
    { seen: 'locked', minutes: 2, past: {}, leads: ['rejected Reveille.Locked'] },
    { seen: from, minutes: 2, past: {}, leads: comes },
    { seen: from, minutes: 2, past: { fellBackAt: at(91) }, leads: comes },
    { seen: from, minutes: 2, past: { fellBackAt: at(90) }, leads: ['act again in 12'] },
    { seen: from, minutes: 0.75, past: { fellBackAt: at(10) }, leads: comes },
    { seen: from, minutes: 2, past: { fellBackAt: at(90), restarts: 1 }, leads: ['rejected Reveille.FellBack'] },
    { seen: from, minutes: 60, past: { fellBackAt: at(90), acceptedAt: at(3000) }, leads: ['rejected Reveille.FellBack'] },
    { seen: from, minutes: 59.9, past: { fellBackAt: at(90), acceptedAt: at(3000) }, leads: ['act again in 6'] },
    { seen: from, minutes: 15, past: {}, leads: notConfirmed },
  ] as const)('sees it $seen after $minutes min ($past): $leads', ({ seen, minutes, past, leads }) => {
    expect(words(settleConfirm(confirming(past, action), seeing({ i: seen }), later(minutes)))).toEqual(leads);
  });

  // What this job has not sent, it was not sent against: a reboot of ours stops a machine for a
  // while.
  it.each([
    { seen: reached, past: {}, leads: ['confirmed'] },
    { seen: underWay, past: {}, leads: comes },
    { seen: undone ?? 'unknown', past: {}, leads: ['act again in 12'] },
    { seen: from, past: {}, leads: comes },
    { seen: from, past: { fellBackAt: at(90) }, leads: ['act again in 12'] },
    { seen: from, past: { fellBackAt: at(90), restarts: 1 }, leads: ['act again in 12'] },
  ] as const)('sees it $seen after it was under way without a call of this job ($past): $leads', ({ seen, past, leads }) => {
    const batch = confirming({ ...notOurs, ...past }, action);
    const looked = settleConfirm(batch, seeing({ i: seen }), later(2));
    expect(words(looked)).toEqual(leads);
    const again = looked.outcome.followUps.filter(({ batch: { phase } }) => phase === 'act');
    const fresh = { attempts: 0, acted: false, acceptedAt: null, fellBackAt: null, notOurs: undefined, last: null };
    expect(again.flatMap((next) => instancesOf(next.batch))).toMatchObject(again.map(() => fresh));
  });

  it.each([
    { obstacle: 'locked', past: {}, leads: ['rejected Reveille.Locked'] },
    { obstacle: 'occupied', past: { fellBackAt: at(60) }, leads: comes },
  ] as const)('does not take it for fallen back while something stands in the way: $obstacle', ({ obstacle, past, leads }) => {
    expect(words(settleConfirm(confirming(past, action), seeing({ i: from }, { obstacle }), later(2)))).toEqual(leads);
  });

  it.each(['locked', 'occupied'] as const)('believes that it is where it should be, %s or not', (obstacle) => {
    expect(words(settleConfirm(confirming({}, action), seeing({ i: reached }, { obstacle }), later(2)))).toEqual(['confirmed']);
  });

  it('believes a provider that says this action failed, and only this one', () => {
    const other = action === 'start' ? 'stop' : 'start';
    expect(words(settleConfirm(confirming({}, action), failedAs(action, goal), later(0.5)))).toEqual(['act again in 12']);
    expect(words(settleConfirm(confirming({}, action), failedAs(action, goal, 'yesterday'), later(0.5)))).toEqual(comes);
    const underWayOfOthers = confirming({ acceptedBy: undefined }, action);
    expect(words(settleConfirm(underWayOfOthers, failedAs(action, goal), later(0.5)))).toEqual(comes);
    expect(words(settleConfirm(confirming({}, action), failedAs(other, goal), later(0.5)))).toEqual(comes);
    expect(words(settleConfirm(confirming({ restarts: 1 }, action), failedAs(action, goal), later(0.5)))).toEqual([
      'rejected Reveille.FellBack',
    ]);
  });

  it('counts the grace from the first sight where no acceptance is known', () => {
    const batch = confirming({ fellBackAt: at(0), acceptedAt: null }, action);
    expect(words(settleConfirm(batch, seeing({ i: from }), later(2)))).toEqual(['act again in 12']);
  });

  it('remembers when it first saw it fall back, and forgets it when it moves again', () => {
    const [first] = settleConfirm(confirming({}, action), seeing({ i: from }), later(2)).outcome.followUps;
    expect(instancesOf(first?.batch)[0]?.fellBackAt).toBe(at(120));
    const known = confirming({ fellBackAt: at(90) }, action);
    const [second] = settleConfirm(known, seeing({ i: underWay }), later(2)).outcome.followUps;
    expect(instancesOf(second?.batch)[0]?.fellBackAt).toBeNull();
  });

  it('acts once more on one that fell back, and remembers the answer of before', () => {
    const last = { code: 'Code', message: 'm', requestId: 'req-7' };
    const fallen = confirming({ fellBackAt: at(90), last }, action);
    const [next] = settleConfirm(fallen, seeing({ i: from }), later(2)).outcome.followUps;
    expect(next?.batch).toMatchObject({ phase: 'act', looks: 0, attempt: 1 });
    expect(instancesOf(next?.batch)[0]).toMatchObject({
      restarts: 1,
      fellBackAt: null,
      acted: true,
      last: { code: 'Reveille.FellBack', requestId: 'req-7' },
    });
  });

  it('waits for capacity when a start falls back after a stop without charge, until the deadline', () => {
    const seen = seeing({ i: from }, { billing: { is: 'not-charged', because: null } });
    const past = { fellBackAt: at(90), restarts: 1 };
    const leads = action === 'start' ? ['act again in 68'] : ['rejected Reveille.FellBack'];
    const { outcome } = settleConfirm(confirming(past, action), seen, later(2));
    expect(words({ outcome, toForce: [] })).toEqual(leads);
    if (action === 'start') {
      expect(instancesOf(outcome.followUps[0]?.batch)).toMatchObject([
        { restarts: 1, last: { code: 'Reveille.FellBack', message: expect.stringContaining('its capacity may be gone') } },
      ]);
    }
    const late = { ...past, acceptedAt: at(3000) };
    expect(words(settleConfirm(confirming(late, action), seen, later(60)))).toEqual(['rejected Reveille.FellBack']);
  });

  it('is patient with an instance the provider does not list, until the end', () => {
    expect(words(settleConfirm(confirming({}, action), seeing({}), later(2)))).toEqual(comes);
    expect(words(settleConfirm(confirming({}, action), seeing({}), later(15)))).toEqual(['rejected Reveille.NotListed']);
  });

  it('looks ever more rarely, and for the last time when it must be there', () => {
    const delays: number[] = [];
    let batch: Batch | undefined = { ...confirming({}, action), looks: 0 };
    let seconds = 15;
    while (batch !== undefined) {
      const looked: Confirmed = settleConfirm(batch, seeing({ i: underWay }), later(seconds / 60));
      const next: FollowUp | undefined = looked.outcome.followUps[0];
      batch = next === undefined ? undefined : batchIn(next.batch);
      seconds += next?.delaySeconds ?? 0;
      if (next !== undefined) delays.push(next.delaySeconds);
    }
    expect(delays).toEqual([30, 60, 120, 240, 300, 135]);
  });

  it('never waits past the moment by which it must be there', () => {
    expect(words(settleConfirm(confirming({}, action), seeing({ i: underWay }), later(14.5)))).toEqual(['confirm again in 30']);
  });

  it('puts every instance in exactly one place, whatever is seen', () => {
    const batch = { ...confirming({}, action), instances: [...powerStates, 'absent'].map((id) => anInstance(id, actedAtDue)) };
    const { outcome, toForce } = settleConfirm(
      batch,
      seeing(Object.fromEntries(powerStates.map((state) => [state, state]))),
      later(2),
    );
    const placed = [
      ...outcome.verdicts.map(({ instanceId }) => instanceId),
      ...outcome.followUps.flatMap((next) => instancesOf(next.batch).map(({ id }) => id)),
    ];
    expect([placed.toSorted(), toForce]).toEqual([[...powerStates, 'absent'].toSorted(), []]);
  });
});

describe('a start that was under way without a call of this job', () => {
  it('still wipes no disk when it is acted on after all: its twin may have started it', () => {
    const batch = { ...confirming(notOurs), options: { ...theOptions, initLocalDisk: true } };
    const [next] = settleConfirm(batch, seeing({ i: 'stopping' }), later(2)).outcome.followUps;
    expect(instancesOf(next?.batch)).toMatchObject([{ acted: true }]);
  });

  it('is not said to have been accepted', () => {
    const says = (batch: Batch) => settleConfirm(batch, seeing({ i: 'locked' }), later(2)).outcome.verdicts;
    expect(says(confirming(notOurs))).toMatchObject([{ message: 'state is LOCKED after its start was seen under way' }]);
  });
});

describe('the message of a verdict after a look', () => {
  it.each([
    { action: 'start', seen: 'running', says: null },
    { action: 'start', seen: 'stopping', says: 'state is STOPPING: somebody else changed it after its start was accepted' },
    { action: 'stop', seen: 'starting', says: 'state is STARTING: somebody else changed it after its stop was accepted' },
    { action: 'start', seen: 'locked', says: 'state is LOCKED after its start was accepted' },
    { action: 'stop', seen: 'locked', says: 'state is LOCKED after its stop was accepted' },
    { action: 'start', seen: 'stopped', says: 'its start was accepted, then it fell back to STOPPED' },
    { action: 'stop', seen: 'running', says: 'its stop was accepted, but it is still, or again, RUNNING' },
    { action: 'start', seen: 'starting', says: 'not seen running within 15 min: state is still STARTING' },
    { action: 'stop', seen: 'stopping', says: 'not seen stopped within 15 min: state is still STOPPING' },
  ] as const)('$action, last seen $seen: $says', ({ action, seen, says }) => {
    const last = confirming({ fellBackAt: at(90), restarts: 1 }, action);
    expect(settleConfirm(last, seeing({ i: seen }), later(15)).outcome.verdicts).toMatchObject([{ message: says }]);
  });
});

describe('a look that failed', () => {
  const leads = (batch: Batch, minutes: number) =>
    words({ outcome: settleUnconfirmed(batch, failing('transient'), later(minutes)), toForce: [] });

  it.each([
    { action: 'start', reached: 'running' },
    { action: 'stop', reached: 'stopped' },
  ] as const)('is repeated until the end of a $action, and then is no proof of anything', ({ action, reached }) => {
    expect(leads(confirming({}, action), 2)).toEqual(['confirm again in 60']);
    const [verdict] = settleUnconfirmed(confirming({}, action), failing('transient'), later(15)).verdicts;
    expect(verdict).toMatchObject({
      verdict: 'rejected',
      code: 'Reveille.NotConfirmed',
      message: `not seen ${reached} within 15 min: the last look failed: Code.transient because of transient`,
      requestId: 'req-1',
    });
  });

  it('ends at once for an instance of which nothing was accepted', () => {
    expect(leads(confirming({ acceptedAt: null }), 2)).toEqual(['rejected Reveille.NotConfirmed']);
  });
});
