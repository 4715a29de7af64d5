import { describe, expect, it } from 'vitest';
import { type FailureKind, failures } from '../../../shared/domain/failure-table.ts';
import type { Outcome } from '../../../shared/domain/outcome.ts';
import type { ActAnswer } from '../../../shared/domain/port.ts';
import { preCheckStops, settleAct } from '../../../shared/domain/settle-act.ts';
import {
  aBatch,
  anInstance,
  at,
  batchIn,
  failing,
  followUpInWords,
  instancesOf,
  later,
  theOptions,
} from '../../support/a-batch.ts';

const none: ReadonlySet<string> = new Set();
const accepted: ActAnswer = { result: 'accepted' };
const failed = (kind: FailureKind): ActAnswer => ({ result: 'failed', failure: failing(kind) });
const answers = (rows: Record<string, ActAnswer>) => ({ answers: new Map(Object.entries(rows)) });
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
      none,
      answers({ ok: accepted, gone: failed('instance'), odd: failed('wrongState'), 'sold-out': failed('capacity') }),
      later(1),
    );
    expect(words(outcome)).toEqual({
      verdicts: ['gone rejected Code.instance'],
      followUps: ['confirm ok in 15', 'act odd sold-out in 68'],
    });
  });

  it('remembers what the next round needs', () => {
    const batch = aBatch(['ok', 'odd']);
    const outcome = settleAct(batch, batch.instances, none, answers({ ok: accepted, odd: failed('wrongState') }), later(1));
    const [confirm, act] = outcome.followUps.map((next) => batchIn(next.batch));
    expect(confirm?.instances).toEqual([anInstance('ok', { attempts: 1, acted: true, answered: true, acceptedAt: at(60) })]);
    const last = { code: 'Code.wrongState', message: 'because of wrongState', requestId: 'req-1' };
    expect(act?.instances).toEqual([anInstance('odd', { attempts: 1, retries: 1, answered: true, last })]);
    expect([confirm?.attempt, act?.attempt]).toEqual([0, 1]);
  });

  it('treats an id the answer does not mention as an unknown outcome', () => {
    const batch = aBatch(['i']);
    const [next] = settleAct(batch, batch.instances, none, answers({}), later(1)).followUps;
    expect(instancesOf(next?.batch)[0]).toMatchObject({ acted: true, answered: false, last: { code: 'Reveille.NotAnswered' } });
  });

  it('sends an id whose own call was never made back as it was, at once', () => {
    const batch = aBatch(['i']);
    const [next] = settleAct(batch, batch.instances, none, answers({ i: { result: 'notSent' } }), later(1)).followUps;
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
    const outcome = settleAct(batch, batch.instances, none, { refusal: failing(kind), sent: true }, later(1));
    expect(outcome.verdicts).toEqual([]);
    expect(outcome.followUps).toMatchObject([
      { delaySeconds: inSeconds, batch: { phase: 'act', instances: [{ attempts: 1, retries, acted }] } },
    ]);
  });

  it.each([
    { kind: 'credentials', account: true },
    { kind: 'clockSkew', account: true },
    { kind: 'account', account: true },
    { kind: 'instance', account: false },
    { kind: 'request', account: false },
  ] as const)('$kind is final; it is the whole account’s: $account', ({ kind, account }) => {
    const outcome = settleAct(batch, batch.instances, none, { refusal: failing(kind), sent: true }, later(1));
    expect(words(outcome)).toEqual({ verdicts: [`i rejected Code.${kind}`], followUps: [] });
    expect(outcome.accountFailure).toEqual(account ? failing(kind) : null);
  });

  it('waits as long as the provider asks for, when that is longer', () => {
    for (const [retryAfterMs, inSeconds] of [
      [200_000, 208],
      [1_000, 68],
    ] as const) {
      const refusal = { ...failing('throttled'), retryAfterMs };
      expect(settleAct(batch, batch.instances, none, { refusal, sent: true }, later(1)).followUps).toMatchObject([
        { delaySeconds: inSeconds },
      ]);
    }
  });

  it('counts neither an attempt nor a round for a start that we did not send ourselves', () => {
    const failure = { ...failing('throttled', null), unsent: true };
    for (const reply of [{ refusal: failure, sent: true }, answers({ i: { result: 'failed', failure } })]) {
      const { followUps, verdicts } = settleAct(batch, batch.instances, none, reply, later(1));
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
        'clockSkew',
        'credentials',
        'instance',
        'outcomeUnknown',
        'request',
        'throttled',
        'transient',
        'unexplained',
        'wrongState',
      ].toSorted(),
    );
  });
});

