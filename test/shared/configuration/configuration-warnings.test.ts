import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../../shared/configuration/configuration-file.ts';
import { configurationWarnings, standingWarnings } from '../../../shared/configuration/configuration-warnings.ts';
import { readers } from '../../../shared/sources/sources.ts';
import { changed, sound } from './sound-configuration.ts';

/**
 * The warnings but those of long windows, which the make-up workdays of `hours` have in each year.
 */
function warningsOf(text: string, now: string): readonly string[] {
  const all = configurationWarnings(parseConfiguration(text, 'r.yaml'), Date.parse(now));
  return all.filter((warning) => !warning.includes(' is on for '));
}

const gap =
  'schedules.hours: calendar factory has no holiday data for 2027: workdays of that year are skipped (unknownYear: skip)';

describe('a calendar that ends', () => {
  it.each([
    { now: '2025-12-31T00:00:00Z', warnings: [] },
    { now: '2026-01-01T00:00:00Z', warnings: [gap] },
    { now: '2026-11-27T00:00:00Z', warnings: [gap] },
    // New Year in London, where the schedule is, an hour before the date changes there.
    { now: '2025-12-31T23:59:59Z', warnings: [] },
  ])('is a warning on $now: $warnings', ({ now, warnings }) => {
    expect(warningsOf(sound, now)).toEqual(warnings);
  });

  it('goes by the day of the schedule, not of UTC', () => {
    expect(warningsOf(changed('Europe/London', 'Asia/Shanghai'), '2025-12-31T16:00:00Z')).toEqual([gap]);
  });

  it.each([
    { unknownYear: 'fail', says: 'jobs of that year end in the dead letters of the jobs queue (unknownYear: fail)' },
    { unknownYear: 'weekdays', says: 'every day outside the weekend counts as a workday (unknownYear: weekdays)' },
  ])('says what $unknownYear does', ({ unknownYear, says }) => {
    const text = changed('unknownYear: skip', `unknownYear: ${unknownYear}`);
    expect(warningsOf(text, '2026-06-01T00:00:00Z')).toEqual([
      `schedules.hours: calendar factory has no holiday data for 2027: ${says}`,
    ]);
  });

  it('names the year that it is, when even that is unknown', () => {
    expect(warningsOf(sound, '2028-02-01T00:00:00Z')).toContainEqual(
      expect.stringContaining('calendar factory has no holiday data for 2028:'),
    );
  });

  it('does not concern a calendar that needs no data', () => {
    expect(warningsOf(changed('{ base: cn, ', '{ '), '2026-06-01T00:00:00Z')).toEqual([]);
  });
});

describe('what is in the past', () => {
  const release = 'schedules.hours: exception 1 (2026-11-28, release) is in the past; delete it';
  const holidays = 'schedules.hours: exception 2 (2026-12-24 to 2027-01-01) is in the past; delete it';
  const once = 'schedules.hours: stop once at 2027-01-02T12:00 is in the past; delete it';

  it.each([
    { now: '2026-11-28T23:59:59Z', over: [] },
    { now: '2026-11-29T00:00:00Z', over: [release] },
    { now: '2027-01-01T23:59:59Z', over: [release] },
    { now: '2027-01-02T11:59:59Z', over: [release, holidays] },
    { now: '2027-01-02T12:00:00Z', over: [release, holidays, once] },
  ])('is named on $now', ({ now, over }) => {
    expect(warningsOf(sound, now)).toEqual([expect.stringContaining('calendar factory'), ...over]);
  });

  it('goes by the clock of the schedule', () => {
    const text = changed('Europe/London', 'America/New_York');
    expect(warningsOf(text, '2026-11-29T04:59:59Z')).toHaveLength(1);
    expect(warningsOf(text, '2026-11-29T05:00:00Z')).toEqual([expect.stringContaining('calendar'), release]);
  });
});

describe('a time that counts up to a date', () => {
  it.each([
    { time: 'at: "09:00", days: workdays, to: 2026-11-30', what: 'start at 09:00' },
    { time: 'cron: "0 9 ? * MON *", to: 2026-11-30', what: 'start by cron 0 9 ? * MON *' },
  ])('is named when that is over: $what', ({ time, what }) => {
    const text = changed('{ at: "09:00", days: workdays }', `[{ at: "10:00", days: workdays }, { ${time} }]`);
    const said = (now: string) => warningsOf(text, now).filter((line) => line.includes('counts up to'));
    expect(said('2026-12-01T23:59:59Z')).toEqual([]);
    const line = `schedules.hours: ${what} counts up to 2026-11-30, which is in the past; delete it`;
    expect(said('2026-12-02T00:00:00Z')).toEqual([line]);
  });
});

