import { describe, expect, it } from 'vitest';
import type { Batch } from '../../../shared/domain/batch.ts';
import { freshInstance } from '../../../shared/domain/batch.ts';
import type { PowerAction } from '../../../shared/domain/vocabulary.ts';
import { expectedJobs, longestJobMs } from '../../../shared/history/expected-jobs.ts';
import { placeKey } from '../../../shared/history/place.ts';
import { aConfiguration, aSchedule, aTarget } from '../../cli/a-configuration.ts';
import { findBody, letterBody, usualOptions } from '../../cli/dlq/a-letter.ts';

const configuration = aConfiguration({
  hours: aSchedule({
    targets: [
      aTarget({ account: 'ali', region: 'cn-hangzhou', instances: ['i-1', 'i-2'] }),
      aTarget({ account: 'zen', region: null, instances: ['1500'] }),
    ],
  }),
  tagged: aSchedule({
    targets: [aTarget({ account: 'zen', region: null, selection: { tags: { a: 'b' }, resourceGroup: null, maxMatches: 9 } })],
  }),
});
const minutes = (count: number) => count * 60_000;
const at = (hour: number) => `2026-11-23T0${hour}:00:00Z`;
const all = ['ali i-1', 'ali i-2', 'zen 1500'];

const long = { ...usualOptions, expiresAfterMs: minutes(100), confirmWithinMs: minutes(10) };
const work = {
  job: { id: `hours/start/${at(8)}`, schedule: 'hours', action: 'start', scheduledAt: at(8) },
  account: 'ali',
  options: long,
} as const;

function letter(ids: readonly string[], changes: Partial<Batch> = {}): string {
  return letterBody({}, { ...work, instances: ids.map(freshInstance), ...changes });
}

const jobMessage = (schedule: string, scheduledAt: string, action: PowerAction = 'start') =>
  JSON.stringify({ version: 1, schedule, action, scheduledAt });
const due = { schedule: 'hours', action: 'start', scheduledAt: at(9) } as const;
const fired = [due];
const gone = { id: `gone/start/${at(8)}`, schedule: 'gone', action: 'start', scheduledAt: at(8) } as const;

describe('the jobs of a run', () => {
  it.each([
    { what: 'the fired schedule', fired, waiting: [], jobs: { [`hours/start/${at(9)}`]: all } },
    {
      what: 'a letter: its own instances',
      fired: [],
      waiting: [letter(['i-2'])],
      jobs: { [`hours/start/${at(8)}`]: ['ali i-2'] },
    },
    {
      what: 'two letters of one job: one job, each instance once',
      fired: [],
      waiting: [letter(['i-2', 'i-1']), letter(['i-2']), letter(['i-2'], { region: 'cn-beijing' })],
      jobs: { [`hours/start/${at(8)}`]: ['ali i-2', 'ali i-1', 'ali i-2'] },
    },
    {
      what: 'a job that Scheduler could not deliver: the job within',
      fired: [],
      waiting: [JSON.stringify({ MessageBody: jobMessage('hours', at(9)), QueueUrl: 'https://sqs/1/reveille-jobs' })],
      jobs: { [`hours/start/${at(9)}`]: all },
    },
    {
      what: 'a letter of the job that is fired: nothing twice',
      fired: [{ ...due, scheduledAt: at(8) }],
      waiting: [letter(['i-2'])],
      jobs: { [`hours/start/${at(8)}`]: all },
    },
    {
      what: 'a letter whose schedule is no longer configured',
      fired: [],
      waiting: [letter(['i-9'], { job: gone })],
      jobs: { [gone.id]: ['ali i-9'] },
    },
    {
      what: 'a job, under the id that dispatch gives it',
      fired: [],
      waiting: [jobMessage('hours', '2026-11-23T07:00:00.000Z')],
      jobs: { [`hours/start/${at(7)}`]: all },
    },
    {
      what: 'a job whose schedule is gone: no instances',
      fired: [],
      waiting: [jobMessage('gone', at(8))],
      jobs: { [gone.id]: [] },
    },
    {
      what: 'a job with a prototype’s name',
      fired: [],
      waiting: [jobMessage('toString', at(8))],
      jobs: { [`toString/start/${at(8)}`]: [] },
    },
    {
      what: 'every fired job in its order, a start and a stop of one instant apart, and none twice',
      fired: [due, { ...due, action: 'stop' as const }, { ...due, scheduledAt: '2026-11-23T09:00:00.000Z' }],
      waiting: [],
      jobs: { [`hours/start/${at(9)}`]: all, [`hours/stop/${at(9)}`]: all },
    },
    {
      what: 'a job that stops',
      fired: [],
      waiting: [jobMessage('hours', at(8), 'stop')],
      jobs: { [`hours/stop/${at(8)}`]: all },
    },
    {
      what: 'a target by tags: its selection',
      fired: [{ ...due, schedule: 'tagged' }],
      waiting: [],
      jobs: { [`tagged/start/${at(9)}`]: ['zen a=b?'] },
    },
    {
      what: 'a find, whatever it has found so far: its selection',
      fired: [],
      waiting: [findBody(null, { ...work, held: ['i-7'], matched: 1 })],
      jobs: { [`hours/start/${at(8)}`]: ['ali power=hours?'] },
    },
    { what: 'nothing readable', fired: [], waiting: ['poison', '{"version":1}'], jobs: {} },
  ])('$what', ({ fired, waiting, jobs }) => {
    const found = expectedJobs({ configuration, fired, waiting, restarted: [] }).map(({ job, toDispatch, underWay }) => [
      job.id,
      // Both parts may name a place: a row is made of it once.
      [...new Map([...toDispatch, ...underWay].map((place) => [placeKey(place), place])).values()].map(
        ({ account, instanceId, isSelection }) => `${account} ${instanceId}${isSelection ? '?' : ''}`,
      ),
    ]);
    expect(found).toEqual(Object.entries(jobs));
  });
});

describe('the longest a job of a run can take', () => {
  it.each([
    { what: 'the fired schedule’s own', fired, waiting: [], ms: minutes(60 + 30) },
    { what: 'a letter’s own', fired: [], waiting: [letter(['i-1'])], ms: minutes(100 + 20) },
    { what: 'a find’s own', fired: [], waiting: [findBody(null, work)], ms: minutes(100 + 20) },
    { what: 'a waiting job’s', fired: [], waiting: [jobMessage('hours', at(8))], ms: minutes(60 + 30) },
    { what: 'the longest of all', fired, waiting: ['poison', letter(['i-1'])], ms: minutes(100 + 20) },
    {
      what: 'none for what nobody can read or carry out',
      fired: [],
      waiting: ['poison', jobMessage('gone', at(8)), jobMessage('toString', at(8))],
      ms: 0,
    },
  ])('$what', ({ fired, waiting, ms }) => {
    expect(longestJobMs({ configuration, fired, waiting })).toBe(ms);
  });
});
