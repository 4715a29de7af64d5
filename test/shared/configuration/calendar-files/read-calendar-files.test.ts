import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findCalendarFiles } from '../../../../shared/configuration/calendar-files/read-calendar-files.ts';
import { readConfiguration } from '../../../../shared/configuration/configuration-file.ts';
import { ConfigurationError } from '../../../../shared/configuration/mistake.ts';
import { dayOf } from '../../../../shared/schedule/civil-day.ts';
import { kindOfDay } from '../../../../shared/schedule/day-table.ts';
import { changed } from '../sound-configuration.ts';
import { aCalendarFile } from './a-calendar-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'reveille-calendars-'));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'days'));

/** Writes files into the folder, the configuration with these calendars among them, and reads it. */
function read(calendars: string, files: Readonly<Record<string, string | Buffer>> = {}) {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  writeFileSync(join(folder, 'r.yaml'), changed('cn: { country: CN }', `cn: { country: CN }\n  ${calendars}`));
  return readConfiguration(join(folder, 'r.yaml'));
}

async function linesOf(...given: Parameters<typeof read>): Promise<readonly string[]> {
  try {
    await read(...given);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message.replaceAll(`${folder}/`, '').split('\n');
    throw error;
  }
  return [];
}

const newYear = aCalendarFile(['DTSTART;VALUE=DATE:20270101', "SUMMARY:New Year's Day"]);

describe('the calendar files of a configuration', () => {
  it('lie beside it, or where their path leads', async () => {
    const absolute = join(folder, 'days', 'two.txt');
    const files = { 'days/one.ics': `\ufeff${newYear}`, 'days/two.txt': '2027-01-01 One\nworkday: 2027-01-02 Two\n' };
    const { calendars } = await read(
      `one: { ics: days/one.ics, years: [2027] }\n  two: { base: one, list: "${absolute}", years: [2027] }`,
      files,
    );
    const said = ['2027-01-01', '2027-01-02'].map((date) =>
      Object.entries(calendars).map(([name, table]) => `${name} ${kindOfDay(table, dayOf(date)).because}`),
    );
    expect(said[0]).toEqual(expect.arrayContaining(["one holiday: New Year's Day", 'two holiday: One']));
    expect(said[1]).toEqual(expect.arrayContaining(['one weekend', 'two make-up workday: Two']));
  });

  it.each([
    { file: 'gone.ics', problem: 'there is no such file; name a file that exists' },
    { file: 'days', problem: 'is a folder; name a file' },
    { file: 'latin.ics', problem: 'is not UTF-8 text; save the file as UTF-8' },
    { file: 'wide.ics', problem: 'has NUL characters, as a file saved as UTF-16 has; save the file as UTF-8' },
    { file: 'large.ics', problem: 'has 5000001 bytes; name a file of at most 5000000 bytes with only the holidays' },
    { file: 'pipe.ics', problem: 'is no file on disk; save it as a file' },
  ])('are mistakes of the configuration where they cannot be read: $file', async ({ file, problem }) => {
    if (file === 'pipe.ics') execFileSync('mkfifo', [join(folder, file)]);
    const files = {
      'latin.ics': Buffer.from([0x42, 0xe9]),
      'wide.ics': Buffer.from(newYear, 'utf16le').subarray(0, 40),
      'large.ics': ' '.repeat(5_000_001),
    };
    expect(await linesOf(`sg: { ics: ${file}, years: [2027] }`, files)).toEqual([
      `r.yaml:7:14 calendars.sg.ics: "${file}": ${problem}`,
    ]);
  });

  it('are told of beside the mistakes of the configuration, each file once', async () => {
    const bad = aCalendarFile(['SUMMARY:Vesak'], ['DTSTART;VALUE=DATE:20270230', 'SUMMARY:Labour Day']);
    const calendars =
      'sg: { ics: bad.ics, years: [2027] }\n  my: { ics: bad.ics, years: [27] }\n  id: { ics: bad.ics, years: [2027] }\n  th: { list: gone.txt, years: [2027] }\n  vn: { ics: good.ics, years: [2027, 2028] }';
    expect(await linesOf(calendars, { 'bad.ics': bad, 'good.ics': newYear })).toEqual([
      'r.yaml:8:31 calendars.my.years.0: found the number 27; write a list of the years for which holidays and workdays are complete, such as [2027]',
      'r.yaml:10:15 calendars.th.list: "gone.txt": there is no such file; name a file that exists',
      'r.yaml:11:38 calendars.vn.years.1: "good.ics" has no day in 2028; delete the year, or name a file that has it',
      'bad.ics:4:1 Vesak: has no DTSTART; write its day, such as DTSTART;VALUE=DATE:20270206',
      'bad.ics:7:1 "Labour Day": its DTSTART "2027-02-30" is not a day; write a day that exists, such as DTSTART;VALUE=DATE:20270206',
    ]);
  });

  it('are found from any folder', async () => {
    const found = await findCalendarFiles(['a.ics', 'a.ics', '../b.ics', '/c.ics'], 'some/folder/r.yaml');
    expect([...found].map(([path, { file }]) => [path, file])).toEqual([
      ['a.ics', 'some/folder/a.ics'],
      ['../b.ics', 'some/b.ics'],
      ['/c.ics', '/c.ics'],
    ]);
  });

  it('of five megabytes are read in moments', async () => {
    const event = ['DTSTART;VALUE=DATE:20270101', `DESCRIPTION:${'x'.repeat(430)}`, 'SUMMARY:New Year'];
    const text = aCalendarFile(...Array.from({ length: 9_500 }, () => event));
    expect(text.length).toBeGreaterThan(4_900_000);
    const { calendars } = await read('sg: { ics: full.ics, years: [2027] }', { 'full.ics': text });
    expect(calendars.sg?.holidays).toEqual({ '2027-01-01': 'New Year' });
  });
});

// As a person asked for it in public: spatie/opening-hours#20, edgexfoundry#1055.
it('a company rests on the same days of each year', async () => {
  const { calendars } = await read('de: { country: DE-BY }\n  company: { base: de, holidays: [12-24, 12-31] }');
  const { company } = calendars;
  if (company === undefined) throw new Error('there is no calendar of the company');
  const dates = ['2026-12-24', '2026-12-25', '2026-12-28', '2026-12-31', '2027-12-24', '2027-12-31', '2035-12-31'];
  expect(dates.map((date) => kindOfDay(company, dayOf(date)).worked)).toEqual([false, false, true, false, false, false, false]);
});
