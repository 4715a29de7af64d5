import { describe, expect, it } from 'vitest';
import type { RestartRecord } from '../../../shared/contract/records.ts';
import { isAllWell } from '../../../shared/history/report.ts';
import { restartHistory } from '../../../shared/history/restart-rows.ts';
import { report } from './a-report.ts';

const act: RestartRecord = {
  id: 's-1',
  restart: 'web-down',
  source: 'prometheus',
  episode: 'e-1',
  account: 'ali',
  region: 'cn-hangzhou',
  instanceId: 'i-1',
  at: '2026-11-27T03:10:00.500Z',
  decision: 'act',
  because: 'firing',
  until: null,
  job: 'web-down/restart/2026-11-27T03:10:00Z',
};
const skip: RestartRecord = { ...act, id: 's-2', decision: 'skip', because: 'cooldown', job: null };
const lineOf = (record: RestartRecord) => ({ level: 'INFO', message: 'restart decided', record });
const { id: _, ...row } = act;

describe('the decisions in log lines', () => {
  it('are rows in the order of their times, each once', () => {
    const late = { ...skip, at: '2026-11-27T03:10:10Z', until: '2026-11-27T03:20:00Z' };
    const { rows } = restartHistory([late, act, act].map(lineOf));
    expect(rows.map(({ at, because }) => [at, because])).toEqual([
      [act.at, 'firing'],
      [late.at, 'cooldown'],
    ]);
    expect(rows[0]).toEqual(row);
  });

  it('make a job of a second, with a place for each of its machines', () => {
    const others = [{ ...act, id: 's-3', instanceId: 'i-2' }, skip, { ...act, id: 's-4', job: null }];
    const { jobs } = restartHistory([act, ...others].map(lineOf));
    const job = { id: act.job, schedule: null, restart: 'web-down', action: 'restart', scheduledAt: '2026-11-27T03:10:00Z' };
    expect(jobs).toEqual([
      {
        job,
        places: ['i-1', 'i-2'].map((instanceId) => ({ account: 'ali', region: 'cn-hangzhou', instanceId, isSelection: false })),
      },
    ]);
  });
});

describe('a report with alerts', () => {
  const said = (record: RestartRecord) => JSON.stringify(lineOf(record));

  it('has a row for each machine that was decided, also without a verdict', () => {
    const { jobs, restarts } = report({ fired: [], logs: [said(act), said(skip)] });
    expect(jobs).toMatchObject([
      {
        id: act.job,
        schedule: null,
        restart: 'web-down',
        verdicts: [{ instanceId: 'i-1', code: 'Reveille.Unfinished', did: null }],
      },
    ]);
    expect(restarts).toHaveLength(2);
  });

  it.each([
    { what: 'a skip', skipped: {}, well: true },
    { what: 'a spent budget of an hour', skipped: { because: 'budget', until: '2026-11-27T04:00:00Z' }, well: true },
    { what: 'a spent budget of a day', skipped: { because: 'budget' }, well: false },
    { what: 'flapping', skipped: { because: 'flapping' }, well: false },
    { what: 'an alert for a tripped machine', skipped: { because: 'tripped' }, well: true },
  ] as const)('$what leaves it well: $well', ({ skipped, well }) => {
    expect(isAllWell(report({ fired: [], logs: [said({ ...skip, ...skipped })] }))).toBe(well);
  });

  it.each([
    { status: 202, well: true },
    { status: 404, well: true },
    { status: 503, well: false },
  ])('an alert that was answered $status leaves it well: $well', ({ status, well }) => {
    const received = { source: 'prometheus', status, accepted: null };
    expect(isAllWell(report({ fired: [], alertsReceived: [received] }))).toBe(well);
  });
});
