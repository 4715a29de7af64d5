import { describe, expect, it } from 'vitest';
import type { ActAnswer } from '../../../../shared/domain/port.ts';
import { carryOut } from '../../../../shared/domain/step/carry-out.ts';
import { aBatch, anInstance, aStop, at, due, failing, instancesOf } from '../../../support/a-batch.ts';
import { carriedOut, inWords } from './carried-out.ts';
import { failed, type Script } from './scripted-port.ts';

const delivery = { sentAt: due, redelivered: false };
const clock = { now: () => due, random: () => 0.5, overtakenSince: () => null };

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
});

describe('failed calls', () => {
  it('ends a batch of an account that this deployment does not have', async () => {
    const { failure } = failed('account', 'Reveille.UnknownAccount');
    const outcome = await carryOut(aBatch(['i']), delivery, failure, clock);
    expect(inWords(outcome)).toEqual({
      verdicts: ['i rejected Reveille.UnknownAccount (0)'],
      followUps: [],
      account: 'Reveille.UnknownAccount',
    });
  });

  it('comes back when the look failed, without acting', async () => {
    const { names, followUps } = await carriedOut(aBatch(['i', 'j']), { sees: failed('throttled') });
    expect([names, followUps]).toEqual([['observe i j'], ['act i j in 68']]);
  });

  it('counts a start that was refused as a whole, and looks before the next', async () => {
    const { outcome, followUps } = await carriedOut(aBatch(['i']), { answers: failed('outcomeUnknown') });
    expect(followUps).toEqual(['act i in 12']);
    expect(instancesOf(outcome.followUps[0]?.batch)).toMatchObject([{ attempts: 1, retries: 1, acted: true }]);
  });

  it('reads the answer of each instance', async () => {
    const answers = new Map<string, ActAnswer>([
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

describe('the order of a stop', () => {
  it('looks, pre-checks and stops only what runs', async () => {
    const sees = { on: 'running', off: 'stopped', going: 'stopping', coming: 'starting' } as const;
    const { names, verdicts, followUps } = await carriedOut(aStop(['on', 'off', 'going', 'coming', 'gone']), { sees });
    expect(names).toEqual(['observe on off going coming gone', 'preCheck on gone', 'stop on gone']);
    expect(verdicts).toEqual(['off already null (0)']);
    expect(followUps).toEqual(['confirm going in 15', 'act coming in 12', 'confirm on gone in 15']);
  });

  it.each([
    { options: {}, asks: { mode: 'keep-charging', batchMode: 'SuccessFirst' } },
    {
      options: { stopMode: 'stop-charging', batchMode: 'AllTogether' },
      asks: { mode: 'stop-charging', batchMode: 'AllTogether' },
    },
    { options: { force: true }, asks: { mode: 'keep-charging', batchMode: 'SuccessFirst' } },
  ] as const)('says how, always softly first: $options', async ({ options, asks }) => {
    const { calls } = await carriedOut(aStop(['i'], {}, options), { sees: { i: 'running' } });
    const asked = { action: 'stop', force: false, ...asks };
    expect(calls.map((call) => call.options)).toEqual([undefined, asked, asked]);
  });

  it('sends nothing on a dry run but the dry run', async () => {
    const sees = { on: 'running', off: 'stopped', going: 'stopping' } as const;
    const { names, verdicts, followUps } = await carriedOut(aStop(['on', 'off', 'going'], {}, { dryRun: true, force: true }), {
      sees,
    });
    expect([names, followUps]).toEqual([['observe on off going', 'preCheck on'], []]);
    expect(verdicts).toEqual(['off already null (0)', 'on skipped null (0)', 'going skipped null (0)']);
  });
});

describe('a stop that is stuck', () => {
  const stopped = { acted: true, attempts: 1, acceptedAt: at(0) };
  const stuck = [anInstance('i', stopped), anInstance('j', stopped), anInstance('young', { ...stopped, acceptedAt: at(60) })];
  const sees = { i: 'stopping', j: 'stopped', young: 'stopping' } as const;
  const confirming = (force: boolean) => aStop(stuck, { phase: 'confirm', looks: 5 }, { force });
  const looked = (script: Script, force = true, ms = 300_000) => carriedOut(confirming(force), { sees, ...script }, {}, due + ms);

  it('is forced when that is due, alone, without a dry run, and with the stop mode', async () => {
    const { names, calls, verdicts, followUps } = await looked({});
    expect(names).toEqual(['observe i j young', 'force i']);
    expect(calls[1]?.options).toEqual({ action: 'stop', batchMode: 'SuccessFirst', mode: 'keep-charging', force: true });
    expect(verdicts).toEqual(['j confirmed null (1)']);
    expect(followUps).toEqual(['confirm young in 60', 'confirm i in 15']);
  });

  it.each([
    { when: 'nobody asked for it', force: false, ms: 300_000 },
    { when: 'it is not due yet', force: true, ms: 299_999 },
  ])('is looked at again when $when', async ({ force, ms }) => {
    expect((await looked({}, force, ms)).names).toEqual(['observe i j young']);
  });

  it.each([
    { what: 'refused', answers: failed('account', 'Forbidden'), last: 'Forbidden', attempts: 2 },
    { what: 'unknown', answers: failed('outcomeUnknown', 'Lost'), last: 'Lost', attempts: 2 },
    { what: 'accepted', answers: new Map([['i', { result: 'accepted' }]]) as Script['answers'], last: undefined, attempts: 2 },
  ])('and whose forced stop is $what stays in the job', async ({ answers, last, attempts }) => {
    const { outcome, verdicts, account } = await looked(answers === undefined ? {} : { answers });
    expect([verdicts, account]).toEqual([['j confirmed null (1)'], null]);
    const [instance] = instancesOf(outcome.followUps[1]?.batch);
    expect(instance).toMatchObject({ id: 'i', attempts, acceptedAt: at(0), forced: last === undefined });
    expect(instance?.last?.code).toBe(last);
  });
});
