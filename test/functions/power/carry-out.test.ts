import { describe, expect, it } from 'vitest';
import { carryOut } from '../../../functions/power/carry-out.ts';
import type { StartAnswer } from '../../../shared/domain/settle-start.ts';
import { aBatch, anInstance, at, due, failing } from '../../shared/domain/a-batch.ts';
import { carriedOut } from './carried-out.ts';
import { powerDeps, scripted, thrown } from './scripted-provider.ts';

const delivery = { sentAt: due, redelivered: false };

describe('the order of a start', () => {
  it('looks, pre-checks and starts only what is stopped', async () => {
    const batch = aBatch(['off', 'on', 'coming', 'going', 'gone']);
    const sees = { off: 'stopped', on: 'running', coming: 'starting', going: 'stopping' } as const;
    const { names, verdicts, followUps } = await carriedOut(batch, { sees });
    expect(names).toEqual(['observe off on coming going gone', 'preCheck off gone', 'start off gone']);
    expect(verdicts).toEqual(['on already null (0)']);
    expect(followUps).toEqual(['confirm coming in 15', 'act going in 12', 'confirm off gone in 15']);
  });

  it.each([
    { sees: { i: 'running' } as const, verdicts: ['i already null (0)'], followUps: [] },
    { sees: { i: 'starting' } as const, verdicts: [], followUps: ['confirm i in 15'] },
    { sees: { i: 'locked' } as const, verdicts: ['i rejected Reveille.Locked (0)'], followUps: [] },
    { sees: { i: 'busy' } as const, verdicts: [], followUps: ['act i in 12'] },
  ])('ends with the look when nothing is stopped: $sees', async ({ sees, ...ends }) => {
    const { names, verdicts, followUps } = await carriedOut(aBatch(['i']), { sees });
    expect(names).toEqual(['observe i']);
    expect({ verdicts, followUps }).toEqual(ends);
  });

  it('goes straight from the look to the start where there is no dry run', async () => {
    expect((await carriedOut(aBatch(['i']), { preCheck: null })).names).toEqual(['observe i', 'start i']);
  });

  it('takes a provider at its word that an unlisted id is final', async () => {
    const absentMeans = { code: 'NOT_FOUND', message: 'not listed' };
    const { names, verdicts } = await carriedOut(aBatch(['i']), { sees: {}, absentMeans });
    expect([names, verdicts]).toEqual([['observe i'], ['i rejected NOT_FOUND (0)']]);
  });

  it('hands account, region, endpoint, secret and signal to every call', async () => {
    const { provider, calls } = scripted();
    const { deps, reads } = powerDeps(provider);
    const { signal } = new AbortController();
    await carryOut(aBatch(['i']), delivery, deps, signal);
    const credentials = { accessKeyId: 'id', accessKeySecret: 'secret' };
    const context = { account: 'ali-prod', credentials, region: 'cn-hangzhou', endpoint: 'http://127.0.0.1:1', signal };
    expect(calls.map((call) => call.context)).toEqual([context, context, context]);
    expect(new Set(reads)).toEqual(new Set(['reveille/ali-prod']));
    await carryOut(aBatch(['i'], { account: 'ali-plain' }), delivery, deps, signal);
    expect(calls.at(-1)?.context.endpoint).toBeUndefined();
  });
});

describe('failed calls', () => {
  it.each(['ali-gone', 'constructor'])('ends a batch of the account %s, which nobody knows, without a call', async (account) => {
    const { names, reads, verdicts, account: code } = await carriedOut(aBatch(['i'], { account }));
    expect([names, reads, verdicts]).toEqual([[], [], ['i rejected Reveille.UnknownAccount (0)']]);
    expect(code).toBe('Reveille.UnknownAccount');
  });

  it('comes back when the look failed, without acting', async () => {
    const { names, followUps } = await carriedOut(aBatch(['i', 'j']), { sees: thrown('throttled') });
    expect([names, followUps]).toEqual([['observe i j'], ['act i j in 68']]);
  });

  it('counts a start that was refused as a whole, and looks before the next', async () => {
    const { outcome, followUps } = await carriedOut(aBatch(['i']), { answers: thrown('outcomeUnknown') });
    expect(followUps).toEqual(['act i in 12']);
    expect(outcome.followUps[0]?.batch.instances).toMatchObject([{ attempts: 1, retries: 1, acted: true }]);
  });

  it('reads the answer of each instance', async () => {
    const answers = new Map<string, StartAnswer>([
      ['ok', { result: 'accepted' }],
      ['no', { result: 'failed', failure: failing('instance') }],
      ['odd', { result: 'notSent' }],
    ]);
    const { verdicts, followUps } = await carriedOut(aBatch(['ok', 'no', 'odd', 'mute']), { answers });
    expect(verdicts).toEqual(['no rejected Code.instance (1)']);
    expect(followUps).toEqual(['confirm ok in 15', 'act mute in 12', 'act odd in 0']);
  });

  it.each(['sees', 'preCheck', 'answers'] as const)(
    "throws what is not the provider's doing, so that SQS delivers again: %s",
    async (step) => {
      await expect(carriedOut(aBatch(['i']), { [step]: new TypeError('our own fault') })).rejects.toThrow('our own fault');
    },
  );
});

it('only looks in the confirm phase', async () => {
  const started = anInstance('i', { acted: true, attempts: 1, acceptedAt: at(0) });
  const { names, followUps } = await carriedOut(aBatch([started], { phase: 'confirm' }), {}, {}, due + 15_000);
  expect([names, followUps]).toEqual([['observe i'], ['confirm i in 30']]);
});
