import { posix } from 'node:path';
import { architectureFaults } from './architecture.ts';
import { importsOf, type SourceFile, withoutComments } from './module-imports.ts';

/** A file of at most this many lines is a crumb if only one file uses it. */
const mostCrumbLines = 40;
/** A user that would be longer than this after taking in a crumb does not have to. */
const mostLines = 150;

/** One file of the product with what it imports from the product. */
interface Module extends SourceFile {
  readonly lines: number;
  /** The files it imports, as paths from the root; those of `import type` only in `all`. */
  readonly all: ReadonlySet<string>;
  readonly values: ReadonlySet<string>;
}

/**
 * The crumbs among the files of the product, one line each: files of at most 40 lines that exactly one file of the product imports
 * and no test imports. A file stays when its user could not take it in: the user would pass 150 lines, its layer does not allow the
 * imports, or a cycle of value imports would close.
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
    lines: text.trimEnd().split('\n').length,
    all: new Set(imports.map(target)),
    values: new Set(imports.filter(({ typeOnly }) => !typeOnly).map(target)),
  };
}

function fits(crumb: Module, user: Module): boolean {
  const head =
    crumb.text
      .match(/^import\b[^;]*;\n/gm)
      ?.join('')
      .split('\n').length ?? 1;
  if (user.lines + crumb.lines - head > mostLines) return false;
  return architectureFaults([{ path: user.path, text: movedText(crumb, user.path) }]).length === 0;
}

/** The text of a file as it would read in the place of another: its relative imports still lead to the same files. */
function movedText({ path, text }: Module, to: string): string {
  return withoutComments(text).replace(/(['"])(\.{1,2}\/[^'"]+)\1/g, (_, quote: string, specifier: string) => {
    const moved = posix.relative(posix.dirname(to), posix.join(posix.dirname(path), specifier));
    const relative = moved.startsWith('.') ? moved : `./${moved}`;
    return `${quote}${relative}${quote}`;
  });
}

/** True when what the crumb needs at run time needs the user, which did not need the crumb at run time. */
function closesCycle(crumb: Module, user: Module, modules: ReadonlyMap<string, Module>): boolean {
  const seen = new Set<string>([crumb.path, user.path]);
  const open = [...crumb.values].filter((path) => !seen.has(path));
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const values = modules.get(path)?.values ?? new Set();
    if (values.has(user.path) || values.has(crumb.path)) return true;
    open.push(...values);
  }
  return false;
}
