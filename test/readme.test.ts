import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { sampleState } from '../local/clouds/sample-state.ts';
import { parseConfiguration } from '../shared/configuration/configuration-file.ts';
import { ConfigurationError } from '../shared/configuration/mistake.ts';
import { type Verdict, verdicts } from '../shared/domain/verdict.ts';
import { runReveille } from './cli/a-world.ts';

const path = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const textOf = (name: string) => readFileSync(path(name), 'utf8');
const readme = textOf('README.md');
const sample = textOf('reveille.yaml');

/** The text of the first fenced block of a page after some words. */
function blockAfter(page: string, words: string): string {
  const after = page.split(words)[1] ?? '';
  return /```\w*\n(.*?)```/s.exec(after)?.[1] ?? '';
}

/** What a text that is wrong in one way is told. */
function mistakesOf(text: string, file: string): string {
  try {
    parseConfiguration(text, file);
    return '';
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
}

it('can be read in three minutes', () => {
  expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(120);
});

it('begins with a configuration that is sound', () => {
  const { transitions, targets } =
    parseConfiguration(blockAfter(readme, '# Reveille'), 'README.md').schedules['office-hours'] ?? {};
  expect([transitions?.length, targets?.length]).toEqual([2, 1]);
});

it.each([
  { page: 'README.md', of: sample },
  { page: 'docs/commands.md', of: sample },
  { page: 'docs/configuration.md', of: blockAfter(textOf('docs/configuration.md'), 'wrong ones while you write.') },
])('$page shows the line that a wrong time gets, with its place', ({ page, of }) => {
  const [line = ''] = /^\w+\.yaml:\d+:\d+ schedules\..*$/m.exec(textOf(page)) ?? [];
  const [file = ''] = line.split(':');
  expect(line).toBe(mistakesOf(of.replace('at: "08:30"', 'at: "25:00"'), file));
});

it('shows a verdict for each machine of the sample', () => {
  const rows = blockAfter(readme, '`npm start` exits 0')
    .split('\n')
    .flatMap((line) => /^ {2}(\w+) +(\S+) /.exec(line)?.slice(1) ?? []);
  const shown = Object.fromEntries(rows.flatMap((word, at) => (at % 2 === 0 ? [[rows[at + 1], word]] : [])));
  const there = sampleState.instances.filter(({ id }) => id in shown);
  expect(there.length).toBe(Object.keys(shown).length - 1);
  expect(shown['i-TestID']).toBe('rejected' satisfies Verdict);
  expect(Object.values(shown).filter((word) => !verdicts.some((verdict) => verdict === word))).toEqual([]);
});

it('explains each verdict, best first', () => {
  const rows = [...readme.matchAll(/^\| `(\w+)` \|/gm)].map(([, word]) => word);
  expect(rows).toEqual([...verdicts]);
});

it('shows what plan writes of the sample', async () => {
  const [prompt = '', ...shown] = blockAfter(textOf('docs/commands.md'), "are those of each schedule's zone.").trim().split('\n');
  const args = ['--config', path('reveille.yaml'), ...(prompt.split(' plan ')[1]?.split(' ') ?? [])];
  const { stdout } = await runReveille(['plan', ...args], { now: () => Date.UTC(2026, 10, 21) });
  expect(shown.length).toBeGreaterThan(10);
  // The page stops in the middle of the special days.
  expect(stdout.split('\n').slice(0, shown.length - 1)).toEqual(shown.slice(0, -1));
});
