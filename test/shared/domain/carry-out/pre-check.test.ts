import { describe, expect, it } from 'vitest';
import type { StartBatchOptions } from '../../../../shared/domain/batch-options.ts';
import type { FailureKind } from '../../../../shared/domain/failure-table.ts';
import { aBatch, anInstance, batchIn, failing, theOptions } from '../../../support/a-batch.ts';
import { carriedOut } from './carried-out.ts';
import { failed } from './scripted-port.ts';

const withOptions = (instances: Parameters<typeof aBatch>[0], options: Partial<StartBatchOptions>) =>
  aBatch(instances, { options: { ...theOptions, ...options } });

describe('a dry run that refuses', () => {
  it.each([
    { kind: 'account', verdicts: ['i rejected account (0)', 'j rejected account (0)'], followUps: [], account: 'account' },
    { kind: 'request', verdicts: ['i rejected request (0)', 'j rejected request (0)'], followUps: [], account: null },
    { kind: 'transient', verdicts: [], followUps: ['act i j in 12'], account: null },
    { kind: 'outcomeUnknown', verdicts: [], followUps: ['act i j in 12'], account: null },
  ] as const)('stops the batch before anything ran when it is about more than an instance: $kind', async ({ kind, ...ends }) => {
    const { names, verdicts, followUps, account } = await carriedOut(aBatch(['i', 'j']), { preCheck: failed(kind) });
    expect(names).toEqual(['observe i j', 'preCheck i j']);
    expect({ verdicts, followUps, account }).toEqual(ends);
  });

  it.each(['instance', 'wrongState', 'capacity', 'unexplained'] as const)(
    'leaves what may be one instance alone to the rows of the real start: %s',
    async (kind) => {
      const { names, verdicts, followUps } = await carriedOut(aBatch(['i', 'j']), { preCheck: failed(kind) });
      expect(names.at(-1)).toBe('start i j');
      expect([verdicts, followUps]).toEqual([[], ['confirm i j in 15']]);
    },
  );

  it('keeps what the look had decided when it stops the rest', async () => {
    const sees = { i: 'stopped', on: 'running', coming: 'starting' } as const;
    const { verdicts, followUps } = await carriedOut(aBatch(['i', 'on', 'coming']), { sees, preCheck: failed('account') });
    expect(verdicts).toEqual(['on already null (0)', 'i rejected account (0)']);
    expect(followUps).toEqual(['confirm coming in 15']);
  });

  it('refuses single instances and starts the others', async () => {
    const preCheck = new Map([
      ['i', failing('instance')],
      ['k', failing('wrongState')],
    ]);
    const { names, verdicts, followUps } = await carriedOut(aBatch(['i', 'j', 'k']), { preCheck });
    expect(names.at(-1)).toBe('start j');
    expect(verdicts).toEqual(['i rejected Code.instance (0)']);
    expect(followUps).toEqual(['act k in 12', 'confirm j in 15']);
  });

  it('starts nothing when it refuses every one', async () => {
    const { names, verdicts } = await carriedOut(aBatch(['i']), { preCheck: new Map([['i', failing('instance')]]) });
    expect([names, verdicts]).toEqual([['observe i', 'preCheck i'], ['i rejected Code.instance (0)']]);
  });
});

describe('AllTogether', () => {
  const together = { batchMode: 'AllTogether' } as const;

  it.each<FailureKind>(['instance', 'account', 'request'])('refuses all that would have been started: %s', async (kind) => {
    const { names, verdicts } = await carriedOut(withOptions(['i', 'j'], together), { preCheck: failed(kind, 'Code') });
    expect([names.length, verdicts]).toEqual([2, ['i rejected Code (0)', 'j rejected Code (0)']]);
  });

  it('waits as a whole for a busy instance', async () => {
    const { names, followUps } = await carriedOut(withOptions(['i', 'j'], together), { sees: { i: 'stopped', j: 'busy' } });
    expect([names, followUps]).toEqual([['observe i j'], ['act j i in 12']]);
  });

  it('is what the provider is asked for', async () => {
    const { calls } = await carriedOut(withOptions(['i'], together));
    expect(calls.map(({ options }) => options?.batchMode)).toEqual([undefined, 'AllTogether', 'AllTogether']);
  });
});