describe('a schedule that has ended', () => {
  /** The warnings of the sound configuration, whose hours end with this day in London. */
  const warningsUntil = (until: string, now: string) => {
    const configuration = parseConfiguration(sound, 'r.yaml');
    const { hours } = configuration.schedules;
    if (hours === undefined) throw new Error('the sound configuration has no hours');
    const schedules = { ...configuration.schedules, hours: { ...hours, until } };
    return configurationWarnings({ ...configuration, schedules }, Date.parse(now));
  };

  it('is named, and nothing else of it', () => {
    expect(warningsUntil('2028-01-31', '2028-02-01T00:00:00Z')).toEqual([
      'schedules.hours: ended on 2028-01-31; delete it, and first from restarts: web-down',
    ]);
  });

  it('has not ended on its last day', () => {
    const said = warningsUntil('2028-01-31', '2028-01-31T23:59:59Z');
    expect(said).not.toContainEqual(expect.stringContaining('ended'));
    expect(said).toContainEqual(expect.stringContaining('is in the past'));
  });

  it('has not ended while its last window is open', () => {
    const now = Date.parse('2026-11-27T00:00:00Z');
    const configuration = parseConfiguration(sound, 'r.yaml');
    const { hours } = configuration.schedules;
    if (hours === undefined) throw new Error('the sound configuration has no hours');
    const transitions = [
      { action: 'start', rule: { kind: 'at', time: '08:00', days: [2] } },
      { action: 'stop', rule: { kind: 'at', time: '20:00', days: [6] } },
    ] as const;
    const said = (until: string) => {
      const schedules = { hours: { ...hours, transitions, exceptions: [], until } };
      return configurationWarnings({ ...configuration, schedules, restarts: {} }, now).filter((line) => line.includes('ended'));
    };
    // The stop of Friday 27 November is still to come.
    expect([said('2026-11-25'), said('2026-11-21')]).toEqual([[], ['schedules.hours: ended on 2026-11-21; delete it']]);
  });

  it('asks for no calendar of the years after it', () => {
    const asked = (until: string) =>
      warningsUntil(until, '2026-06-01T00:00:00Z').filter((line) => line.includes('no holiday data'));
    expect(asked('2026-12-31')).toEqual([]);
    expect(asked('2027-01-01')).toEqual([gap]);
  });
});

describe('an exception that adds nothing', () => {
  const weekly = changed('"09:00", days: workdays', '"09:00", days: mon-fri').replace(
    '    calendar: factory\n    unknownYear: skip\n',
    '',
  );

  it('is named where no time asks the calendar', () => {
    expect(warningsOf(weekly, '2026-11-27T00:00:00Z')).toEqual([
      'schedules.hours: exception 1 (2026-11-28, release) adds nothing, because no time on workdays is added there; write a once, or days: workdays',
    ]);
  });

  it('is named for its own action alone', () => {
    expect(warningsOf(changed('run: all', 'run: stop'), '2026-11-27T00:00:00Z')).toEqual([
      gap,
      'schedules.hours: exception 1 (2026-11-28, release) adds no stop, because no time on workdays is added there; write a once, or days: workdays',
    ]);
    expect(warningsOf(changed('run: all', 'run: start'), '2026-11-27T00:00:00Z')).toEqual([gap]);
  });

  it('is named where the times are narrowed to other days', () => {
    const narrowed = changed('"09:00", days: workdays', '"09:00", days: workdays, only: mon-fri');
    expect(warningsOf(narrowed, '2026-11-27T00:00:00Z')).toContainEqual(expect.stringContaining('adds nothing'));
  });

  it('is named where its day runs anyway', () => {
    const usual = changed('on: 2026-11-28, run: all', 'on: 2026-11-26, run: start');
    expect(warningsOf(usual, '2026-11-20T00:00:00Z')).toContain(
      'schedules.hours: exception 1 (2026-11-26, release) adds no start, because only what is due anyway runs there; write a once for more, or delete it',
    );
  });

  it('is not named when it is over, or only skips', () => {
    const over = 'schedules.hours: exception 1 (2026-11-28, release) is in the past; delete it';
    expect(warningsOf(weekly, '2026-11-29T00:00:00Z')).toEqual([over]);
    expect(warningsOf(weekly.replace('run: all', 'skip: all'), '2026-11-27T00:00:00Z')).toEqual([]);
  });

  it('is never over when it comes each year', () => {
    const configuration = parseConfiguration(sound, 'r.yaml');
    const { hours } = configuration.schedules;
    if (hours === undefined) throw new Error('the sound configuration has no hours');
    const exceptions = hours.exceptions.map((exception) => ({
      ...exception,
      from: '12-24',
      to: '12-26',
      effect: 'skip' as const,
    }));
    const schedules = { ...configuration.schedules, hours: { ...hours, exceptions } };
    const said = standingWarnings({ ...configuration, schedules }, Date.parse('2028-02-01T00:00:00Z'));
    expect(said).toEqual(['schedules.hours: stop once at 2027-01-02T12:00 is in the past; delete it']);
  });
});

