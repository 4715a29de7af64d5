import { posix } from 'node:path';
import { architectureFaults } from './architecture.ts';
import { importsOf, type SourceFile, withoutComments } from './module-imports.ts';

/** A file of at most this many lines is a crumb when only one file uses it. */
const mostCrumbLines = 40;
/** A user that would be longer than this with the crumb inside does not take it in. */
const mostLines = 150;

interface Module extends SourceFile {
  readonly lines: number;
  /** Paths from the root of the files that it imports, as value or type. */
  readonly all: ReadonlySet<string>;
  /** The same without those of `import type`, which are gone at run time. */
  readonly values: ReadonlySet<string>;
}

/**
 * The crumbs of the product, one line each: files of at most 40 lines that exactly one other file
 * of the product imports and no test imports. A file that its user could not take in is no crumb:
 * the user would pass 150 lines, its layer does not allow what the file imports, or a cycle of
 * value imports would close. A file that nothing imports is found by its path, as handlers are.
 */
export function crumbsIn(product: readonly SourceFile[], tests: readonly SourceFile[]): readonly string[] {
  const modules = new Map(product.map((file) => [file.path, moduleOf(file)] as const));
  const tested = new Set(tests.flatMap((file) => [...moduleOf(file).all]));
  return [...modules.values()].flatMap((crumb) => {
    const [user, ...others] = [...modules.values()].filter(({ all }) => all.has(crumb.path));
    if (crumb.lines > mostCrumbLines || user === undefined || others.length > 0 || tested.has(crumb.path)) return [];
    return fits(crumb, user) && !closesCycle(crumb, user, modules) ? [`${crumb.path}: only ${user.path} uses it`] : [];
  });
}

function moduleOf({ path, text }: SourceFile): Module {
  const imports = importsOf(withoutComments(text)).filter(({ specifier }) => specifier.startsWith('.'));
  const target = ({ specifier }: { readonly specifier: string }): string => posix.join(posix.dirname(path), specifier);
  return {
    path,
    text,
    lines: linesIn(text),
    all: new Set(imports.map(target)),
    values: new Set(imports.filter(({ typeOnly }) => !typeOnly).map(target)),
  };
}

function fits(crumb: Module, user: Module): boolean {
  const head = crumb.text.match(/^import\b[^;]*;\n/gm)?.join('') ?? '';
  if (user.lines + crumb.lines - linesIn(head) > mostLines) return false;
  return architectureFaults([{ path: user.path, text: movedText(crumb, user.path) }]).length === 0;
}

function linesIn(text: string): number {
  return text === '' ? 0 : text.trimEnd().split('\n').length;
}

/**
 * The text of a file as it would read at another path, where its relative imports lead to the same
 * files.
 */
function movedText({ path, text }: Module, to: string): string {
  return withoutComments(text).replace(/(['"])(\.{1,2}\/[^'"]+)\1/g, (_, quote: string, specifier: string) => {
    const moved = posix.relative(posix.dirname(to), posix.join(posix.dirname(path), specifier));
    return `${quote}${moved.startsWith('.') ? moved : `./${moved}`}${quote}`;
  });
}

/**
 * True when something that the crumb needs at run time needs the user, which may itself import
 * only the crumb's types.
 */
function closesCycle(crumb: Module, user: Module, modules: ReadonlyMap<string, Module>): boolean {
  const seen = new Set([crumb.path, user.path]);
  const open = [...crumb.values];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const values = modules.get(path)?.values ?? new Set<string>();
    if (values.has(user.path)) return true;
    open.push(...values);
  }
  return false;
}
