import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { failed } from '../../shared/domain/carry-out/scripted-port.ts';
import { aBatch, aFind, due, manyIds, partsOf, theOptions } from '../../support/a-batch.ts';
import { alibabaPhrasing } from '../../support/providers/alibaba-phrasing.ts';
import { aPower } from './a-power-function.ts';
import { scriptedProvider } from './scripted-provider.ts';

const { id } = alibabaPhrasing;
const wiping = { options: { ...theOptions, initLocalDisk: true } };

describe('an invocation', () => {
  it('starts, comes back to look, and ends every instance with a verdict', async () => {
    const { invoke, sent, said, clock, counted } = await aPower();
    await invoke(aBatch([id(0), id(1)]));
    expect(sent()).toMatchObject([{ phase: 'confirm', instances: [{ id: id(0) }, { id: id(1) }] }]);
    clock.ms += 60_000;
    await invoke(sent()[0]);
    expect(said('verdict').map(({ record }) => record)).toMatchObject([
      { instanceId: id(0), verdict: 'confirmed', attempts: 1 },
      { instanceId: id(1), verdict: 'confirmed', attempts: 1 },
    ]);
    expect(counted).toEqual(['DescribeInstances', 'StartInstances:DryRun', 'StartInstances', 'DescribeInstances']);
  });

  it('tells what it did: how many verdicts, what follows and when, under the id of the invocation', async () => {
    const { invoke, said } = await aPower();
    await invoke(aBatch([id(0), id(9)]));
    expect(said('batch carried out')).toMatchObject([
      {
        job: aBatch([]).job.id,
        account: 'ali-prod',
        region: 'cn-hangzhou',
        phase: 'act',
        attempt: 0,
        looks: 0,
        redelivered: false,
        instances: 2,
        verdicts: 1,
        followUps: [{ phase: 'confirm', instances: 1, inSeconds: 15 }],
        function_request_id: 'invocation-1',
      },
    ]);
  });

  it('carries a find out: sends batches that power can read, records what it found, and tells how much that was', async () => {
    const page = { ids: manyIds(101), cursor: null, total: 101 };
    const { invoke, sent, said } = await aPower({}, undefined, scriptedProvider({ pages: { '': page } }).provider);
    await invoke(aFind());
    expect(
      sent()
        .flatMap(partsOf)
        .map(({ instances }) => instances.length),
    ).toEqual([100, 1]);
    expect(said('found')).toMatchObject([{ record: { selection: 'power=office-hours', instances: page.ids, complete: true } }]);
    const [summary] = said('batch carried out');
    const followUps = [{ phase: 'act', instances: 101, inSeconds: 0 }];
    expect(summary).toMatchObject({ phase: 'find', instances: 0, found: 101, verdicts: 0, followUps });
    expect(summary).not.toHaveProperty('looks');
  });

  it('sends a find that failed back to its beginning', async () => {
    const page = { ids: manyIds(3), cursor: 'p1', total: 4 };
    const fails = scriptedProvider({ pages: { '': page, p1: failed('transient') } }).provider;
    const { invoke, sent, said } = await aPower({}, undefined, fails);
    await invoke(aFind({ held: ['a', 'b'], matched: 2 }));
    expect(sent()).toMatchObject([{ phase: 'find', cursor: null, held: [], attempt: 1, last: { code: 'transient' } }]);
    expect(said('batch carried out')).toMatchObject([
      { instances: 2, followUps: [{ phase: 'find', instances: 0, inSeconds: 12 }] },
    ]);
  });

  it('looks once at a batch that is overdue, and starts nothing', async () => {
    const { invoke, received, said, sent, clock } = await aPower();
    clock.ms = due + 3_600_000;
    await invoke(aBatch([id(0)]));
    expect(received().map(({ action }) => action)).toEqual(['DescribeInstances']);
    expect(said('verdict')).toMatchObject([{ record: { verdict: 'expired' } }]);
    expect(sent()).toMatchObject([{ deadline: null, failures: [{ verdict: 'expired' }] }]);
  });

  it.each([
    { sentAt: due - 1_000, calls: 3 },
    { sentAt: due - 3_600_000, calls: 1 },
  ])('counts the time of a redriven letter from its SentTimestamp (%#)', async ({ sentAt, calls }) => {
    const { invoke, received } = await aPower();
    await invoke(aBatch([id(0)], { deadline: null }), { sentAt });
    expect(received()).toHaveLength(calls);
  });

  it('says in the letter what the delivery before may have done, so that nothing is wiped when it is sent back', async () => {
    const { invoke, sent, clock, clouds } = await aPower();
    clock.ms = due + 3_600_000;
    await invoke(aBatch([id(0)], wiping), { sentAt: due, receiveCount: 2 });
    const [letter] = sent();
    expect(letter).toMatchObject({ deadline: null, instances: [{ id: id(0), acted: true }] });
    await invoke(letter, { sentAt: clock.ms });
    expect(clouds.instance('alibaba', id(0))).toMatchObject({ status: 'Starting', localDiskWiped: false });
  });

  it.each([
    { receiveCount: 1, wiped: true },
    { receiveCount: 2, wiped: false },
  ])('wipes local disks on delivery $receiveCount: $wiped', async ({ receiveCount, wiped }) => {
    const { invoke, clouds } = await aPower();
    await invoke(aBatch([id(0)], wiping), { sentAt: due, receiveCount });
    expect(clouds.instance('alibaba', id(0))).toMatchObject({ status: 'Starting', localDiskWiped: wiped });
  });
});

