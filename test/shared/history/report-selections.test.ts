import { describe, expect, it } from 'vitest';
import { type Evidence, isAllWell } from '../../../shared/history/report.ts';
import { aConfiguration, aSchedule, aTarget } from '../../cli/a-configuration.ts';
import { findBody } from '../../cli/dlq/a-letter.ts';
import { firstBatch, job, record, report } from './a-report.ts';

describe('a report of a target by tags', () => {
  const selection = { tags: { power: 'on' }, resourceGroup: null, maxMatches: null };
  const tagged = aSchedule({
    targets: [
      aTarget({ account: 'ali', region: 'cn-hangzhou', instances: ['i-1'] }),
      aTarget({ account: 'ali', region: 'cn-hangzhou', selection }),
    ],
  });
  const found = (instances: string[], complete: boolean, changes: object = {}) =>
    JSON.stringify({
      message: 'found',
      record: { job, account: 'ali', region: 'cn-hangzhou', selection: 'power=on', instances, complete, ...changes },
    });
  const confirmed = (id: string) => record(id, 'confirmed');
  const ends = (logs: string[], changes: Partial<Evidence> = {}) =>
    report({
      configuration: aConfiguration({ hours: tagged }),
      logs: [confirmed('i-1'), ...logs],
      ...changes,
    }).jobs[0]?.verdicts.map(({ instanceId, verdict, code }) => `${instanceId} ${verdict}${code === null ? '' : ` ${code}`}`);
  const lost = 'power=on rejected Reveille.Unfinished';

  it.each([
    {
      what: 'has the instances that were found, page by page and each once, in the place of the selection',
      logs: [found(['i-7', 'i-8'], false), found(['i-8', 'i-9'], true), confirmed('i-7'), confirmed('i-8'), confirmed('i-9')],
      are: ['i-1 confirmed', 'i-7 confirmed', 'i-8 confirmed', 'i-9 confirmed'],
    },
    {
      what: 'misses the verdict of one that was found',
      logs: [found(['i-7'], true)],
      are: ['i-1 confirmed', 'i-7 rejected Reveille.Unfinished'],
    },
    {
      what: 'has a row of the selection when a verdict speaks of it',
      logs: [record('power=on', 'rejected', { code: 'Reveille.NoMatch' })],
      are: ['i-1 confirmed', 'power=on rejected Reveille.NoMatch'],
    },
    { what: 'has such a row also when nothing was ever found', logs: [], are: ['i-1 confirmed', lost] },
    {
      what: 'and when looking came to no end, beside what it found',
      logs: [found(['i-7'], false), confirmed('i-7')],
      are: ['i-1 confirmed', lost, 'i-7 confirmed'],
    },
    {
      what: 'keeps both when a later page was refused',
      logs: [found(['i-7'], false), confirmed('i-7'), record('power=on', 'rejected', { code: 'Forbidden' })],
      are: ['i-1 confirmed', 'power=on rejected Forbidden', 'i-7 confirmed'],
    },
    {
      what: 'has an instance once that is listed by id as well',
      logs: [found(['i-1'], true)],
      are: ['i-1 confirmed'],
    },
    {
      what: 'does not count what other jobs, accounts, regions and selections found',
      logs: [
        found(['i-7'], true, { job: { ...job, id: 'other' } }),
        found(['i-7'], true, { account: 'ali-2' }),
        found(['i-7'], true, { region: 'cn-beijing' }),
        found(['i-7'], true, { selection: 'power=off' }),
      ],
      are: ['i-1 confirmed', lost],
    },
  ])('$what', ({ logs, are }) => {
    expect(ends(logs)).toEqual(are);
  });

  it('that waits as a letter begins with its selection and ends with what it finds', () => {
    const waiting = [findBody(null, { job, account: 'ali', selection })];
    const configuration = aConfiguration({});
    expect(ends([], { configuration, fired: [], waiting })).toEqual([lost]);
    expect(ends([found(['i-7'], true), confirmed('i-7')], { configuration, fired: [], waiting })).toEqual(['i-7 confirmed']);
  });
});

describe('a report of a job that dispatch did not run', () => {
  const skipped = JSON.stringify({ message: 'job skipped', record: { job, because: 'holiday: National Day' } });

  it('has the reason and no verdicts; others have no such key', () => {
    const later = { ...job, id: 'hours/start/2026-11-24T09:00:00Z', scheduledAt: '2026-11-24T09:00:00Z' };
    const jobs = report({ fired: [job, later], logs: [skipped, skipped] }).jobs;
    expect(jobs[0]).toEqual({ ...job, skipped: 'holiday: National Day', verdicts: [] });
    expect(jobs[1]).not.toHaveProperty('skipped');
    expect(jobs[1]?.verdicts).toHaveLength(3);
  });

  it('is all well', () => {
    expect(isAllWell(report({ logs: [skipped] }))).toBe(true);
  });

  it('still has the rows of a letter of the same job', () => {
    const waiting = [JSON.stringify({ ...firstBatch(job), instances: firstBatch(job).instances.slice(1) })];
    const [only] = report({ waiting, logs: [skipped, record('i-2', 'confirmed')] }).jobs;
    expect(only).not.toHaveProperty('skipped');
    expect(only?.verdicts.map(({ instanceId, verdict }) => [instanceId, verdict])).toEqual([['i-2', 'confirmed']]);
  });
});
