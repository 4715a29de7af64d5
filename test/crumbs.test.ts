import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { crumbsIn } from './crumbs.ts';
import type { SourceFile } from './module-imports.ts';

const root = new URL('../', import.meta.url);

function read(pattern: string): SourceFile[] {
  return globSync(pattern, { cwd: root, exclude: ['**/node_modules/**'] })
    .toSorted()
    .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(new URL(path, root), 'utf8') }));
}
describe('this repository', () => {
  it('has no crumbs', () => {
    expect(crumbsIn(read('{shared,functions,infra,local,cli}/**/*.ts'), read('{test,bench}/**/*.ts'))).toEqual([]);
  });
});
