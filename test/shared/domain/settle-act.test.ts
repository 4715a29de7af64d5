import { describe, expect, it } from 'vitest';
import type { Batch } from '../../../shared/domain/batch.ts';
import { actOptionsOf } from '../../../shared/domain/batch-options.ts';
import type { Failure } from '../../../shared/domain/failure.ts';
import { type FailureKind, failures } from '../../../shared/domain/failure-table.ts';
import type { Outcome } from '../../../shared/domain/outcome.ts';
import type { ActAnswer } from '../../../shared/domain/port.ts';
import { type ActReply, preCheckStops, settleAct, unsent } from '../../../shared/domain/step/settle-act.ts';
import {
  aBatch,
  anInstance,
  aStop,
  at,
  batchIn,
  failing,
  followUpInWords,
  instancesOf,
  later,
  theOptions,
} from '../../support/a-batch.ts';

const accepted: ActAnswer = { result: 'accepted' };
const failed = (kind: FailureKind): ActAnswer => ({ result: 'failed', failure: failing(kind) });
const onceEach = (batch: Batch) => new Map(batch.instances.map(({ id }) => [id, 1]));
const answers = (rows: Record<string, ActAnswer>, batch = aBatch(Object.keys(rows))): ActReply => {
  return { answers: new Map(Object.entries(rows)), calls: onceEach(batch) };
};
const refusedAll = (refusal: Failure, batch = aBatch(['i'])): ActReply => ({
  refusal,
  calls: refusal.unsent ? new Map() : onceEach(batch),
});
const words = (outcome: Outcome) => ({
  verdicts: outcome.verdicts.map(({ instanceId, verdict, code }) => `${instanceId} ${verdict} ${code}`),
  followUps: outcome.followUps.map(followUpInWords),
});

describe('after a start that answers for each id', () => {
  it('confirms what was accepted, rejects what was refused and retries what may pass: each id exactly once', () => {
    const batch = aBatch(['ok', 'gone', 'odd', 'sold-out']);
    const outcome = settleAct(
      batch,
      batch.instances,
      answers({ ok: accepted, gone: failed('instance'), odd: failed('wrongState'), 'sold-out': failed('capacity') }),
      later(1),
    );
    expect(words(outcome)).toEqual({
      verdicts: ['gone rejected Code.instance'],
      followUps: ['confirm ok in 15', 'act odd in 12', 'act sold-out in 68'],
    });
  });

  it('remembers what the next round needs', () => {
    const batch = aBatch(['ok', 'odd']);
    const outcome = settleAct(batch, batch.instances, answers({ ok: accepted, odd: failed('wrongState') }), later(1));
    const [confirm, act] = outcome.followUps.map((next) => batchIn(next.batch));
    expect(confirm?.instances).toEqual([anInstance('ok', { attempts: 1, acted: true, answered: true, acceptedAt: at(60) })]);
    const last = { code: 'Code.wrongState', message: 'because of wrongState', requestId: 'req-1' };
    expect(act?.instances).toEqual([anInstance('odd', { attempts: 1, retries: 1, answered: true, last })]);
    expect([confirm?.attempt, act?.attempt]).toEqual([0, 1]);
  });

  it('treats an id the answer does not mention as an unknown outcome', () => {
    const batch = aBatch(['i']);
    const [next] = settleAct(batch, batch.instances, answers({}, batch), later(1)).followUps;
    expect(instancesOf(next?.batch)[0]).toMatchObject({ acted: true, answered: false, last: { code: 'Reveille.NotAnswered' } });
  });

  it('sends an id whose own call was never made back as it was, at once', () => {
    const batch = aBatch(['i']);
    const [next] = settleAct(batch, batch.instances, answers({ i: { result: 'notSent' } }), later(1)).followUps;
    expect(next).toMatchObject({ delaySeconds: 0, batch: { instances: batch.instances } });
  });
});

