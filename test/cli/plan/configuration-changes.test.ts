import { describe, expect, it } from 'vitest';
import { configurationChangesText, configurationSummary } from '../../../cli/plan/configuration-changes-text.ts';
import { paintFor } from '../../../cli/terminal/paint.ts';
import type { Configuration, Schedule } from '../../../shared/contract/compiled-configuration.ts';
import { configurationChanges } from '../../../shared/plan/configuration-changes.ts';
import { alerting } from '../../infra/example.ts';
import { aConfiguration, aSchedule, aTarget } from '../a-configuration.ts';

// Wider than any line.
const plain = { ...paintFor({}, {}), columns: 1_000 };
const ids = (from: number, count: number) => Array.from({ length: count }, (_, n) => `i-${from + n}`);
const hours = (changes: Partial<Schedule> = {}, target: Partial<Schedule['targets'][number]> = {}) =>
  aConfiguration({
    hours: aSchedule({
      targets: [aTarget({ account: 'ali', region: 'cn-hangzhou', instances: ids(0, 3), ...target })],
      ...changes,
    }),
  });
const between = (before: Configuration, after: Configuration, schedule: string | null = null) => {
  const changes = configurationChanges(before, after, schedule);
  return {
    ...changes,
    lines: configurationChangesText(changes, plain).map((line) => line.trim()),
    summary: configurationSummary(changes),
  };
};
const tags = { tags: { power: 'hours' }, resourceGroup: null };

/** Another value of the same kind. */
function spoil(key: string, value: unknown): unknown {
  if (key === 'selection') return { ...tags, maxMatches: 1 };
  if (typeof value === 'number') return value + 1;
  return typeof value === 'boolean' ? !value : `${value}x`;
}

