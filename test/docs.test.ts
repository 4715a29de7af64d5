import { existsSync, globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { flowPicture } from '../cli/docs/flow-picture.ts';
import { parseConfiguration } from '../shared/configuration/configuration-file.ts';
import { verdicts } from '../shared/domain/verdict.ts';

const root = new URL('../', import.meta.url);
const pages = [...globSync('{README,CHANGELOG}.md', { cwd: root }), ...globSync('docs/**/*.md', { cwd: root })]
  .map((path) => path.replaceAll('\\', '/'))
  .toSorted();
const textOf = (path: string) => readFileSync(new URL(path, root), 'utf8');

/** What GitHub makes the anchor of a heading from. */
function anchorsOf(page: string): string[] {
  const headings = textOf(page).matchAll(/^#+ (.*)$/gm);
  return [...headings].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** The links of a page that lead to nothing in this repository. */
function deadLinksOf(page: string): string[] {
  const links = [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  return links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [file = '', anchor] = link.split('#');
    const target = file === '' ? page : posix.join(posix.dirname(page), file);
    if (!existsSync(new URL(target, root))) return true;
    return anchor !== undefined && !anchorsOf(target).includes(anchor);
  });
}

/**
 * The paths that a page names in code and that are not there. `<name>` stands for any word and
 * must fit at least one file; a path that ends in `/` is a folder. A row of a table may name a
 * file that is still to be written: its second cell begins with "New".
 */
function missingPathsOf(page: string): string[] {
  const text = textOf(page).replace(/^\| `[^`]+` \| New: /gm, '');
  const named = [...text.matchAll(/`((?:shared|functions|infra|local|cli|bench|test|docs)\/[^`\s]*)`/g)];
  return named
    .map(([, path = '']) => path)
    .filter((path) => globSync(path.replace(/<[^>]+>/g, '*').replace(/\/$/, ''), { cwd: root }).length === 0);
}

describe.each(pages)('%s', (page) => {
  it('has no link that leads nowhere', () => {
    expect(deadLinksOf(page)).toEqual([]);
  });

  it('names only files that exist', () => {
    expect(missingPathsOf(page)).toEqual([]);
  });
});

it('shows only configurations that are sound', () => {
  const blocks = pages.flatMap((page) =>
    [...textOf(page).matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => ({ page, text })),
  );
  const whole = blocks.filter(({ text }) => /^accounts:/m.test(text) && /^schedules:/m.test(text));
  expect(whole.map(({ page }) => page)).toContain('README.md');
  for (const { page, text } of whole) expect(() => parseConfiguration(text, page)).not.toThrow();
});

describe('docs/glossary.md', () => {
  const words = [...textOf('docs/glossary.md').matchAll(/^\| `?([a-z][a-z -]*)`? \|/gm)]
    .map(([, word]) => word)
    .filter((word) => word !== 'word');

  it('explains each word once', () => {
    expect(words.length).toBeGreaterThan(30);
    expect(words).toEqual([...new Set(words)]);
    expect(words).toEqual(expect.arrayContaining([...verdicts, 'job', 'batch', 'notice', 'dead letter']));
  });

  it('is the only list of words', () => {
    const lists = pages.filter((page) => /^\| word \| meaning \|/m.test(textOf(page)));
    expect(lists).toEqual(['docs/glossary.md']);
  });
});

describe('docs/flow.svg', () => {
  const picture = flowPicture();

  it('is what `npm run -s docs` writes', () => {
    expect(textOf('docs/flow.svg'), 'docs/flow.svg is stale: npm run -s docs').toBe(picture);
  });

  it('shows every verdict, and only resources that the stack has', () => {
    for (const verdict of verdicts) expect(picture).toContain(verdict);
    const template = textOf('test/infra/__snapshots__/stack.test.ts.snap');
    const names = [...picture.matchAll(/reveille-[\w&;-]+/g)].map(([name]) => name.replace('&lt;provider&gt;', 'tencent'));
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => !template.includes(`"${name}"`))).toEqual([]);
  });

  it('brings everything it needs, and fits into a page of GitHub', () => {
    expect(picture).not.toMatch(/href|@import|url\((?!#)|<image|<script/);
    expect(picture).toContain('prefers-color-scheme: dark');
    expect(Number(/ width="(\d+)"/.exec(picture)?.[1])).toBeLessThanOrEqual(800);
  });
});
