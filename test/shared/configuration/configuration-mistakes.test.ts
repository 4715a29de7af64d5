import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseConfiguration, readConfiguration } from '../../../shared/configuration/configuration-file.ts';
import { ConfigurationError } from '../../../shared/configuration/mistake.ts';
import { aCalendarFile } from './calendar-files/a-calendar-file.ts';
import { changed, sound } from './sound-configuration.ts';

// The calendar files that rows name.
const files = new Map([
  ['cn.ics', { file: 'cn.ics', text: { value: aCalendarFile(['DTSTART;VALUE=DATE:20270101']) } }],
  ['cn.txt', { file: 'cn.txt', text: { value: '2027-01-01 New Year' } }],
]);

function linesOf(text: string): readonly string[] {
  try {
    parseConfiguration(text, 'r.yaml', files);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message.split('\n');
    throw error;
  }
  return [];
}

// Blocks: `- a text of the sound configuration`, `+ the text in its place`, `= the lines that this
// gives`.
const rows = ['configuration-mistakes.txt', 'hours-mistakes.txt', 'calendar-mistakes.txt', 'restart-mistakes.txt']
  .flatMap((name) =>
    readFileSync(new URL(name, import.meta.url), 'utf8')
      .trim()
      .split('\n\n'),
  )
  .map((block) => ({ from: marked(block, '- '), to: marked(block, '+ '), lines: marked(block, '= ').split('\n') }));

function marked(block: string, mark: string): string {
  const lines = block.split('\n').filter((line) => line.startsWith(mark));
  return lines.map((line) => line.slice(mark.length)).join('\n');
}

describe('one mistake is one line', () => {
  it('has rows to go through', () => {
    expect(rows.length).toBeGreaterThan(250);
  });

  it.each(rows)('$from -> $to', ({ from, to, lines }) => {
    expect(linesOf(changed(from, to))).toEqual(lines);
  });

  it.each([
    ['', 'r.yaml:1:1: the file is empty; write accounts and schedules'],
    ['# only a comment\n', 'r.yaml:1:1: the file is empty; write accounts and schedules'],
    ['- a\n', 'r.yaml:1:1: found a list; write a mapping with accounts, calendars, schedules, sources, restarts, alerts'],
    ['%YAML 1.1\n---\n{ <<: 5 }\n', 'r.yaml:1:1: YAML 1.1 is not supported; delete the %YAML line'],
    ['on\n', 'r.yaml:1:1: found "on"; write a mapping with accounts, calendars, schedules, sources, restarts, alerts'],
    [
      `a: &a [${'1,'.repeat(99)}1]\nb: &b [${'*a,'.repeat(99)}*a]\nc: [${'*b,'.repeat(99)}*b]`,
      'r.yaml:2:8: the alias "*a" makes more than 200000 values of this file; write the values out',
    ],
  ])('the whole file %j', (text, line) => {
    expect(linesOf(text)).toEqual([line]);
  });

  it.each([
    ['no-such-file.yaml', 'no-such-file.yaml: there is no such file; name a file that exists, or let `reveille init` make one'],
    ['shared', 'shared: is a folder; name a file'],
    [
      'reveille.yaml/r.yaml',
      'reveille.yaml/r.yaml: there is no such file; name a file that exists, or let `reveille init` make one',
    ],
  ])('the path %s', async (path, line) => {
    await expect(readConfiguration(path)).rejects.toBeInstanceOf(ConfigurationError);
    await expect(readConfiguration(path)).rejects.toMatchObject({
      message: line,
      mistakes: [{ file: path, line: null, path: '' }],
    });
  });
});

