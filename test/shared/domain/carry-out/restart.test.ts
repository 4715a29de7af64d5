import { describe, expect, it } from 'vitest';
import type { Batch, BatchInstance, WorkMessage } from '../../../../shared/domain/batch.ts';
import type { BatchJob } from '../../../../shared/domain/batch-job.ts';
import type { RestartBatchOptions } from '../../../../shared/domain/batch-options.ts';
import type { Delivery } from '../../../../shared/domain/moment.ts';
import type { ActAnswer } from '../../../../shared/domain/port.ts';
import { carryOut } from '../../../../shared/domain/step/carry-out.ts';
import { placeInRestart } from '../../../../shared/domain/step/place.ts';
import { settleConfirm, settleUnconfirmed } from '../../../../shared/domain/step/settle-confirm.ts';
import { type PowerState, sighting } from '../../../../shared/domain/vocabulary.ts';
import { aBatch, anInstance, aStop, at, batchIn, due, later, theRestartOptions } from '../../../support/a-batch.ts';
import { carriedOut, inWords } from './carried-out.ts';
import { failed, type Script, scriptedPort } from './scripted-port.ts';

const scheduledAt = '2026-11-23T00:30:00Z';
const job = {
  id: `web-down/restart/${scheduledAt}`,
  schedule: null,
  restart: 'web-down',
  action: 'restart',
  scheduledAt,
} as const;

function restarting(
  instances: readonly (string | BatchInstance)[],
  options: Partial<RestartBatchOptions> = {},
  changes: Partial<Batch> = {},
): Batch {
  return aBatch(instances, { job, options: { ...theRestartOptions, ...options }, ...changes });
}

/** The one step of a batch with an instance `i` that a look shows in this state. */
function step(state: NonNullable<Script['sees']>, more: Script = {}, options: Partial<RestartBatchOptions> = {}) {
  return carriedOut(restarting(['i'], options), { preCheck: null, sees: state, ...more });
}

const rebooted = anInstance('i', { acted: true, answered: true, attempts: 1, acceptedAt: at(0), did: 'reboot' });
const confirming = (changes: Partial<BatchInstance> = {}, options: Partial<RestartBatchOptions> = {}): Batch =>
  restarting([{ ...rebooted, ...changes }], options, { phase: 'confirm' });
/** The outcome of a look some minutes after the reboot. */
function lookAt(state: string, minutes: number, batch = confirming(), more: Script = {}) {
  return carriedOut(batch, { preCheck: null, sees: { i: state as 'running' }, ...more }, {}, due + minutes * 60_000);
}

describe('a restart', () => {
  it.each([
    { state: 'stopped', asks: ['observe i', 'permit i', 'start i'], leads: { followUps: ['confirm i in 15'] } },
    { state: 'running', asks: ['observe i', 'permit i', 'reboot i'], leads: { followUps: ['confirm i in 5'] } },
    { state: 'starting', asks: ['observe i'], leads: { followUps: ['confirm i in 15'] } },
    { state: 'stopping', asks: ['observe i'], leads: { followUps: ['act i in 12'] } },
    { state: 'busy', asks: ['observe i'], leads: { followUps: ['act i in 12'] } },
    { state: 'locked', asks: ['observe i'], leads: { verdicts: ['i rejected Reveille.Locked (0)'] } },
    { state: 'unknown', asks: ['observe i'], leads: { verdicts: ['i rejected Reveille.UnknownState (0)'] } },
  ] as const)('of an instance that is $state: $asks', async ({ state, asks, leads }) => {
    const { names, verdicts, followUps } = await step({ i: state });
    expect(names).toEqual(asks);
    expect({ verdicts, followUps }).toEqual({ verdicts: [], followUps: [], ...leads });
  });

  it('sends nothing to an instance that nobody lists', async () => {
    const { names, verdicts } = await step({});
    expect(names).toEqual(['observe i']);
    expect(verdicts).toEqual(['i rejected Reveille.NotListed (0)']);
    const meant = { code: 'GONE', message: 'not there' };
    expect((await step({}, { absentMeans: meant })).verdicts).toEqual(['i rejected GONE (0)']);
  });

  it('leaves what it is told to leave', async () => {
    expect((await step({ i: 'running' }, {}, { whenRunning: 'leave' })).verdicts).toEqual(['i already null (0)']);
    expect((await step({ i: 'stopped' }, {}, { whenStopped: 'leave' })).verdicts).toEqual([
      'i rejected Reveille.LeftStopped (0)',
    ]);
  });

  it('starts some and reboots others, each with a pre-check of its own', async () => {
    const sees = { a: 'stopped', b: 'running' } as const;
    const { names, followUps } = await carriedOut(restarting(['a', 'b']), { sees });
    expect(names).toEqual(['observe a b', 'preCheck a', 'preCheck b', 'permit a', 'start a', 'permit b', 'reboot b']);
    expect(followUps).toEqual(['confirm a in 15', 'confirm b in 5']);
  });

  it('asks softly, and for a start without a wipe', async () => {
    const { calls } = await carriedOut(restarting(['a', 'b']), { sees: { a: 'stopped', b: 'running' }, preCheck: null });
    expect(calls.flatMap(({ options }) => options ?? [])).toEqual([
      { action: 'start', batchMode: 'SuccessFirst', oneByOne: false, wipe: new Set() },
      { action: 'reboot', batchMode: 'SuccessFirst', force: false },
    ]);
  });
});

