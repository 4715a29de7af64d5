import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../../cli/terminal/columns.ts';
import { runReveille } from '../a-world.ts';
import { chineseOffice } from './a-plan.ts';
import { now, planFiles, runPlan } from './a-plan-run.ts';

const { folder, write, office, both } = planFiles();

describe('plan', () => {
  it("begins with today in each schedule's zone", async () => {
    const { stdout } = await runPlan('--config', both, '--days', '2');
    expect(stdout).toContain('office  Asia/Shanghai  calendar cn  Sun 2026-11-22 to Mon 2026-11-23');
    expect(stdout).toContain('nights  Europe/London  Sat 2026-11-21 to Sun 2026-11-22');
  });

  it('shows one schedule when asked', async () => {
    const { stdout, code } = await runPlan('--config', both, '--schedule', 'nights');
    expect(stdout).toMatch(/^nights {2}Europe/);
    expect(stdout).not.toContain('office');
    expect(code).toBe(0);
  });

  const often = write('often.yaml', { often: 'start: { cron: "* * * * ? *" }' });
  it.each([
    {
      args: ['--config', both, '--schedule', 'ofice'],
      says: '--schedule ofice: there is no such schedule; did you mean office?',
    },
    { args: ['--config', both, '--schedule', 'x'], says: '--schedule x: there is no such schedule; there is office, nights' },
    { args: ['--config', join(folder, 'none.yaml')], says: `${join(folder, 'none.yaml')}: there is no such file; name a file` },
    { args: ['--config', both, '--against', join(folder, 'none.yaml')], says: 'none.yaml: there is no such file' },
    { args: ['--config', often, '--days', '3660'], says: '--days: the plan of often has too many transitions to show' },
    { args: ['--config', both, '--ics', join(folder, 'none', 'p.ics')], says: 'p.ics: cannot be written (ENOENT); name a file' },
    { args: ['--config', both, '--ics', folder], says: `${folder}: cannot be written (` },
    { args: ['--config', both, '--days', 'many'], says: '--days many: must be a number from 1 to 3660' },
  ])('refuses $args', async ({ args, says }) => {
    const { code, stderr } = await runPlan(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(says);
    expect(readdirSync(dirname(folder)).filter((name) => name.startsWith(`${basename(folder)}.`))).toEqual([]);
  });

  it('writes a calendar beside the plan, replacing the old one', async () => {
    const path = join(folder, 'p.ics');
    writeFileSync(path, 'old');
    const { code, stdout, stderr } = await runPlan('--config', both, '--from', '2026-10-01', '--days', '2', '--ics', path);
    expect({ code, stderr }).toEqual({ code: 0, stderr: `${path}: 2 transitions, 4 skipped\n` });
    expect(stdout).toContain('office  Asia/Shanghai');
    const text = readFileSync(path, 'utf8');
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(6);
    expect(text).toContain('DTSTAMP:20261121T170000Z\r\n');
    expect(text).toContain('X-WR-CALNAME:Reveille\r\n');
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('plan --against', () => {
  it('exits 0 when nothing changes', async () => {
    expect(await runPlan('--config', both, '--against', both)).toMatchObject({ code: 0, stdout: 'No transition changes.\n' });
  });

  it('exits 3 when a transition is added or removed', async () => {
    const { code, stdout } = await runPlan('--config', both, '--against', office, '--days', '2');
    expect(code).toBe(3);
    expect(stdout).toContain('schedule nights is new\n\nnights\n  + 01:30  start  Sat 2026-11-21  daily\n');
    expect((await runPlan('--config', office, '--against', both, '--days', '2')).code).toBe(3);
  });

  it('exits 3 when only a reason changes, and gives the old one too', async () => {
    const lines = `${chineseOffice}\nexceptions: [{ on: 2026-11-23, run: start, because: audit }]`;
    const args = ['--config', write('reason.yaml', { office: lines }), '--against', office, '--days', '2'];
    const row = { schedule: 'office', action: 'start', local: '2026-11-23T08:30', instant: '2026-11-23T00:30:00Z' };
    const { code, stdout } = await runPlan(...args, '--json');
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      added: [],
      removed: [],
      changed: [{ ...row, because: 'exception: audit', was: 'workday' }],
      configuration: [{ path: 'schedules.office.exceptions', danger: null }],
      machines: [],
    });
  });

  it('with --json names a schedule that only one file has on the other stream', async () => {
    const { code, stdout, stderr } = await runPlan(
      '--config',
      office,
      '--against',
      both,
      '--json',
      '--from',
      '2026-11-21',
      '--days',
      '1',
    );
    expect({ code, stderr }).toEqual({ code: 3, stderr: 'schedule nights is gone\n' });
    const removed = {
      schedule: 'nights',
      action: 'start',
      local: '2026-11-21T01:30',
      instant: '2026-11-21T01:30:00Z',
      because: 'daily',
    };
    expect(JSON.parse(stdout)).toMatchObject({
      added: [],
      removed: [removed],
      changed: [],
      configuration: [{ path: 'schedules.nights', after: null, danger: 'its machines stay as they are' }],
      machines: [{ path: 'schedules.nights.targets.ali/cn-hangzhou', added: [], removed: ['i-nights'] }],
    });
  });

  it('compares one schedule, which may be in one file only', async () => {
    expect((await runPlan('--config', both, '--against', office, '--schedule', 'office')).code).toBe(0);
    expect((await runPlan('--config', office, '--against', both, '--schedule', 'nights')).code).toBe(3);
  });
});

describe('plan on a terminal of 60 columns', () => {
  it.each([
    { what: 'day by day', args: ['--days', '14'] },
    { what: 'as months', args: ['--days', '365'] },
    { what: 'as changes', args: ['--against', office, '--days', '14'] },
  ])('$what fits', async ({ args }) => {
    const { stdout } = await runReveille(['plan', '--config', both, ...args], { now: () => now, isTTY: true, columns: 60 });
    const lines = stripVTControlCharacters(stdout).split('\n');
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.filter((line) => columnsOf(line) > 60)).toEqual([]);
  });

  it('has colours, but none where NO_COLOR is set', async () => {
    const run = async (env: Record<string, string>) =>
      (await runReveille(['plan', '--config', both], { now: () => now, isTTY: true, columns: 60, env })).stdout;
    const [coloured, quiet] = [await run({}), await run({ NO_COLOR: '1' })];
    expect(coloured).toContain('\u001b[');
    const withoutBlanks = (text: string) => text.replace(/ +$/gm, '');
    expect(quiet).toBe(withoutBlanks(stripVTControlCharacters(coloured)));
  });
});