describe('what several schedules act upon', () => {
  it.each([
    {
      what: 'ids',
      from: 'resourceGroup: rg-1, tags: { power: "1" }',
      to: 'instances: ["1500000000000000001"]',
      shared: '1500000000000000001 of zen',
    },
    {
      what: 'ids with regions',
      from: 'region: ap-seoul, tags: { power: hours }, maxMatches: 50',
      to: 'region: ap-shanghai, instances: [ins-1]',
      shared: 'ins-1 of ten ap-shanghai',
    },
    {
      what: 'selections, in whatever order',
      from: '- { account: ten, region: ap-shanghai, instances: [ins-1] }',
      to: '- { account: ten, region: ap-seoul, tags: { b: x, power: hours } }\n  more:\n    start: { at: "01:00" }\n    targets:\n      - { account: ten, region: ap-seoul, tags: { power: hours, b: x } }',
      shared: 'every machine with b=x power=hours of ten ap-seoul',
      schedules: 'more and mornings',
    },
  ])('is a warning: $what', ({ from, to, shared, schedules = 'hours and mornings' }) => {
    const said = `schedules ${schedules} share ${shared}; check that their times do not conflict`;
    expect(warningsOf(changed(from, to), '2025-06-01T00:00:00Z')).toEqual([said]);
  });

  it('is one line for many, and not for the same id elsewhere', () => {
    const text = changed(
      '- { account: ten, region: ap-seoul, tags: { power: hours }, maxMatches: 50, stopMode: stop-charging }',
      '- { account: ali, region: cn-hangzhou, instances: [i-5, i-4, i-3, i-2, i-1] }\n      - { account: ten, region: ap-seoul, instances: [ins-1] }',
    ).replace('[i-1, i-2]', '[i-1, i-2, i-3, i-4, i-5]');
    expect(warningsOf(text, '2025-06-01T00:00:00Z')).toEqual([
      'schedules hours and mornings share i-1, i-2, i-3 and 2 more of ali cn-hangzhou; check that their times do not conflict',
    ]);
  });
});

