import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutJob, type DueSchedule } from '../../../shared/domain/cut-job.ts';

const due = { schedule: 'office-hours', action: 'start', scheduledAt: '2026-11-23T00:30:00.000Z' } as const;
const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, n) => `${prefix}${n}`);
const scheduleOf = (targets: DueSchedule['targets']): DueSchedule => ({
  expiresAfterMs: 3_600_000,
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
});

describe('cutting a job into batches', () => {
  it.each([
    { count: 1, sizes: [1] },
    { count: 100, sizes: [100] },
    { count: 101, sizes: [100, 1] },
    { count: 250, sizes: [100, 100, 50] },
  ])('makes batches of $sizes from $count ids', ({ count, sizes }) => {
    const batches = cutJob(due, scheduleOf([target('ali', ids('i-', count))]));
    expect(batches.map((batch) => batch.instances.length)).toEqual(sizes);
  });

  it('keeps batches that wipe local disks to ten, since each id is a call of its own', () => {
    const batches = cutJob(due, scheduleOf([target('ali', ids('i-', 23), 'cn-hangzhou', true)]));
    expect(batches.map((batch) => batch.instances.length)).toEqual([10, 10, 3]);
    expect(batches.every((batch) => batch.options.initLocalDisk)).toBe(true);
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
      batches.map(({ account, region, options, instances }) => [
        account,
        region,
        options.initLocalDisk,
        instances.map(({ id }) => id),
      ]),
    ).toEqual([
      ['a', 'cn-hangzhou', false, ['1', '3']],
      ['a', 'cn-beijing', false, ['2']],
      ['b', 'cn-hangzhou', false, ['4']],
      ['a', 'cn-hangzhou', true, ['5']],
    ]);
  });

  it('lets exactly one batch speak for each account', () => {
    const batches = cutJob(due, scheduleOf([target('a', ids('i-', 250)), target('b', ['1']), target('a', ['2'], 'cn-beijing')]));
    expect(batches.map(({ account, speaksForAccount }) => `${account} ${speaksForAccount}`)).toEqual([
      'a true',
      'a false',
      'a false',
      'b true',
      'a false',
    ]);
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

  it('puts every id of the schedule in exactly one batch', () => {
    const targets = fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom('r1', 'r2'), fc.boolean(), fc.nat(130)), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(targets, (drawn) => {
        const listed = drawn.map(([account, region, disk, count], n) => target(account, ids(`${n}-`, count), region, disk));
        const cut = cutJob(due, scheduleOf(listed)).flatMap((batch) => batch.instances.map(({ id }) => id));
        expect(cut.toSorted()).toEqual(listed.flatMap(({ instances }) => instances).toSorted());
      }),
    );
  });
});
