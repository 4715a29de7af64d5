import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wipesDisks } from '../../../shared/domain/batch-options.ts';
import { cutJob, type DueSchedule } from '../../../shared/domain/cut-job.ts';
import type { TransitionAction } from '../../../shared/domain/vocabulary.ts';
import { aFind, instancesOf, partsOf, theOptions, theStopOptions } from '../../support/a-batch.ts';

const due = { schedule: 'office-hours', action: 'start', scheduledAt: '2026-11-23T00:30:00.000Z' } as const;
const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, n) => `${prefix}${n}`);
const scheduleOf = (targets: DueSchedule['targets']): DueSchedule => ({
  expiresAfterMs: { start: 3_600_000, stop: 3_600_000 },
  confirmWithinMs: 900_000,
  dryRun: false,
  batchMode: 'SuccessFirst',
  targets,
});
const target = (account: string, instances: string[], region: string | null = 'cn-hangzhou', initLocalDisk = false) => ({
  account,
  region,
  instances,
  initLocalDisk,
  selection: null,
  stopMode: 'keep-charging' as const,
  force: false,
  forceAfterMs: 300_000,
});

describe('cutting a job into batches', () => {
  it.each([
    { count: 1, sizes: [1] },
    { count: 100, sizes: [100] },
    { count: 101, sizes: [100, 1] },
    { count: 250, sizes: [100, 100, 50] },
  ])('makes batches of $sizes from $count ids', ({ count, sizes }) => {
    const batches = cutJob(due, scheduleOf([target('ali', ids('i-', count))]));
    expect(batches.flatMap(partsOf).map(({ instances }) => instances.length)).toEqual(sizes);
  });

  it('keeps batches that wipe local disks to ten, since each id is a call of its own', () => {
    const batches = cutJob(due, scheduleOf([target('ali', ids('i-', 23), 'cn-hangzhou', true)]));
    expect(batches.flatMap(partsOf).map(({ instances }) => instances.length)).toEqual([10, 10, 3]);
    expect(batches.flatMap(partsOf).every(({ options }) => wipesDisks(options))).toBe(true);
  });

  it('joins targets of the same account, region and start option, and no others', () => {
    const batches = cutJob(
      due,
      scheduleOf([
        target('a', ['1']),
        target('a', ['2'], 'cn-beijing'),
        target('a', ['3']),
        target('b', ['4']),
        target('a', ['5'], 'cn-hangzhou', true),
      ]),
    );
    expect(
      batches
        .flatMap(partsOf)
        .map(({ account, region, options, instances }) => [account, region, wipesDisks(options), instances]),
    ).toEqual([
      ['a', 'cn-hangzhou', false, ['1', '3']],
      ['a', 'cn-beijing', false, ['2']],
      ['a', 'cn-hangzhou', true, ['5']],
      ['b', 'cn-hangzhou', false, ['4']],
    ]);
  });

  it('lets one message of each account lead, which carries the others', () => {
    const cut = cutJob(due, scheduleOf([target('a', ids('i-', 250)), target('b', ['1']), target('a', ['2'], 'cn-beijing')]));
    const sizes = cut.map((message) => [
      message.account,
      message.told,
      partsOf(message).map(({ instances }) => instances.length),
    ]);
    expect(sizes).toEqual([
      ['a', null, [100, 100, 50, 1]],
      ['b', null, [1]],
    ]);
  });

  it('lets no message carry more than SQS takes', () => {
    const long = (n: number) => `i-${String(n).padStart(126, '0')}`;
    const cut = cutJob(
      due,
      scheduleOf([
        target(
          'a',
          Array.from({ length: 5_001 }, (_, n) => long(n)),
        ),
      ]),
    );
    expect(cut.map((message) => partsOf(message).length)).toEqual([50, 1]);
    expect(Math.max(...cut.map((message) => Buffer.byteLength(JSON.stringify(message))))).toBeLessThan(900_000);
  });

  it('names the job by schedule, action and due second, and counts the deadline from the due time', () => {
    const [batch] = cutJob(due, scheduleOf([target('a', ['1'])]));
    expect(batch?.job).toEqual({
      id: 'office-hours/start/2026-11-23T00:30:00Z',
      schedule: 'office-hours',
      action: 'start',
      scheduledAt: '2026-11-23T00:30:00Z',
    });
    expect(batch?.deadline).toBe('2026-11-23T01:30:00.000Z');
  });

  it('cuts a stop by what is asked of stops alone, and a start by what is asked of starts', () => {
    const soft = { ...target('a', ['1']), initLocalDisk: true };
    const schedule = scheduleOf([
      soft,
      { ...target('a', ['2']), force: true },
      { ...target('a', ['3']), stopMode: 'stop-charging' },
      { ...target('a', ['4']), forceAfterMs: 60_000 },
      { ...soft, instances: ['5'] },
    ]);
    const idsOf = (action: TransitionAction) =>
      cutJob({ ...due, action }, schedule)
        .flatMap(partsOf)
        .map(({ instances }) => instances.join(' '));
    expect(idsOf('stop')).toEqual(['1 5', '2', '3', '4']);
    expect(idsOf('start')).toEqual(['1 5', '2 3 4']);
  });

  it('tells a stop how, and says nothing of local disks', () => {
    const wiping = { ...target('a', ids('i-', 23), 'r', true), stopMode: 'stop-charging', force: true, forceAfterMs: 1 } as const;
    const [stop, ...others] = cutJob({ ...due, action: 'stop' }, scheduleOf([wiping]));
    expect([stop?.job.id, instancesOf(stop).length, others]).toEqual(['office-hours/stop/2026-11-23T00:30:00Z', 23, []]);
    expect(stop?.options).toEqual({ ...theStopOptions, stopMode: 'stop-charging', force: true, forceAfterMs: 1 });
  });

  it('makes a find of every selection that is unlike the others, and lets the first message of an account speak', () => {
    const tagged = (tags: Record<string, string>, maxMatches: number | null = null) => ({
      ...target('a', []),
      selection: { tags, resourceGroup: null, maxMatches },
    });
    const targets = [tagged({ p: '1' }), tagged({ p: '2' }), tagged({ p: '1' }), tagged({ p: '1' }, 5), target('a', ['1'])];
    const cut = cutJob(due, scheduleOf(targets));
    const said = cut.flatMap(partsOf).map(({ selection, instances }) => selection ?? instances);
    expect(said).toEqual([
      { tags: { p: '1' }, resourceGroup: null, maxMatches: null },
      { tags: { p: '2' }, resourceGroup: null, maxMatches: null },
      { tags: { p: '1' }, resourceGroup: null, maxMatches: 5 },
      ['1'],
    ]);
    const { rest: _, ...first } = cut[0] ?? {};
    expect(first).toEqual(
      aFind({
        account: 'a',
        options: theOptions,
        selection: { tags: { p: '1' }, resourceGroup: null, maxMatches: null },
      }),
    );
  });

  it('makes one find of two selections that differ only in the order of their tags', () => {
    const tagged = (tags: Record<string, string>) => ({
      ...target('a', []),
      selection: { tags, resourceGroup: null, maxMatches: null },
    });
    expect(cutJob(due, scheduleOf([tagged({ b: '1', a: '2' }), tagged({ a: '2', b: '1' })])).flatMap(partsOf)).toHaveLength(1);
  });

  it('wipes nothing for a job that was delivered before, whose first delivery may have wiped already', () => {
    const tagged = { ...target('a', [], 'r', true), selection: { tags: { p: '1' }, resourceGroup: null, maxMatches: null } };
    const cut = cutJob(due, scheduleOf([target('a', ['1'], 'r', true), target('a', ['2']), tagged]), { redelivered: true });
    expect(cut.flatMap(partsOf).map(({ acted }) => acted)).toEqual([true, false, true]);
  });

  it('puts every id of the schedule in exactly one batch', () => {
    const targets = fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom('r1', 'r2'), fc.boolean(), fc.nat(130)), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(targets, (drawn) => {
        const listed = drawn.map(([account, region, disk, count], n) => target(account, ids(`${n}-`, count), region, disk));
        const cut = cutJob(due, scheduleOf(listed))
          .flatMap(partsOf)
          .flatMap(({ instances }) => instances);
        expect(cut.toSorted()).toEqual(listed.flatMap(({ instances }) => instances).toSorted());
      }),
    );
  });
});
