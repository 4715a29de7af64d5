import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { architectureFaults } from './architecture.ts';
import { importsOf, type SourceFile } from './module-imports.ts';

const root = new URL('../', import.meta.url);
const folders = ['shared', 'functions', 'infra', 'local', 'cli', 'bench'];

function read(path: string): SourceFile {
  return { path, text: readFileSync(new URL(path, root), 'utf8') };
}

describe('this repository', () => {
  const files = globSync(`{${folders.join(',')}}/**/*.ts`, { cwd: root, exclude: ['**/node_modules/**'] })
    .map((path) => read(path.replaceAll('\\', '/')))
    .toSorted((a, b) => a.path.localeCompare(b.path));

  it('was walked', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap(({ text }) => importsOf(text)).length).toBeGreaterThan(files.length);
    for (const folder of folders) expect(files.some(({ path }) => path.startsWith(`${folder}/`))).toBe(true);
  });

  it('keeps to its layers', () => {
    expect(architectureFaults(files)).toEqual([]);
  });
});
