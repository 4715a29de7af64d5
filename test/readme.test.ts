import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parseConfiguration } from '../shared/configuration/configuration-file.ts';
import { ConfigurationError } from '../shared/configuration/mistake.ts';
import { runReveille } from './cli/a-world.ts';

const path = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const readme = readFileSync(path('README.md'), 'utf8');

/** The text of the first fenced block after some words. */
function blockAfter(words: string): string {
  const after = readme.split(words)[1] ?? '';
  return /```\w*\n(.*?)```/s.exec(after)?.[1] ?? '';
}

/** What a text that is wrong in one way is told. */
function mistakesOf(text: string): string {
  try {
    parseConfiguration(text, 'my.yaml');
    return '';
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
}

const whole = blockAfter('this is all of it:');

it('shows a configuration that is sound', () => {
  const { transitions, targets } = parseConfiguration(whole, 'README.md').schedules['office-hours'] ?? {};
  expect([transitions?.length, targets?.length]).toEqual([4, 2]);
});

it('shows the line that a wrong time gets', () => {
  const [, says = ''] = blockAfter('says what is wrong').trim().split(': ', 2);
  const line = mistakesOf(whole.replace('at: "08:30"', 'at: "25:00"'));
  expect(blockAfter('says what is wrong').trim()).toMatch(/^my\.yaml:\d+:\d+ schedules\.office-hours\.start\.at: /);
  expect(line).toContain(says);
});

it('shows what plan writes of the sample', async () => {
  const [prompt = '', ...shown] = blockAfter('--json for programs\n```').trim().split('\n');
  const args = prompt.split(' -- ')[1]?.replace('reveille.yaml', path('reveille.yaml')).split(' ') ?? [];
  const { stdout } = await runReveille(['plan', ...args], { now: () => Date.UTC(2026, 10, 21) });
  expect(shown.length).toBeGreaterThan(10);
  // The README stops in the middle of the special days.
  expect(stdout.split('\n').slice(0, shown.length - 1)).toEqual(shown.slice(0, -1));
});