describe('a stop that comes while a restart reboots its machine', () => {
  it('waits until the machine is back, and stops it', async () => {
    const look = async (message: WorkMessage | undefined, state: 'stopping' | 'starting' | 'running') => {
      const { names, outcome } = await carriedOut(batchIn(message), { preCheck: null, sees: { i: state } });
      return { names, next: outcome.followUps[0]?.batch };
    };
    const first = await look(aStop(['i']), 'stopping');
    const second = await look(first.next, 'starting');
    const third = await look(second.next, 'running');
    expect([first, second, third].map(({ names, next }) => [...names, next?.phase])).toEqual([
      ['observe i', 'confirm'],
      ['observe i', 'act'],
      ['observe i', 'stop i', 'confirm'],
    ]);
  });
});

describe('a restart whose hours have ended', () => {
  const ended = due + 30_000;
  const now = due + 60_000;
  const inHours = (instances: readonly (string | BatchInstance)[], changes: Partial<Batch> = {}) =>
    restarting(instances, { within: 'office', force: true }, changes);
  const lookAfter = (batch: Batch, state: PowerState, delivery: Partial<Delivery> = {}) =>
    carriedOut(batch, { preCheck: null, sees: { i: state } }, { sentAt: now, ...delivery }, now, ended);

  it.each([
    { state: 'stopped', leads: { verdicts: ['i skipped Reveille.Overtaken (0)'] } },
    { state: 'running', leads: { verdicts: ['i skipped Reveille.Overtaken (0)'] } },
    { state: 'stopping', leads: { verdicts: ['i skipped Reveille.Overtaken (0)'] } },
    { state: 'starting', leads: { followUps: ['confirm i in 15'] } },
  ] as const)('leaves an instance that is $state to its schedule', async ({ state, leads }) => {
    const { names, verdicts, followUps } = await lookAfter(inHours(['i']), state);
    expect(names).toEqual(['observe i']);
    expect({ verdicts, followUps }).toEqual({ verdicts: [], followUps: [], ...leads });
  });

  it('asks for the schedule of the restart, as for a start of it', async () => {
    const asked: BatchJob[] = [];
    const { port } = scriptedPort({ preCheck: null, sees: { i: 'running' } });
    const overtakenSince = (of: BatchJob) => {
      asked.push(of);
      return null;
    };
    const setting = { now: () => now, random: () => 0.5, overtakenSince };
    for (const options of [{ within: 'office' }, { within: null }, {}])
      await carryOut(restarting(['i'], options), { sentAt: due, redelivered: false }, port, setting);
    // Each step asks before its look and after it.
    const [first, , second, , third] = asked;
    expect([first, second, third].map((of) => [of?.schedule, of?.action, of?.scheduledAt])).toEqual([
      ['office', 'start', scheduledAt],
      [null, 'start', scheduledAt],
      [null, 'start', scheduledAt],
    ]);
  });

  it('sends nothing when its hours end while it looks', async () => {
    const { port, names } = scriptedPort({ preCheck: null, sees: { i: 'stopped' } });
    const clock = { ms: due };
    const setting = {
      now: () => clock.ms,
      random: () => 0.5,
      overtakenSince: (_: BatchJob, at: number) => (at < ended ? null : ended),
    };
    const slow = {
      ...port,
      observe: (ids: readonly string[]) => {
        clock.ms = now;
        return port.observe(ids);
      },
    };
    const outcome = await carryOut(inHours(['i']), { sentAt: due, redelivered: false }, slow, setting);
    expect(names()).toEqual(['observe i']);
    expect(inWords(outcome).verdicts).toEqual(['i skipped Reveille.Overtaken (0)']);
  });

  it('says which schedule wants what since when, and what went wrong before', async () => {
    const last = { code: 'NoStock', message: 'sold out', requestId: 'r' };
    const { outcome } = await lookAfter(inHours([anInstance('i', { last, answered: true, attempts: 2 })]), 'stopped');
    const message =
      'not restarted, because since 2026-11-23T00:30:30.000Z its schedule office wants it stopped; the last problem was NoStock: sold out';
    expect(outcome.verdicts).toMatchObject([{ verdict: 'skipped', message, attempts: 2, requestId: 'r' }]);
  });

  it.each([
    { did: 'start', state: 'stopping', ends: ['i skipped Reveille.Overtaken (1)'] },
    { did: 'start', state: 'stopped', ends: ['i skipped Reveille.Overtaken (1)'] },
    { did: 'reboot', state: 'stopped', ends: ['i skipped Reveille.Overtaken (1)'] },
    { did: 'reboot', state: 'stopping', ends: [] },
    { did: 'start', state: 'running', ends: ['i confirmed null (1)'] },
  ] as const)('after its $did, and seen $state: $ends, and nothing more is sent', async ({ did, state, ends }) => {
    const past = { ...rebooted, did, fellBackAt: at(0), acceptedAt: at(-600) };
    const { names, verdicts, outcome } = await lookAfter(inHours([past], { phase: 'confirm' }), state);
    expect([names, verdicts]).toEqual([['observe i'], ends]);
    for (const { message } of outcome.verdicts.filter(({ verdict }) => verdict === 'skipped'))
      expect(message).toMatch(/^not seen running, because since .* its schedule office wants it stopped$/);
  });

  it('is a letter that stays one when it is sent back, unless a person insists', async () => {
    const letter = inHours(['i'], { deadline: null });
    expect((await lookAfter(letter, 'stopped')).verdicts).toEqual(['i expired Reveille.Overtaken (0)']);
    const insisted = { ...letter, sentBack: 'against-the-plan' } as const;
    expect((await lookAfter(insisted, 'stopped')).names).toContain('start i');
  });
});

