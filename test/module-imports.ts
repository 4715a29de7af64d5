/** One source file: its path from the root of the repository, with `/`, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/**
 * One import of a file. `typeOnly` ones are gone at run time; `import { type A }` is not one of
 * them (verbatimModuleSyntax).
 */
export interface ModuleImport {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

const stringOrComment = /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

/** The text of a file with its comments taken out. */
export function withoutComments(text: string): string {
  return text.replace(stringOrComment, (_, string: string | undefined) => string ?? ' ');
}

/**
 * What a text (without comments) imports: `import … from`, `export … from`, `import '…'`, and
 * `import('…')` as value or type.
 */
export function importsOf(text: string): readonly ModuleImport[] {
  const from = [...text.matchAll(/^\s*(?:import|export)\b(\s+type\b(?!\s+from\b))?[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gm)];
  const bare = [...text.matchAll(/^\s*import\s*['"]([^'"]+)['"]/gm)];
  const called = [...text.matchAll(/\bimport\s*\(\s*['"`]([^'"`]+)['"`]/g)];
  return [
    ...from.map(([, type, specifier = '']) => ({ specifier, typeOnly: type !== undefined })),
    ...[...bare, ...called].map(([, specifier = '']) => ({ specifier, typeOnly: false })),
  ];
}
