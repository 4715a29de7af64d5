import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const page = readFileSync(new URL('../docs/runbook.md', import.meta.url), 'utf8');
const [, after = ''] = page.split('## How a morning could be missed, and who tells you\n');
const [section = ''] = after.split('\n## ');
const rows = section
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .slice(2)
  .map((line) => line.slice(2, -2).split(' | '));

/** The titles of the tests and groups of tests in a file, as they stand there. */
function titlesIn(file: string): string[] {
  const text = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
  return [...text.matchAll(/\b(?:it|test|describe)(?:\.each\(.*\)(?: as const)?)?\(\s*(['"])(.+?)\1,/g)].map(
    ([, , title = '']) => title,
  );
}

/** The tests that a cell names: a file in code signs, a colon and a title, one after another. */
function testsIn(cell: string): { readonly file: string; readonly title: string }[] {
  return cell.split(/; (?=`test\/)/).map((each) => {
    const [, file = '', title = ''] = /^`(test\/[^`]+)`: (.+)$/.exec(each) ?? [];
    return { file, title };
  });
}

describe('the ways to miss a morning', () => {
  it('are all there, each with three cells', () => {
    expect(rows.map((cells) => cells.length)).toEqual(Array(18).fill(3));
  });

  it.each(rows)('%s: %s', (_what, _who, known = '') => {
    if (known.startsWith('not from inside: ')) {
      expect(known).toMatch(/outside heartbeat|alerts\.heartbeat/);
      return;
    }
    for (const { file, title } of testsIn(known)) {
      expect(file, known).not.toBe('');
      expect(titlesIn(file)).toContain(title);
    }
  });
});
