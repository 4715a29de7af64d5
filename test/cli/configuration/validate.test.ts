import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { changed, sound } from '../../shared/configuration/sound-configuration.ts';
import { runReveille } from '../a-world.ts';

const directory = mkdtempSync(join(tmpdir(), 'reveille-validate-'));
afterAll(() => rmSync(directory, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}

const good = file('good.yaml', sound);
const bad = file('bad.yaml', changed('"09:00"', '"25:00"').replace('dryRun: true', 'dryRun: yes'));
const small = file(
  'small.yaml',
  'accounts: { z: { provider: zenlayer, secret: s } }\nschedules: { s: { start: { at: "08:30" }, targets: [{ account: z, instances: [a] }] } }',
);

async function validated(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const now = () => Date.parse('2026-11-27T00:00:00Z');
  const { code, stdout, stderr } = await runReveille(['validate', ...args], { env, now });
  const lines = (text: string) => text.split('\n').slice(0, -1);
  return { code, printed: lines(stdout), said: lines(stderr) };
}

const warnings = [
  'schedules.hours: calendar factory has no holiday data for 2027: workdays of that year are skipped (unknownYear: skip)',
  'schedules.hours: is on for 57 h from 2026-11-28T09:00 to 2026-11-30T18:00, where 9 h is usual; to end it sooner, add { at: "18:00", days: workdays } under stop',
];

describe('a sound configuration', () => {
  const first = `${good}: 2 schedules, 5 transitions, 4 instances, 2 selections, 1 restart; 2 warnings`;

  const bills = [
    'hours, a machine stopped on Tencent (stop-charging): CPU and memory are not billed, disks, images and bandwidth by bandwidth are; a public IP that is no elastic IP changes, and a start may find no stock',
    'hours, a machine stopped on Zenlayer: no page of the provider says that a stopped machine costs less',
  ];

  const restart =
    'web-down: 3 machines, starts or reboots (by force, where a soft reboot takes too long), each at most 2 times an hour and 5 times a day, while hours wants them on';

  it('is told in one line, its warnings, what its stops cost and what its restarts do below', async () => {
    expect(await validated(['--config', good])).toEqual({ code: 0, printed: [first, ...warnings, ...bills, restart], said: [] });
  });

  it.each([
    { from: 'force: true\n    forceAfter: 4m', to: '', deeds: 'starts or reboots' },
    { from: 'whenStopped: start', to: 'whenStopped: leave', deeds: 'reboots (by force, where a soft reboot takes too long)' },
    { from: 'whenRunning: reboot\n    force: true', to: 'whenRunning: leave', deeds: 'starts' },
  ])('says what a restart does: $deeds', async ({ from, to, deeds }) => {
    const text = changed(from, to).replace('perHour: 2', 'perHour: 1').replace('schedule: hours', 'schedule: always');
    const { printed } = await validated(['--config', file('restart.yaml', text)]);
    expect(printed.at(-1)).toBe(`web-down: 3 machines, ${deeds}, each at most 1 time an hour and 5 times a day, at all hours`);
  });

  it('may be named by the environment', async () => {
    expect((await validated([], { REVEILLE_CONFIG: small })).printed).toEqual([
      `${small}: 1 schedule, 1 transition, 1 instance; 0 warnings`,
    ]);
    expect((await validated(['--config', good], { REVEILLE_CONFIG: small })).printed[0]).toBe(first);
  });

  it('is one object with --json', async () => {
    const { code, printed, said } = await validated(['--config', good, '--json']);
    expect({ code, said, lines: printed.length }).toEqual({ code: 0, said: [], lines: 1 });
    expect(JSON.parse(printed[0] ?? '')).toEqual({ mistakes: [], warnings });
  });
});

describe('a configuration with mistakes', () => {
  it('is exit 2, one line each', async () => {
    const { code, printed, said } = await validated(['--config', bad]);
    expect({ code, printed }).toEqual({ code: 2, printed: [] });
    expect(said).toEqual([
      `${bad}:14:13 schedules.mornings.dryRun: found "yes"; write true or false`,
      `${bad}:23:18 schedules.hours.start.at: "25:00" is not a time of day; write hours and minutes from 00:00 to 23:59`,
    ]);
  });

  it('is one object with --json', async () => {
    const { code, printed, said } = await validated(['--config', bad, '--json']);
    expect({ code, said }).toEqual({ code: 2, said: [] });
    const { mistakes, warnings } = JSON.parse(printed.join('\n'));
    expect(warnings).toEqual([]);
    expect(mistakes[1]).toEqual({
      ...{ file: bad, line: 23, column: 18, path: 'schedules.hours.start.at' },
      problem: '"25:00" is not a time of day',
      fix: 'write hours and minutes from 00:00 to 23:59',
    });
  });
});

it.each([
  { what: 'UTF-16, as PowerShell writes it', bytes: Buffer.from('\uFEFFaccounts: {}', 'utf16le') },
  { what: 'Latin-1', bytes: Buffer.from('# Büro', 'latin1') },
  { what: 'no text at all', bytes: Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0xff, 0x00]) },
])('a file of $what is a mistake of one line', async ({ bytes }) => {
  const file = join(directory, 'not-utf-8.yaml');
  writeFileSync(file, bytes);
  const says = `${file}: is not UTF-8 text; save the file as UTF-8`;
  expect(await validated(['--config', file])).toEqual({ code: 2, printed: [], said: [says] });
});

it('a file of UTF-16 without its mark is a mistake of one line', async () => {
  const file = join(directory, 'utf-16.yaml');
  writeFileSync(file, Buffer.from('accounts: {}', 'utf16le'));
  const says = `${file}: has NUL characters, as a file saved as UTF-16 has; save the file as UTF-8`;
  expect(await validated(['--config', file])).toEqual({ code: 2, printed: [], said: [says] });
});

it.each([
  { args: ['--config='], says: '--config is empty; write --config <file>, or leave it out' },
  { args: ['--confg', 'x'], says: "unknown option '--confg'; did you mean --config?" },
  {
    args: ['x'],
    says: "validate does not take 'x'; put a value that has blanks in quotes; reveille validate --help shows what there is",
  },
])('$args is a mistake of one line', async ({ args, says }) => {
  expect(await validated(args)).toEqual({ code: 2, printed: [], said: [says] });
});