describe('a restart that comes too late', () => {
  it.each([
    { past: {}, says: /^state is BUSY \(not restarted by / },
    { past: { did: 'reboot', last: { code: 'X', message: 'slow', requestId: null } }, says: /^slow \(not rebooted by / },
  ] as const)('says what was not done: $says', async ({ past, says }) => {
    const batch = restarting([anInstance('i', past)]);
    const { outcome } = await carriedOut(batch, { preCheck: null, sees: { i: 'busy' } }, {}, due + 60 * 60_000);
    expect(outcome.verdicts[0]?.message).toMatch(says);
  });
});

describe('what a restart did', () => {
  it('is null of a restart that its pre-check stopped', async () => {
    const { outcome } = await step({ i: 'running' }, { preCheck: new Map([['i', failed('instance').failure]]) });
    expect(outcome.verdicts).toMatchObject([{ instanceId: 'i', verdict: 'rejected', attempts: 0 }]);
    expect(outcome.verdicts[0]).not.toHaveProperty('did');
  });

  it('is the reboot that an earlier delivery may have sent', async () => {
    const lost = confirming({ attempts: 0, seenAway: true });
    expect((await lookAt('running', 1, lost)).outcome.verdicts).toMatchObject([{ verdict: 'confirmed', did: 'reboot' }]);
  });
});

describe('a reboot is sent once', () => {
  it('an instance that has no permit is looked for instead', async () => {
    const sees = { i: 'running', j: 'running' } as const;
    const batch = restarting(['i', 'j']);
    const { names, outcome } = await carriedOut(
      batch,
      { preCheck: null, sees, denied: { i: { deed: 'reboot', own: true, seen: false } } },
      { redelivered: true },
    );
    expect(names).toEqual(['observe i j', 'permit i j', 'reboot j']);
    const next = outcome.followUps.flatMap(({ batch: to }) => (to.phase === 'find' ? [] : to.instances));
    expect(next.map(({ id, attempts, acted }) => [id, attempts, acted])).toEqual([
      ['j', 1, true],
      ['i', 0, true],
    ]);
    expect((await step({ i: 'running' }, { denied: { i: { deed: 'reboot', own: true, seen: false } } })).names).toEqual([
      'observe i',
      'permit i',
    ]);
  });

  it('what an earlier delivery has started is confirmed, and not rebooted', async () => {
    const { names, outcome } = await carriedOut(
      restarting(['i']),
      { preCheck: null, sees: { i: 'running' }, denied: { i: { deed: 'start', own: true, seen: false } } },
      { redelivered: true },
    );
    expect(names).toEqual(['observe i', 'permit i']);
    expect(outcome.verdicts).toMatchObject([{ instanceId: 'i', verdict: 'confirmed', did: 'start', attempts: 0 }]);
    expect(outcome.followUps).toEqual([]);
  });

  it('what an earlier delivery has seen back from its reboot is confirmed, and what another job has rebooted runs already', async () => {
    const sees = { i: 'running', j: 'running' } as const;
    const denied = {
      i: { deed: 'force-reboot', own: true, seen: true },
      j: { deed: 'reboot', own: false, seen: true },
    } as const;
    const { outcome } = await carriedOut(restarting(['i', 'j']), { preCheck: null, sees, denied }, { redelivered: true });
    expect(outcome.verdicts).toMatchObject([
      { instanceId: 'i', verdict: 'confirmed', did: 'force-reboot', attempts: 0 },
      { instanceId: 'j', verdict: 'already', attempts: 0 },
    ]);
    expect(outcome.verdicts[1]).not.toHaveProperty('did');
    expect(outcome.followUps).toEqual([]);
  });

  it('what another job has started is running already', async () => {
    const denied = { i: { deed: 'start', own: false, seen: false } } as const;
    const { outcome } = await step({ i: 'running' }, { denied });
    expect(outcome.verdicts).toMatchObject([{ instanceId: 'i', verdict: 'already', attempts: 0 }]);
    expect(outcome.verdicts[0]).not.toHaveProperty('did');
  });

  it('a reboot goes last, since it may be over before a lost step is seen again', async () => {
    const sees = { a: 'running', b: 'stopped' } as const;
    const { names } = await carriedOut(restarting(['a', 'b']), { preCheck: null, sees });
    expect(names).toEqual(['observe a b', 'permit b', 'start b', 'permit a', 'reboot a']);
  });

  it('a reboot without an answer is looked for at once', async () => {
    const { followUps, outcome } = await step({ i: 'running' }, { answers: failed('outcomeUnknown') });
    expect(followUps).toEqual(['confirm i in 5']);
    const [next] = outcome.followUps.flatMap(({ batch }) => (batch.phase === 'find' ? [] : batch.instances));
    expect(next).toMatchObject({ attempts: 1, unsure: true, last: { code: 'outcomeUnknown' } });
    expect((await step({ i: 'running' }, { answers: new Map() })).followUps).toEqual(['confirm i in 5']);
  });

  it('a request that never left is no deed, and may be sent later', async () => {
    const paced = { failure: { ...failed('throttled').failure, unsent: true } };
    const { outcome, names } = await step({ i: 'running' }, { answers: paced });
    expect(names.at(-1)).toBe('withdraw i');
    const [next] = outcome.followUps.flatMap(({ batch }) => (batch.phase === 'find' ? [] : batch.instances));
    expect(next).toMatchObject({ attempts: 0 });
    expect(next).not.toHaveProperty('did');
  });

  it('nothing is sent when nobody can say whether it may be', async () => {
    await expect(step({ i: 'running' }, { tableGone: new Error('no table') })).rejects.toThrow('no table');
  });

  const answer = (result: ActAnswer): Script => ({ answers: new Map([['i', result]]) });
  const failure = (kind: Parameters<typeof failed>[0]) => failed(kind).failure;
  it.each([
    { what: 'throttled as a whole', script: { answers: failed('throttled') }, withdrawn: true },
    { what: 'refused singly', script: answer({ result: 'failed', failure: failure('wrongState') }), withdrawn: true },
    { what: 'not sent, as time was up', script: answer({ result: 'notSent' }), withdrawn: true },
    { what: 'without an answer', script: { answers: failed('outcomeUnknown') }, withdrawn: false },
    {
      what: 'of unknown outcome singly',
      script: answer({ result: 'failed', failure: failure('outcomeUnknown') }),
      withdrawn: false,
    },
    { what: 'not mentioned', script: { answers: new Map() }, withdrawn: false },
    { what: 'accepted', script: {}, withdrawn: false },
  ])('a permit is given back when the reboot was certainly not done: $what, $withdrawn', async ({ script, withdrawn }) => {
    const { names } = await step({ i: 'running' }, script);
    expect(names.includes('withdraw i')).toBe(withdrawn);
  });
});

describe('a look after a reboot', () => {
  it.each([
    { state: 'running', minutes: 1, leads: ['confirm i in 5'] },
    { state: 'running', minutes: 15, leads: ['i rejected Reveille.RebootNotSeen (1)'] },
    { state: 'stopping', minutes: 1, leads: ['confirm i in 5'] },
    { state: 'starting', minutes: 15, leads: ['i rejected Reveille.NotConfirmed (1)'] },
    { state: 'busy', minutes: 15, leads: ['i rejected Reveille.RebootNotSeen (1)'] },
    { state: 'locked', minutes: 1, leads: ['i rejected Reveille.Locked (1)'] },
    { state: 'stopped', minutes: 0.5, leads: ['confirm i in 5'] },
  ])('sees it $state after $minutes min: $leads', async ({ state, minutes, leads }) => {
    const { verdicts, followUps } = await lookAt(state, minutes);
    expect([...verdicts, ...followUps]).toEqual(leads);
  });

  it('confirms what it saw away from running and running again', async () => {
    const { outcome } = await lookAt('starting', 0.1);
    const [away] = outcome.followUps.flatMap(({ batch }) => (batch.phase === 'find' ? [] : batch.instances));
    expect(away?.seenAway).toBe(true);
    const { outcome: back } = await lookAt('running', 0.3, confirming({ seenAway: true }));
    expect(back.verdicts).toMatchObject([{ instanceId: 'i', verdict: 'confirmed', did: 'reboot' }]);
  });

  it('looks ever more rarely after the first minute', async () => {
    const afterMinute = { ...confirming(), looks: 12 };
    expect((await lookAt('running', 2, afterMinute)).followUps).toEqual(['confirm i in 30']);
  });

  it('starts what stays stopped, once, unless it is to be left stopped', async () => {
    const stays = confirming({ fellBackAt: at(60) });
    const { followUps, outcome } = await lookAt('stopped', 2, stays);
    expect(followUps).toEqual(['act i in 12']);
    const [next] = outcome.followUps.flatMap(({ batch }) => (batch.phase === 'find' ? [] : [batch]));
    const again = next ?? expect.fail('there is a next round');
    expect((await carriedOut(again, { preCheck: null, sees: { i: 'stopped' } })).names).toEqual([
      'observe i',
      'permit i',
      'start i',
    ]);
    const left = confirming({ fellBackAt: at(60) }, { whenStopped: 'leave' });
    expect((await lookAt('stopped', 2, left)).verdicts).toEqual(['i rejected Reveille.FellBack (1)']);
  });

  const force = { force: true };
  it.each([
    { state: 'running', minutes: 4, options: force, asks: ['observe i'] },
    { state: 'running', minutes: 5, options: {}, asks: ['observe i'] },
    { state: 'running', minutes: 5, options: force, asks: ['observe i', 'permit i', 'force-reboot i'] },
    { state: 'stopping', minutes: 6, options: force, asks: ['observe i', 'permit i', 'force-reboot i'] },
  ] as const)(
    'cuts the power after forceAfter only: $state, $minutes min, $options',
    async ({ state, minutes, options, asks }) => {
      expect((await lookAt(state, minutes, confirming({}, options))).names).toEqual(asks);
    },
  );

  it('never cuts the power of what may not have been rebooted', async () => {
    expect((await lookAt('running', 6, confirming({ unsure: true }, force))).names).toEqual(['observe i']);
  });

  it('cuts the power once, and says so', async () => {
    const forced = await lookAt('running', 5, confirming({}, force));
    const next = forced.outcome.followUps.flatMap(({ batch }) => (batch.phase === 'find' ? [] : batch.instances));
    expect(next).toMatchObject([{ id: 'i', attempts: 2, forced: true, did: 'force-reboot' }]);
    const denied = await lookAt('running', 5, confirming({}, force), {
      denied: { i: { deed: 'force-reboot', own: true, seen: false } },
    });
    expect(denied.names).toEqual(['observe i', 'permit i']);
    const unsent = denied.outcome.followUps.flatMap(({ batch }) => (batch.phase === 'find' ? [] : batch.instances));
    expect(unsent).toMatchObject([{ id: 'i', attempts: 1, forced: true, did: 'force-reboot' }]);
    const refused = await lookAt('running', 5, confirming({}, force), { answers: failed('throttled') });
    expect(refused.names).toEqual(['observe i', 'permit i', 'force-reboot i', 'withdraw i']);
  });
});

describe('a reboot that failed by the word of its provider', () => {
  const failing = (requestId: string) =>
    new Map([['i', sighting('running', 'RUNNING', { failed: { action: 'reboot', requestId } })]]);
  const settle = (past: Partial<BatchInstance>, requestId = 'ours', options: Partial<RestartBatchOptions> = {}) =>
    inWords(settleConfirm(confirming({ acceptedBy: 'ours', ...past }, options), failing(requestId), later(1)).outcome);

  it('is rejected at once, also when it was seen away', () => {
    expect(settle({}).verdicts).toEqual(['i rejected Reveille.RebootNotSeen (1)']);
    expect(settle({ seenAway: true }).verdicts).toEqual(['i rejected Reveille.FellBack (1)']);
  });

  it('is none when it is that of another request', () => {
    expect(settle({}, 'of yesterday').followUps).toEqual(['confirm i in 5']);
    expect(settle({ seenAway: true }, 'of yesterday').verdicts).toEqual(['i confirmed null (1)']);
  });

  it('waits for the forced one where that is asked for', () => {
    expect(settle({}, 'ours', { force: true }).followUps).toEqual(['confirm i in 5']);
  });
});

it('a reboot whose last look failed is called by its name', () => {
  const outcome = settleUnconfirmed(confirming(), failed('transient').failure, later(15));
  expect(inWords(outcome).verdicts).toEqual(['i rejected Reveille.RebootNotSeen (1)']);
});

describe('where a look puts an instance of a restart', () => {
  const place = (
    state: Parameters<typeof sighting>[0],
    past: Partial<BatchInstance>,
    obstacle: 'locked' | 'occupied' | null = null,
  ) => placeInRestart(anInstance('i', past), sighting(state, state, { obstacle }), theRestartOptions).place;

  it('an instance that comes back by itself needs no reboot', () => {
    expect(place('running', { seenAway: true })).toMatchObject({ verdict: 'already' });
    expect(place('running', { seenAway: true, acted: true })).toMatchObject({ verdict: 'confirmed' });
  });

  it('an instance that is away after a reboot of unknown outcome is looked at further', () => {
    expect(place('stopped', { acted: true, did: 'reboot' })).toBe('underWay');
    expect(place('stopped', { acted: false, did: 'reboot' })).toBe('act');
  });

  it('an instance that was to be started is never rebooted', () => {
    expect(place('running', { did: 'start' })).toMatchObject({ verdict: 'already' });
  });

  it('a running instance that is locked or occupied is not rebooted', () => {
    expect(place('running', {}, 'locked')).toMatchObject({ verdict: 'rejected', problem: { code: 'Reveille.Locked' } });
    expect(place('running', {}, 'occupied')).toMatchObject({ busy: { code: 'Reveille.Busy' } });
  });
});

it('the record of the provider proves a reboot that no look has seen', async () => {
  const own = { action: 'reboot', requestId: 'ours' } as const;
  const proves = async (succeeded: { action: 'reboot' | 'start'; requestId: string }) => {
    const seen = { i: 'running' as const };
    const { isReached, goals } = await import('../../../../shared/domain/goal.ts');
    return isReached(goals.reboot, sighting(seen.i, 'RUNNING', { succeeded }), { acceptedBy: 'ours' });
  };
  expect(await proves(own)).toBe(true);
  expect(await proves({ ...own, requestId: 'of yesterday' })).toBe(false);
  expect(await proves({ ...own, action: 'start' })).toBe(false);
});