describe('several mistakes', () => {
  it('are all reported, in the order of their places', () => {
    const text = `accounts: {}
schedules:
  s:
    start: { cron: "0 0 * * * *" }
    targets: []
  t:
    timezone: 5
    targets:
      - { account: gone, instances: &ids [1, x, x] }
      - { account: gone, instances: *ids }
  t: {}
alerts:
`;
    expect(linesOf(text)).toEqual([
      'r.yaml:1:11 accounts: is empty; name at least one account',
      'r.yaml:4:20 schedules.s.start.cron: day-of-month and day-of-week are both given; write ? for the one that does not matter',
      'r.yaml:5:14 schedules.s.targets: is empty; write a list with at least one target',
      'r.yaml:11:3 schedules.t: repeats the key at 6:3; delete one of the two',
      'r.yaml:11:6 schedules.t.targets: is missing; write a list with at least one target',
      'r.yaml:11:6 schedules.t: has neither start nor stop; write start: { at: "08:30", days: mon-fri }, or a stop',
      'r.yaml:12:8 alerts: found nothing; write a mapping with email, heartbeat',
    ]);
  });

  it.each([
    {
      what: 'no restarts',
      text: sound.slice(0, sound.indexOf('restarts:')),
      lines: [
        'r.yaml:36:3 sources.prom: is used by no restart; name it under sources of a restart, or delete it',
        'r.yaml:37:3 sources.aws: is used by no restart; name it under sources of a restart, or delete it',
      ],
    },
    {
      what: 'restarts that nobody can read',
      text: `${sound.slice(0, sound.indexOf('restarts:'))}restarts: 5\n`,
      lines: [
        'r.yaml:38:11 restarts: found the number 5; write a mapping such as { web-down: { sources: [prometheus], targets: [{ … }] } }',
      ],
    },
    {
      what: 'no sources',
      text: sound.replace(/^sources:\n( .*\n)+/m, ''),
      lines: [
        'r.yaml:37:15 restarts.web-down.sources.0: there is no source "prom"; add it under sources',
        'r.yaml:37:21 restarts.web-down.sources.1: there is no source "aws"; add it under sources',
      ],
    },
  ])('of sources and restarts fit what is there: $what', ({ text, lines }) => {
    expect(linesOf(text)).toEqual(lines);
  });

  it('of lists of calendars that a function should not carry', () => {
    const pairs = (count: number): string => {
      const names = Array.from({ length: count }, (_, n) => `n${n}`);
      const lists = names.map(
        (name, n) => `  ${name}: { base: [${n === 0 ? 'cn' : names[n - 1]}, factory], holidays: [2026-12-30] }\n`,
      );
      return changed('schedules:\n  mornings', `${lists.join('')}schedules:\n  mornings`);
    };
    expect(linesOf(pairs(50))).toEqual([]);
    expect(linesOf(pairs(51))).toEqual([
      'r.yaml:58:16 calendars.n50.base: leads to 102 calendars; list at most 100, with those of their own lists',
    ]);
    const names = Array.from({ length: 300 }, (_, n) => [`a${n}`, `b${n}`]);
    const doubled = names.flat().map((name, n) => {
      const [one, other] = names[Math.floor(n / 2) - 1] ?? ['cn', 'factory'];
      return `  ${name}: { base: [${one}, ${other}], workSaturdays: { every: 2, from: 2026-12-05 } }\n`;
    });
    const text = changed('schedules:\n  mornings', `${doubled.join('')}schedules:\n  mornings`);
    expect(linesOf(text)[0]).toMatch(/^r\.yaml:\d+:\d+ calendars\.a5\.base: leads to 126 calendars;/);
  });

  it('of a label that is longer than any that is kept', () => {
    const most = 'x'.repeat(1_024);
    expect(linesOf(changed('[Down, Gone]', most))).toEqual([]);
    expect(linesOf(changed('[Down, Gone]', `${most}x`))).toHaveLength(1);
  });

  it('behind an alias are reported at the alias, and once where the value itself is', () => {
    const text = changed(
      'instances: ["1500000000000000001"] }',
      'instances: &ids [7] }\n      - { account: ten, region: ap-x, instances: *ids }',
    );
    const fix = 'put it in quotes: "7"';
    expect(linesOf(text)).toEqual([
      `r.yaml:18:42 schedules.mornings.targets.2.instances.0: found the number 7; ${fix}`,
      `r.yaml:19:50 schedules.mornings.targets.3.instances.0: found the number 7; ${fix}`,
    ]);
  });

  it('behind an alias of an alias are reported at the first of the two', () => {
    const text = changed(
      '{ account: zen, instances: ["1500000000000000001"] }',
      '&zen { account: zen, instances: &ids [""] }\n      - &ten { account: ten, region: ap-x, instances: *ids }\n      - *ten',
    );
    expect(linesOf(text).map((line) => /:(\d+:\d+) /.exec(line)?.[1])).toEqual(['18:47', '19:55', '20:9', '20:9']);
  });

  it('in one line of broken YAML count once', () => {
    expect(linesOf('a: * * *\nb: @x\n')).toHaveLength(2);
  });

  it('never repeat the password of an endpoint', () => {
    const lines = linesOf(changed('reveille/ali', 'a, endpoint: "https://user:hunter2@host"'));
    expect(lines).toHaveLength(1);
    expect(lines.join()).toContain('an endpoint must not have a user name or a password');
    expect(lines.join()).not.toContain('hunter2');
  });
});