describe('what changes between two configurations', () => {
  it.each<{ what: string; before: Configuration; after: Configuration; says: string }>([
    {
      what: 'machines',
      before: hours(),
      after: hours({}, { instances: ids(1, 8) }),
      says: '~ schedules.hours.targets.ali/cn-hangzhou: +6 (i-3, i-4, i-5, i-6, i-7 and 1 more) -1 (i-0)',
    },
    {
      what: 'a wipe',
      before: hours(),
      after: hours({}, { initLocalDisk: true }),
      says: '! schedules.hours.targets.ali/cn-hangzhou.initLocalDisk: false → true; each start WIPES their local disks',
    },
    {
      what: 'machines of a wipe',
      before: hours({}, { initLocalDisk: true }),
      after: hours({}, { initLocalDisk: true, instances: ids(0, 4) }),
      says: '! schedules.hours.targets.ali/cn-hangzhou: +1 (i-3); their local disks are WIPED at each start',
    },
    {
      what: 'a power cut',
      before: hours(),
      after: hours({}, { force: true }),
      says: '! schedules.hours.targets.ali/cn-hangzhou.force: false → true; what does not stop softly loses its power',
    },
    {
      what: 'the bill of a stop',
      before: hours(),
      after: hours({}, { stopMode: 'stop-charging' }),
      says: '! schedules.hours.targets.ali/cn-hangzhou.stopMode: keep-charging → stop-charging; a public IP may change, and a start may find no stock',
    },
    {
      what: 'a selection',
      before: hours({}, { instances: [] }),
      after: hours({}, { instances: [], selection: { ...tags, maxMatches: 50 } }),
      says: '! schedules.hours.targets.ali/cn-hangzhou: +1 (power=hours); whatever has these tags is switched',
    },
    {
      what: 'more matches',
      before: hours({}, { instances: [], selection: { ...tags, maxMatches: 50 } }),
      after: hours({}, { instances: [], selection: { ...tags, maxMatches: 500 } }),
      says: '! schedules.hours.targets.ali/cn-hangzhou.maxMatches: 50 → 500; a wrong tag may switch more machines',
    },
    {
      what: 'fewer matches',
      before: hours({}, { instances: [], selection: { ...tags, maxMatches: 500 } }),
      after: hours({}, { instances: [], selection: { ...tags, maxMatches: 50 } }),
      says: '~ schedules.hours.targets.ali/cn-hangzhou.maxMatches: 500 → 50',
    },
    {
      what: 'a dry run',
      before: hours(),
      after: hours({ dryRun: true }),
      says: '! schedules.hours.dryRun: false → true; nothing is started or stopped any more',
    },
    {
      what: 'a deadline',
      before: hours(),
      after: hours({ expiresAfterMs: { start: 7_200_000, stop: 3_600_000 } }),
      says: '~ schedules.hours.expiresAfterMs.start: 60 min → 120 min',
    },
    {
      what: 'a schedule that is gone',
      before: hours(),
      after: aConfiguration({}),
      says: '! schedules.hours: is gone; its machines stay as they are',
    },
    {
      what: 'another secret',
      before: hours(),
      after: { ...hours(), accounts: { ...hours().accounts, ali: { provider: 'alibaba', secret: 't' } } },
      says: '! accounts.ali.secret: s → t; the same machines are asked for with another key, or elsewhere',
    },
    {
      what: 'the last account of a provider',
      before: hours(),
      after: { ...hours(), accounts: { ali: { provider: 'alibaba', secret: 's' } } },
      says: '! accounts (the last of zenlayer): is gone; the queues of zenlayer are deleted with the letters in them; send them back first',
    },
    {
      what: 'nobody who is told',
      before: { ...hours(), alerts: { email: ['ops@example.com'] } },
      after: hours(),
      says: '! alerts.email: ["ops@example.com"] → []; nobody is told any more',
    },
    {
      what: 'a restart',
      before: { ...alerting, restarts: {} },
      after: alerting,
      says: '! restarts.web-down: is new; alerts may restart its machines',
    },
  ])('names $what', ({ before, after, says }) => {
    expect(between(before, after).lines).toContain(says);
    expect(between(before, before)).toMatchObject({ lines: [], summary: null });
  });

  it('says in one line that a calendar differs, however many days do', () => {
    const cn = { weekend: [1, 7], years: [2026], holidays: { '2026-10-01': 'National Day' }, workdays: {} };
    const withDays = (holidays: Readonly<Record<string, string>>) => ({ ...hours(), calendars: { cn: { ...cn, holidays } } });
    const { changes } = between(withDays({ '2026-10-01': 'a' }), withDays({ '2026-10-02': 'b', '2026-10-03': 'c' }));
    expect(changes).toEqual([{ path: 'calendars.cn', before: '1 holidays', after: '2 holidays', danger: null }]);
    expect(between(withDays({}), withDays({ '2026-10-02': 'b' }), 'hours').changes).toEqual([]);
  });

  it('names the host of a heartbeat alone, because its path is a secret', () => {
    const told = (heartbeat?: string) => ({ ...hours(), alerts: { email: [], ...(heartbeat && { heartbeat }) } });
    const both = between(told('https://one.example.com/secret-path'), told('https://two.example.com/secret-path'));
    expect(both.lines).toEqual(['~ alerts.heartbeat: one.example.com → two.example.com']);
    expect(JSON.stringify(both)).not.toContain('secret-path');
    expect(between(told('https://one.example.com/x'), told()).lines).toEqual([
      '! alerts.heartbeat: is gone; nobody outside AWS watches any more',
    ]);
  });

  it('leaves times to the plan', () => {
    const later = hours({ transitions: [{ action: 'start', rule: { kind: 'cron', cron: '0 10 * * ? *' } }] });
    expect(between(hours(), later).lines).toEqual(['~ schedules.hours.transitions: differs; the times below say how']);
  });

  it('puts the dangerous first, and counts all of it in one line', () => {
    const { lines, summary } = between(
      hours(),
      hours({ confirmWithinMs: 60_000 }, { initLocalDisk: true, instances: ids(0, 5) }),
    );
    expect(lines.map((line) => line[0])).toEqual(['!', '!', '~']);
    expect(summary).toBe('1 schedule changes, +2 and -0 machines, 2 settings differ, 2 to look at twice');
  });

  it('says nothing where only the order or the cut of targets differs', () => {
    const one = aConfiguration({
      hours: aSchedule({ targets: [aTarget({ account: 'ali', region: 'cn-hangzhou', instances: ['i-1', 'i-2'] })] }),
    });
    const two = ['i-2', 'i-1'].map((id) => aTarget({ account: 'ali', region: 'cn-hangzhou', instances: [id] }));
    expect(between(one, aConfiguration({ hours: aSchedule({ targets: two }) })).summary).toBeNull();
  });

  it('keeps to one schedule when asked to', () => {
    const after = { ...hours({ dryRun: true }), schedules: { ...hours({ dryRun: true }).schedules, other: aSchedule() } };
    expect(between(hours(), after, 'other').lines).toEqual(['~ schedules.other: is new']);
  });

  // A key that is added to the configuration later is compared without anybody thinking of it.
  it('sees every value of a configuration, whichever it is', () => {
    const unseen: string[] = [];
    const walk = (path: readonly (string | number)[], value: unknown): void => {
      if (typeof value === 'object' && value !== null) {
        for (const [key, each] of Object.entries(value)) walk([...path, key], each);
        return;
      }
      const spoilt = structuredClone(alerting) as unknown as Record<string, unknown>;
      const parent = path.slice(0, -1).reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, spoilt);
      const key = String(path.at(-1));
      parent[key] = spoil(key, value);
      const { changes, machines } = configurationChanges(alerting, spoilt as unknown as Configuration, null);
      if (changes.length + machines.length === 0) unseen.push(path.join('.'));
    };
    walk([], alerting);
    expect(unseen).toEqual([]);
  });
});