describe('the policy of each failure kind, for a batch of one', () => {
  const batch = aBatch(['i']);
  it.each([
    { kind: 'throttled', retries: 1, acted: false, inSeconds: 68 },
    { kind: 'transient', retries: 1, acted: false, inSeconds: 12 },
    { kind: 'outcomeUnknown', retries: 1, acted: true, inSeconds: 12 },
    { kind: 'wrongState', retries: 1, acted: false, inSeconds: 12 },
    { kind: 'unexplained', retries: 1, acted: false, inSeconds: 12 },
    { kind: 'capacity', retries: 0, acted: false, inSeconds: 68 },
  ] as const)('$kind comes again in $inSeconds s', ({ kind, retries, acted, inSeconds }) => {
    const outcome = settleAct(batch, batch.instances, refusedAll(failing(kind)), later(1));
    expect(outcome.verdicts).toEqual([]);
    expect(outcome.followUps).toMatchObject([
      { delaySeconds: inSeconds, batch: { phase: 'act', instances: [{ attempts: 1, retries, acted }] } },
    ]);
  });

  it.each([
    { kind: 'credentials', account: true },
    { kind: 'clockSkew', account: true },
    { kind: 'account', account: true },
    { kind: 'permission', account: true },
    { kind: 'charged', account: false },
    { kind: 'unclear', account: false },
    { kind: 'instance', account: false },
    { kind: 'request', account: false },
  ] as const)('$kind is final; it is the whole account’s: $account', ({ kind, account }) => {
    const outcome = settleAct(batch, batch.instances, refusedAll(failing(kind)), later(1));
    expect(words(outcome)).toEqual({ verdicts: [`i rejected Code.${kind}`], followUps: [] });
    expect(outcome.accountFailure).toEqual(account ? failing(kind) : null);
  });

  it('waits as long as the provider asks for, when that is longer', () => {
    for (const [retryAfterMs, inSeconds] of [
      [200_000, 208],
      [1_000, 68],
    ] as const) {
      const refusal = { ...failing('throttled'), retryAfterMs };
      expect(settleAct(batch, batch.instances, refusedAll(refusal), later(1)).followUps).toMatchObject([
        { delaySeconds: inSeconds },
      ]);
    }
  });

  it('counts neither an attempt nor a round for a start that we did not send ourselves', () => {
    const failure = { ...failing('throttled', null), unsent: true };
    for (const reply of [refusedAll(failure), answers({ i: { result: 'failed', failure } })]) {
      const { followUps, verdicts } = settleAct(batch, batch.instances, reply, later(1));
      expect(verdicts).toEqual([]);
      expect(followUps).toMatchObject([
        { delaySeconds: 68, batch: { instances: [{ attempts: 0, retries: 0, acted: false, last: { code: 'Code.throttled' } }] } },
      ]);
    }
  });

  it('covers every kind there is', () => {
    expect(Object.keys(failures).toSorted()).toEqual(
      [
        'account',
        'capacity',
        'charged',
        'clockSkew',
        'credentials',
        'instance',
        'outcomeUnknown',
        'permission',
        'request',
        'throttled',
        'transient',
        'unclear',
        'unexplained',
        'wrongState',
      ].toSorted(),
    );
  });
});

describe('a pre-check that refused', () => {
  it('counts no start and cannot have acted', () => {
    const batch = aBatch(['i']);
    const [next] = settleAct(batch, batch.instances, unsent({ refusal: failing('outcomeUnknown') }), later(1)).followUps;
    expect(instancesOf(next?.batch)[0]).toMatchObject({ attempts: 0, acted: false });
  });

  it('does not take a missing answer for an answer', () => {
    const batch = aBatch(['i']);
    const [next] = settleAct(batch, batch.instances, refusedAll(failing('transient', null)), later(1)).followUps;
    expect(instancesOf(next?.batch)[0]).toMatchObject({ answered: false });
  });
});