describe('what a restart means otherwise than it seems', () => {
  const early = '2025-06-01T00:00:00Z';
  const mayHave = (place: string) =>
    `restarts.web-down: schedule hours selects machines of ${place} by tags or group; if it has these, its starts and stops begin no cooldown here; write schedule: hours, or list their ids there`;

  it.each([
    {
      what: 'hours that never end',
      from: 'schedule: hours',
      to: 'schedule: mornings',
      says: 'schedule mornings has no stop, so from its first start on it wants its machines on at all hours',
      more: [mayHave('zen')],
    },
    {
      what: 'hours that never begin',
      from: 'start: { at: "09:00", days: workdays }\n    stop: [{ at: "18:00", days: [mon-thu] }',
      to: 'stop: [{ at: "18:00", days: workdays }',
      says: 'schedule hours has no start, so it never wants a machine on, and nothing is ever restarted',
    },
    {
      what: 'a label that a source does not send',
      from: 'match: { alertname: [Down, Gone] }',
      to: 'match: { alertname: Down, severity: critical }',
      says: 'alerts of aws never match, because cloudwatch sends no label severity; give aws a restart of its own, or match on alertname alone',
    },
    {
      what: 'an id that looks wrong',
      from: 'instances: [ins-7, ins-8]',
      to: 'instances: [ins-7, INS_8]',
      says: '"INS_8" does not look like an instance id of Tencent; compare it with the console',
    },
    {
      what: 'a region that nobody knows',
      from: 'region: ap-tokyo',
      to: 'region: ap-tokio',
      says: 'region "ap-tokio" is not known at Tencent; did you mean ap-tokyo?',
    },
  ])('is a warning: $what', ({ from, to, says, more = [] }) => {
    expect(warningsOf(changed(from, to), early)).toEqual([`restarts.web-down: ${says}`, ...more]);
  });

  it.each([
    { what: 'its own', schedule: 'hours', region: 'ap-seoul', says: [] },
    { what: 'another one', schedule: 'always', region: 'ap-seoul', says: ['ten ap-seoul'] },
    { what: 'one of another region', schedule: 'always', region: 'ap-tokyo', says: [] },
  ])('is a schedule that may have its machines by tags: $what', ({ schedule, region, says }) => {
    const text = changed('schedule: hours', `schedule: ${schedule}`)
      .replace('region: ap-tokyo, instances: [ins-7, ins-8]', `region: ${region}, instances: [ins-7, ins-8]`)
      .replace('      - { instances: ["1500000000000000007"], account: zen }\n', '');
    expect(warningsOf(text, early)).toEqual(says.map(mayHave));
  });

  const stopping = changed(
    'tags: { power: hours }, maxMatches: 50, stopMode: stop-charging',
    'instances: [ins-9], stopMode: keep-charging',
  ).replace('resourceGroup: rg-1, tags: { power: "1" }', 'instances: ["1500000000000000009"]');

  it.each([
    { what: 'at all hours', schedule: 'always', whenStopped: 'start', region: 'ap-seoul', warns: true },
    { what: 'in its hours alone', schedule: 'hours', whenStopped: 'start', region: 'ap-seoul', warns: false },
    { what: 'never', schedule: 'always', whenStopped: 'leave', region: 'ap-seoul', warns: false },
    { what: 'in another region', schedule: 'always', whenStopped: 'start', region: 'ap-tokyo', warns: false },
  ])('what a schedule stops is started again $what', ({ schedule, whenStopped, region, warns }) => {
    const text = stopping
      .replace('schedule: hours', `schedule: ${schedule}`)
      .replace('whenStopped: start', `whenStopped: ${whenStopped}`)
      .replace('region: ap-tokyo, instances: [ins-7, ins-8]', `region: ${region}, instances: [ins-7, ins-9]`);
    const says =
      'restarts.web-down: schedule hours stops machines that this restart starts again at all hours; write schedule: hours, unless you mean it';
    expect(warningsOf(text, early)).toEqual(warns ? [says] : []);
  });

  const alarm = { alarmName: 'a', state: { value: 'ALARM' } };

  it.each([
    { kind: 'cloudwatch', text: JSON.stringify({ 'detail-type': 'CloudWatch Alarm State Change', detail: alarm }) },
    { kind: 'cloudmonitor', text: 'alertState=ALERT&alertName=a&triggerLevel=CRITICAL&ruleId=r' },
    { kind: 'tencent-monitor', text: '{"sessionId":"s","alarmStatus":"1","alarmPolicyInfo":{"policyName":"a"}}' },
    { kind: 'uptime-kuma', text: '{"heartbeat":{"monitorID":3,"status":0},"monitor":{"id":3,"name":"a"}}' },
    {
      kind: 'alertmanager',
      text: '{"version":"4","alerts":[{"status":"firing","labels":{"alertname":"a","severity":"x","team":"x"}}]}',
    },
  ] as const)('is a label that $kind does not send, and no other', ({ kind, text }) => {
    const hearing = { source: { idLabel: 'instance_id', names: {} }, labels: ['team'], newId: () => 'id' };
    const sent = readers[kind]({ text, contentType: '' }, hearing).statements[0]?.labels ?? {};
    const secret = kind === 'cloudwatch' ? '' : 'secret: reveille/aws, ';
    const warned = ['alertname', 'severity', 'team'].filter((label) => {
      const match = changed('match: { alertname: [Down, Gone] }', `match: { ${label}: x }`);
      return warningsOf(match.replace('kind: cloudwatch, ', `kind: ${kind}, ${secret}`), early).length > 0;
    });
    expect(Object.keys(sent)).toContain('alertname');
    expect(warned).toEqual(['alertname', 'severity', 'team'].filter((label) => !Object.hasOwn(sent, label)));
  });

  it('is a machine in two restarts', () => {
    const text = `${sound}  db-down: { sources: [prom], schedule: hours, targets: [{ account: ten, region: ap-tokyo, instances: [ins-8] }] }\n`;
    expect(warningsOf(text, early)).toEqual([
      'restarts db-down and web-down share ins-8 of ten ap-tokyo; of those that an alert matches, the first by name decides',
    ]);
  });

  it.each([
    { names: '', warns: true },
    { names: ', names: { "3": ins-7 }', warns: false },
    { names: ', idLabel: alertname', warns: false },
  ])('is a source whose alerts name no machine: $names', ({ names, warns }) => {
    const text = changed('cloudwatch, names: { web-1-down: ins-7 }', `uptime-kuma, secret: reveille/kuma${names}`);
    const says = 'sources.aws: uptime-kuma does not send the id of a machine; write names: { <monitor>: <id> }';
    expect(warningsOf(text, early)).toEqual(warns ? [says] : []);
  });
});
