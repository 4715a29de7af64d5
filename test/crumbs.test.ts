import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { crumbsIn } from './crumbs.ts';
import type { SourceFile } from './module-imports.ts';

const root = new URL('../', import.meta.url);

/** Files that look like crumbs and stay, each with the reason. */
const kept: Readonly<Record<string, string>> = {
  'cli/clouds/serve-clouds.ts': 'loads the stand-ins, which the help of the command must not',
  'shared/sources/alert-group.ts': 'a kind of source has a file of its own',
  'shared/sources/reveille.ts': 'a kind of source has a file of its own',
};

/** The most files that may lie side by side in one folder. */
const mostInFolder = 25;

function pathsOf(pattern: string): string[] {
  const found = globSync(pattern, { cwd: root, exclude: ['**/node_modules/**'], withFileTypes: true });
  const paths = found.filter((entry) => entry.isFile()).map((entry) => `${entry.parentPath}/${entry.name}`);
  return paths.map((path) => posix.relative(root.pathname, path.replaceAll('\\', '/'))).toSorted();
}

function filesOf(pattern: string): SourceFile[] {
  return pathsOf(pattern).map((path) => ({ path, text: readFileSync(new URL(path, root), 'utf8') }));
}

describe('this repository', () => {
  const product = filesOf('{shared,functions,infra,local,cli}/**/*.ts');
  const tests = filesOf('{test,bench}/**/*.ts');

  it('was walked', () => {
    expect(product.length).toBeGreaterThan(100);
    expect(tests.length).toBeGreaterThan(100);
  });

  it('has no small file that a single other file uses, but for those kept with a reason', () => {
    const found = crumbsIn(product, tests);
    const isKept = (crumb: string): boolean => Object.keys(kept).some((path) => crumb.startsWith(`${path}:`));
    expect(found.filter((crumb) => !isKept(crumb))).toEqual([]);
    expect(Object.keys(kept).filter((path) => !found.some((crumb) => crumb.startsWith(`${path}:`)))).toEqual([]);
  });

  it(`keeps at most ${mostInFolder} files side by side`, () => {
    const folders = Map.groupBy(pathsOf('{shared,functions,infra,local,cli,bench,test,docs}/**'), (path) => posix.dirname(path));
    expect(folders.size).toBeGreaterThan(20);
    // Decisions are one list by number; rooms would hide which came after which.
    const full = [...folders].filter(([folder, paths]) => folder !== 'docs/adr' && paths.length > mostInFolder);
    expect(full.map(([folder, paths]) => `${folder}: ${paths.length} files`)).toEqual([]);
  });

  it.each([
    { room: 'shared/contract', most: 15 },
    { room: 'infra', most: 30 },
  ])('has at most $most files in $room', ({ room, most }) => {
    expect(pathsOf(`${room}/**`).length).toBeLessThanOrEqual(most);
  });
});

describe('the checker', () => {
  const lines = (count: number): string => 'line();\n'.repeat(count);
  const user = { path: 'cli/user.ts', text: "import { a } from './a.ts';\n" };

  it.each<[string, SourceFile[]]>([
    ['a file of 40 lines', [user, { path: 'cli/a.ts', text: lines(40) }]],
    [
      'a file whose types alone are used',
      [
        { ...user, text: "import type { A } from './a.ts';\n" },
        { path: 'cli/a.ts', text: '' },
      ],
    ],
    [
      'a file of another folder',
      [
        { ...user, path: 'cli/deep/user.ts', text: "import { a } from '../a.ts';\n" },
        { path: 'cli/a.ts', text: '' },
      ],
    ],
    [
      'a file that just fits',
      [
        { ...user, text: user.text + lines(109) },
        { path: 'cli/a.ts', text: lines(40) },
      ],
    ],
    [
      'a file that needs something of its user',
      [
        { ...user, text: user.text + lines(41) },
        { path: 'cli/a.ts', text: "import type { User } from './user.ts';\n" },
      ],
    ],
  ])('finds %s', (_, files) => {
    const [first] = files;
    expect(crumbsIn(files, [])).toEqual([`cli/a.ts: only ${first?.path} uses it`]);
  });

  it.each<[string, SourceFile[]]>([
    ['a file of 41 lines', [user, { path: 'cli/a.ts', text: lines(41) }]],
    ['a file with two users', [user, { ...user, path: 'cli/other.ts' }, { path: 'cli/a.ts', text: '' }]],
    ['a file that nothing imports', [{ path: 'functions/power/handler.ts', text: '' }]],
    [
      'a file that would make its user too long',
      [
        { ...user, text: user.text + lines(111) },
        { path: 'cli/a.ts', text: lines(40) },
      ],
    ],
    [
      "a file whose imports are not for its user's layer",
      [
        { path: 'functions/power/user.ts', text: "import { a } from '../../shared/providers/a.ts';\n" },
        { path: 'shared/providers/a.ts', text: "import { b } from '../signing/b.ts';\n" },
      ],
    ],
    [
      'a file whose folding would close a cycle',
      [
        { path: 'cli/user.ts', text: `import type { A } from './a.ts';\n${lines(41)}` },
        { path: 'cli/a.ts', text: "import { b } from './b.ts';\n" },
        { path: 'cli/b.ts', text: `import { c } from './c.ts';\n${lines(41)}` },
        { path: 'cli/c.ts', text: `import { user } from './user.ts';\n${lines(41)}` },
      ],
    ],
  ])('passes over %s', (_, files) => {
    expect(crumbsIn(files, [])).toEqual([]);
  });

  it('passes over a file that a test imports', () => {
    const test = { path: 'test/cli/a.test.ts', text: "import { a } from '../../cli/a.ts';\n" };
    expect(crumbsIn([user, { path: 'cli/a.ts', text: '' }], [test])).toEqual([]);
  });
});
