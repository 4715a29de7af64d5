import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Prose, riddlesIn } from './plain-english.ts';

const root = new URL('../', import.meta.url);

/** The texts of all files that match a pattern, in order. */
function textsOf(pattern: string): Prose[] {
  return globSync(pattern, { cwd: root, exclude: ['**/node_modules/**'] })
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(new URL(path, root), 'utf8') }));
}

describe('the search for riddles', () => {
  it.each([
    { text: '/** One that waits. */', finds: ['a.ts:1: One that'] },
    { text: '// A queue. Of a job nobody knows\n// it is empty.', finds: ['a.ts:1: Of a'] },
    { text: '/**\n * Starts. One\n * that waits.\n */', finds: ['a.ts:2: One that'] },
    { text: "const fix = 'such as 60m';", finds: ['a.ts:1: such as'] },
    { text: 'const problem = `it is not to be had`;', finds: ['a.ts:1: not to be had'] },
    { text: '// whoever reads this, one that waits, units such as 60m, some of a batch', finds: [] },
    { text: '// Offset of an hour. Nobody.', finds: [] },
  ])('reads $text', ({ text, finds }) => {
    expect(riddlesIn({ path: 'a.ts', text })).toEqual(finds);
  });
});

describe('nobody has to read a sentence twice', () => {
  it.each([
    'README.md',
    'CHANGELOG.md',
    'reveille.yaml',
    'docs/**/*.md',
    'shared/**/*.ts',
    'functions/**/*.ts',
    'infra/**/*.ts',
    'local/**/*.ts',
    'cli/**/*.{ts,mjs}',
    'bench/*.ts',
  ])('in %s', (pattern) => {
    const texts = textsOf(pattern);
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.flatMap(riddlesIn)).toEqual([]);
  });
});
