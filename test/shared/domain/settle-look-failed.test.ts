import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../shared/domain/outcome.ts';
import { settleAccount, settleUnobserved } from '../../../shared/domain/step/settle-look.ts';
import { aBatch, anInstance, at, failing, followUpInWords, instancesOf, later } from '../../support/a-batch.ts';

const words = (outcome: Outcome) => [
  ...outcome.verdicts.map(({ instanceId, verdict, code }) => `${instanceId} ${verdict} ${code}`),
  ...outcome.followUps.map(followUpInWords),
];
const two = aBatch(['a', 'b']);
const confirming = aBatch([anInstance('a', { acted: true, acceptedAt: at(0) })], { phase: 'confirm' });

describe('a look that failed before anything was done', () => {
  it.each([
    { kind: 'transient', batch: two, leads: ['act a b in 12'] },
    { kind: 'outcomeUnknown', batch: two, leads: ['act a b in 12'] },
    { kind: 'throttled', batch: two, leads: ['act a b in 68'] },
    { kind: 'credentials', batch: two, leads: ['a rejected Code.credentials', 'b rejected Code.credentials'] },
    { kind: 'account', batch: two, leads: ['a rejected Code.account', 'b rejected Code.account'] },
    { kind: 'request', batch: two, leads: ['a rejected Code.request', 'b rejected Code.request'] },
    { kind: 'instance', batch: two, leads: ['a rejected Code.instance', 'b rejected Code.instance'] },
    { kind: 'instance', batch: aBatch(['a']), leads: ['a rejected Code.instance'] },
    { kind: 'transient', batch: confirming, leads: ['confirm a in 30'] },
    { kind: 'request', batch: confirming, leads: ['confirm a in 30'] },
    { kind: 'throttled', batch: confirming, leads: ['confirm a in 60'] },
    { kind: 'account', batch: confirming, leads: ['confirm a in 30'] },
    { kind: 'credentials', batch: confirming, leads: ['confirm a in 30'] },
  ] as const)('$kind in phase $batch.phase: $leads', ({ kind, batch, leads }) => {
    expect(words(settleUnobserved(batch, failing(kind), later(1)))).toEqual(leads);
  });

  it.each([
    { batch: two, retryAfterMs: 200_000, leads: ['act a b in 208'] },
    { batch: two, retryAfterMs: 9_000_000, leads: ['act a b in 900'] },
    { batch: two, retryAfterMs: 1_000, leads: ['act a b in 68'] },
    { batch: confirming, retryAfterMs: 200_000, leads: ['confirm a in 200'] },
    { batch: confirming, retryAfterMs: 9_000_000, leads: ['confirm a in 840'] },
  ])('waits in phase $batch.phase when the provider asks for $retryAfterMs ms: $leads', ({ batch, retryAfterMs, leads }) => {
    expect(words(settleUnobserved(batch, { ...failing('throttled'), retryAfterMs }, later(1)))).toEqual(leads);
  });

  it('uses up no round and marks nothing as acted or answered', () => {
    const [next] = settleUnobserved(two, failing('outcomeUnknown'), later(1)).followUps;
    expect(instancesOf(next?.batch)[0]).toMatchObject({
      retries: 0,
      attempts: 0,
      acted: false,
      answered: false,
      last: { code: 'Code.outcomeUnknown' },
    });
  });

  it('looks past a refused key at what may have been accepted, until its time is up', () => {
    const half = aBatch([anInstance('a', { acted: true }), 'b']);
    expect(words(settleUnobserved(half, failing('credentials'), later(1)))).toEqual([
      'b rejected Code.credentials',
      'act a in 12',
    ]);
    const end = settleUnobserved(confirming, failing('credentials'), later(15));
    expect(end.verdicts).toMatchObject([{ code: 'Reveille.NotConfirmed', message: expect.stringContaining('Code.credentials') }]);
    expect(end.accountFailure).toBeNull();
  });

  it('says that the account as a whole failed', () => {
    expect(settleUnobserved(two, failing('account'), later(1)).accountFailure).toEqual(failing('account'));
    expect(settleAccount(two, failing('account')).accountFailure).toEqual(failing('account'));
    expect(settleUnobserved(two, failing('request'), later(1)).accountFailure).toBeNull();
  });
});