describe('a pre-check that refused', () => {
  it('counts no start and cannot have acted', () => {
    const batch = aBatch(['i']);
    const [next] = settleAct(
      batch,
      batch.instances,
      none,
      { refusal: failing('outcomeUnknown'), sent: false },
      later(1),
    ).followUps;
    expect(instancesOf(next?.batch)[0]).toMatchObject({ attempts: 0, acted: false });
  });

  it('does not take a missing answer for an answer', () => {
    const batch = aBatch(['i']);
    const [next] = settleAct(
      batch,
      batch.instances,
      none,
      { refusal: failing('transient', null), sent: true },
      later(1),
    ).followUps;
    expect(instancesOf(next?.batch)[0]).toMatchObject({ answered: false });
  });
});

describe('a whole call refused because of one instance', () => {
  const four = aBatch(['a', 'b', 'c', 'd']);
  it('is taken apart in halves when nothing tells them apart, without holding it against anyone', () => {
    const outcome = settleAct(four, four.instances, none, { refusal: failing('instance'), sent: true }, later(1));
    expect(words(outcome)).toEqual({ verdicts: [], followUps: ['act a b in 0', 'act c d in 0'] });
    expect(outcome.followUps.flatMap((next) => instancesOf(next.batch))).toEqual(
      ['a', 'b', 'c', 'd'].map((id) => anInstance(id, { attempts: 1 })),
    );
  });

  it('separates those the provider does not list', () => {
    const outcome = settleAct(four, four.instances, new Set(['c']), { refusal: failing('instance'), sent: true }, later(1));
    expect(words(outcome).followUps).toEqual(['act a b d in 0', 'act c in 0']);
  });

  it('halves a batch that is absent as a whole', () => {
    const all = new Set(['a', 'b', 'c', 'd']);
    const outcome = settleAct(four, four.instances, all, { refusal: failing('instance'), sent: true }, later(1));
    expect(words(outcome).followUps).toEqual(['act a b in 0', 'act c d in 0']);
  });

  it('stays whole the first time a state is to blame, since the next look may drop it, and is halved after that', () => {
    const first = settleAct(four, four.instances, none, { refusal: failing('wrongState'), sent: true }, later(1));
    expect(words(first).followUps).toEqual(['act a b c d in 12']);
    const carried = instancesOf(first.followUps[0]?.batch);
    const second = settleAct(four, carried, none, { refusal: failing('wrongState'), sent: true }, later(1));
    expect(words(second).followUps).toEqual(['act a b in 12', 'act c d in 12']);
  });

  it('is refused as a whole in AllTogether mode', () => {
    const together = aBatch(['a', 'b'], { options: { ...four.options, batchMode: 'AllTogether' } });
    const outcome = settleAct(together, together.instances, none, { refusal: failing('instance'), sent: false }, later(1));
    expect(words(outcome)).toEqual({ verdicts: ['a rejected Code.instance', 'b rejected Code.instance'], followUps: [] });
    expect(outcome.verdicts.map(({ attempts }) => attempts)).toEqual([0, 0]);
  });

  it('finds one offender among 100 with at most 2·log2(100) + 4 starts', () => {
    for (const kind of ['instance', 'wrongState'] as const)
      expect(startsToIsolate(kind)).toBeLessThanOrEqual(2 * Math.log2(100) + 4);
  });
});

/** Plays a provider that refuses every call with the offender in it, and counts the starts. */
function startsToIsolate(kind: FailureKind): number {
  const queue = [aBatch(Array.from({ length: 100 }, (_, n) => `i-${n}`))];
  let starts = 0;
  for (let batch = queue.shift(); batch !== undefined; batch = queue.shift()) {
    starts += 1;
    const offending = batch.instances.some(({ id }) => id === 'i-37');
    if (offending && batch.instances.length === 1) continue;
    const reply = offending
      ? { refusal: failing(kind), sent: true }
      : answers(Object.fromEntries(batch.instances.map(({ id }) => [id, accepted])));
    const outcome = settleAct(batch, batch.instances, none, reply, later(1));
    queue.push(...outcome.followUps.filter((next) => next.batch.phase === 'act').map((next) => batchIn(next.batch)));
  }
  return starts;
}

describe('a refusal of the provider’s dry run', () => {
  it.each([
    { kind: 'instance', changes: {}, stops: false },
    { kind: 'wrongState', changes: {}, stops: false },
    { kind: 'instance', changes: { options: { ...theOptions, batchMode: 'AllTogether' } }, stops: true },
    { kind: 'instance', changes: { options: { ...theOptions, dryRun: true } }, stops: true },
    { kind: 'account', changes: {}, stops: true },
    { kind: 'credentials', changes: {}, stops: true },
    { kind: 'request', changes: {}, stops: true },
    { kind: 'throttled', changes: {}, stops: true },
  ] as const)('$kind stops the batch: $stops ($changes)', ({ kind, changes, stops }) => {
    expect(preCheckStops(aBatch(['i'], changes), failing(kind))).toBe(stops);
  });
});