describe('a call that was made for parts of the batch', () => {
  it('counts the calls of each instance, and none but the failed waits', () => {
    const batch = aBatch(['ok', 'sold-out', 'odd']);
    const rows = { ok: accepted, 'sold-out': failed('capacity'), odd: failed('wrongState') };
    const calls = new Map([
      ['ok', 2],
      ['sold-out', 3],
      ['odd', 3],
    ]);
    const outcome = settleAct(batch, batch.instances, { answers: new Map(Object.entries(rows)), calls }, later(1));
    expect(words(outcome).followUps).toEqual(['confirm ok in 15', 'act sold-out in 68', 'act odd in 12']);
    expect(outcome.followUps.flatMap((next) => instancesOf(next.batch)).map(({ attempts }) => attempts)).toEqual([2, 3, 3]);
  });

  it('lets all of an AllTogether batch wait for the slowest', () => {
    const together = aBatch(['a', 'b'], { options: { ...theOptions, batchMode: 'AllTogether' } });
    const reply = answers({ a: failed('capacity'), b: failed('wrongState') });
    expect(words(settleAct(together, together.instances, reply, later(1))).followUps).toEqual(['act a b in 68']);
  });

  it('is refused as a whole in AllTogether mode', () => {
    const together = aBatch(['a', 'b'], { options: { ...theOptions, batchMode: 'AllTogether' } });
    const outcome = settleAct(together, together.instances, unsent({ refusal: failing('instance') }), later(1));
    expect(words(outcome)).toEqual({ verdicts: ['a rejected Code.instance', 'b rejected Code.instance'], followUps: [] });
    expect(outcome.verdicts.map(({ attempts }) => attempts)).toEqual([0, 0]);
  });
});

describe('a stop without charge that is refused', () => {
  const orKeep = (keeps?: boolean) => aStop(['a', 'b'], {}, { stopMode: 'stop-charging-or-keep', ...(keeps && { keeps }) });
  const refusedStop = failing('charged');

  it('is one with charge, at once, where that is asked for', () => {
    const stop = orKeep();
    const reply = answers({ a: accepted, b: { result: 'failed', failure: refusedStop } });
    const outcome = settleAct(stop, stop.instances, reply, later(1));
    expect(words(outcome)).toEqual({ verdicts: [], followUps: ['confirm a in 15', 'act b in 0'] });
    const next = outcome.followUps.map(({ batch }) => batch).find(({ phase }) => phase === 'act');
    expect(next?.options).toMatchObject({ stopMode: 'stop-charging-or-keep', keeps: true });
    expect(instancesOf(next)).toMatchObject([{ id: 'b', retries: 0, last: { code: 'Code.charged' } }]);
  });

  it('is one with charge for all of a batch that is all or none', () => {
    const stop = { ...orKeep(), options: { ...orKeep().options, batchMode: 'AllTogether' } } as const;
    expect(words(settleAct(stop, stop.instances, refusedAll(refusedStop, stop), later(1))).followUps).toEqual(['act a b in 0']);
  });

  it.each([
    { what: 'it is asked for nothing else', stop: aStop(['a', 'b'], {}, { stopMode: 'stop-charging' }) },
    { what: 'it was one with charge already', stop: orKeep(true) },
  ])('is final where $what', ({ stop }) => {
    expect(words(settleAct(stop, stop.instances, refusedAll(refusedStop, stop), later(1)))).toEqual({
      verdicts: ['a rejected Code.charged', 'b rejected Code.charged'],
      followUps: [],
    });
  });

  it.each([
    { options: { stopMode: 'keep-charging' }, mode: 'keep-charging' },
    { options: { stopMode: 'stop-charging' }, mode: 'stop-charging' },
    { options: { stopMode: 'stop-charging-or-keep' }, mode: 'stop-charging' },
    { options: { stopMode: 'stop-charging-or-keep', keeps: true }, mode: 'keep-charging' },
  ] as const)('with $options the provider is asked for $mode', ({ options, mode }) => {
    const stop = aStop(['a'], {}, options);
    expect(actOptionsOf(stop.options, stop.instances, { asked: 'stop', force: false })).toMatchObject({ action: 'stop', mode });
  });
});

describe('a refusal of the provider’s dry run', () => {
  it.each([
    { kind: 'instance', changes: {}, stops: false },
    { kind: 'wrongState', changes: {}, stops: false },
    { kind: 'instance', changes: { options: { ...theOptions, batchMode: 'AllTogether' } }, stops: true },
    { kind: 'instance', changes: { options: { ...theOptions, dryRun: true } }, stops: true },
    { kind: 'unclear', changes: {}, stops: false },
    { kind: 'account', changes: {}, stops: true },
    { kind: 'permission', changes: {}, stops: true },
    { kind: 'credentials', changes: {}, stops: true },
    { kind: 'request', changes: {}, stops: true },
    { kind: 'throttled', changes: {}, stops: true },
  ] as const)('$kind stops the batch: $stops ($changes)', ({ kind, changes, stops }) => {
    expect(preCheckStops(aBatch(['i'], changes), failing(kind))).toBe(stops);
  });
});