describe('a dry-run job', () => {
  const dry = { dryRun: true };

  it('starts nothing and skips what could start, busy instances too, even AllTogether', async () => {
    const sees = { off: 'stopped', on: 'running', going: 'stopping' } as const;
    const { names, verdicts, followUps } = await carriedOut(
      withOptions(['off', 'on', 'going'], { ...dry, batchMode: 'AllTogether' }),
      { sees },
    );
    expect(names).toEqual(['observe off on going', 'preCheck off']);
    expect(verdicts).toEqual(['on already null (0)', 'off skipped null (0)', 'going skipped null (0)']);
    expect(followUps).toEqual([]);
  });

  it('needs no dry run of the provider when nothing is stopped', async () => {
    const { names, verdicts } = await carriedOut(withOptions(['i'], dry), { sees: { i: 'starting' } });
    expect([names, verdicts]).toEqual([['observe i'], ['i skipped null (0)']]);
  });

  it.each([
    { says: 'passes', preCheck: new Map(), verdict: 'i skipped null (0)' },
    { says: 'does not exist', preCheck: null, verdict: 'i rejected Reveille.NotListed (0)' },
    { says: 'refuses', preCheck: failed('instance', 'Gone'), verdict: 'i rejected Gone (0)' },
    { says: 'refuses it singly', preCheck: new Map([['i', failing('instance')]]), verdict: 'i rejected Code.instance (0)' },
  ])('asks the dry run about an id nobody lists; it $says', async ({ preCheck, verdict }) => {
    const { names, verdicts } = await carriedOut(withOptions(['i'], dry), { sees: {}, preCheck });
    expect(verdicts).toEqual([verdict]);
    expect(names).not.toContain('start i');
  });
});

it('tells of what runs at a second delivery of a dry run that it ran already', async () => {
  const { verdicts } = await carriedOut(withOptions(['i'], { dryRun: true }), { sees: { i: 'running' } }, { redelivered: true });
  expect(verdicts).toEqual(['i already null (0)']);
});

describe('initLocalDisk', () => {
  const instances = ['new', anInstance('touched', { acted: true }), anInstance('refused', { attempts: 1 })];

  it.each([
    { when: 'on the first delivery', redelivered: false, wiped: ['new', 'refused'] },
    { when: 'never on a second one, for the first may have acted', redelivered: true, wiped: [] },
  ])('wipes what no start of this job can have reached, $when', async ({ redelivered, wiped }) => {
    const { calls } = await carriedOut(withOptions(instances, { initLocalDisk: true }), {}, { redelivered });
    const expected = { action: 'start', oneByOne: true, wipe: new Set(wiped), batchMode: 'SuccessFirst' };
    expect(calls.map(({ options }) => options)).toEqual([undefined, expected, expected]);
  });

  it('is not sent by what follows from a second delivery either', async () => {
    const script = { answers: failed('throttled') };
    const { outcome } = await carriedOut(withOptions(['i'], { initLocalDisk: true }), script, { redelivered: true });
    const [next] = outcome.followUps;
    const { calls } = await carriedOut(batchIn(next?.batch));
    expect(calls.at(-1)).toMatchObject({ call: 'start', ids: ['i'], options: { oneByOne: true, wipe: new Set() } });
  });

  it('is off unless it was asked for', async () => {
    const { calls } = await carriedOut(aBatch(instances));
    expect(calls.at(-1)?.options).toEqual({ action: 'start', oneByOne: false, wipe: new Set(), batchMode: 'SuccessFirst' });
  });
});