describe('a failure of our own', () => {
  it.each([
    { what: 'no JSON', body: 'office-hours', says: 'it is not JSON' },
    { what: 'nobody to start', body: aBatch([]), says: 'instances: ' },
    { what: 'a version to come', body: { ...aBatch(['i']), version: 2 }, says: 'version: ' },
  ])('throws for a message that holds $what, so that SQS keeps it, and quotes none of it', async ({ body, says }) => {
    const { invoke, received, aws, said, lines } = await aPower();
    await expect(invoke(body)).rejects.toThrow(`the message is no batch: ${says}`);
    expect([received(), aws.calls]).toEqual([[], []]);
    expect(said('batch not carried out')).toMatchObject([
      { level: 'ERROR', messageId: 'message-1', reason: expect.stringContaining(says) },
    ]);
    expect(JSON.stringify(lines)).not.toContain('office-hours');
  });

  it('throws when what follows cannot be sent', async () => {
    const { invoke, said } = await aPower({}, () => [
      400,
      { __type: 'com.amazonaws.sqs#QueueDoesNotExist', message: 'no queue' },
    ]);
    await expect(invoke(aBatch([id(0)]))).rejects.toThrow('no queue');
    expect([said('verdict'), said('batch carried out')]).toEqual([[], []]);
    expect(said('batch not carried out')).toMatchObject([{ reason: 'QueueDoesNotExist: no queue' }]);
  });
});

describe('the time of an invocation', () => {
  const hangs = { faults: [{ provider: 'alibaba', action: 'DescribeInstances', fault: { kind: 'hang' } }] } as const;

  it.each([
    { remaining: 30_000, forCalls: 25_000 },
    { remaining: 5_001, forCalls: 1 },
    { remaining: 4_999, forCalls: 0 },
  ])('keeps five seconds of $remaining ms for what follows the calls', async ({ remaining, forCalls }) => {
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(new AbortController().signal);
    onTestFinished(() => timeout.mockRestore());
    const { invoke } = await aPower();
    await invoke(aBatch([id(0)]), { sentAt: due }, remaining);
    expect(timeout.mock.calls[0]).toEqual([forCalls]);
  });

  it('leaves a provider that hangs and sends the batch on', async () => {
    const { invoke, sent, received } = await aPower(hangs);
    await invoke(aBatch([id(0)]), { sentAt: due }, 5_400);
    expect(received()).toHaveLength(1);
    expect(sent()).toMatchObject([{ phase: 'act', attempt: 1, instances: [{ id: id(0), last: { code: 'Reveille.NoAnswer' } }] }]);
  });
});
