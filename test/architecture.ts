import { posix } from 'node:path';
import { environmentReaders, type Layer, layers } from './layers.ts';
import { importsOf, type ModuleImport, type SourceFile, withoutComments } from './module-imports.ts';

/**
 * Everything in which the files depart from the layers, one line each: `<path>: <what is wrong>`.
 */
export function architectureFaults(files: readonly SourceFile[]): readonly string[] {
  const stripped = files.map(({ path, text }) => ({ path, text: withoutComments(text) }));
  return [...stripped.flatMap(fileFaults), ...importCycles(stripped)];
}

function fileFaults({ path, text }: SourceFile): readonly string[] {
  const layer = layerOf(path);
  if (layer === undefined) return [`${path}: its folder is in no row of the layers`];
  return [
    ...importsOf(text).flatMap((each) => importFault(path, layer, each)),
    ...(/^\s*export\s+default\b|^\s*export\s*\{[^}]*\bas\s+default\b/m.test(text) ? [`${path}: has a default export`] : []),
    ...(/^\s*export\s+(type\s+)?\*|^\s*export\s*\*/m.test(text) ? [`${path}: exports *`] : []),
    ...(readsEnvironment(text) && !environmentReaders.some((reader) => reader.test(path)) ? [`${path}: reads process.env`] : []),
  ];
}

function importFault(path: string, layer: Layer, { specifier }: ModuleImport): readonly string[] {
  const fault = `${path}: ${layer.of} may not import ${specifier}`;
  if (!specifier.startsWith('.')) return layer.packages === 'any' || layer.packages.includes(specifier) ? [] : [fault];
  const target = targetOf(path, specifier);
  const targetLayer = layerOf(target);
  if (targetLayer === undefined) return [fault];
  const siblings = targetLayer === layer && rootOf(layer, path) === rootOf(layer, target);
  return siblings || layer.imports.some((pattern) => covers(pattern, target, targetLayer)) ? [] : [fault];
}

function layerOf(path: string): Layer | undefined {
  return layers.find(({ of }) => matches(of, path));
}

// A row of its own takes a file out of its folder: naming the folder does not name it.
function covers(pattern: string, target: string, targetLayer: Layer): boolean {
  return matches(pattern, target) && (!targetLayer.of.endsWith('.ts') || pattern === targetLayer.of || pattern.endsWith('/**'));
}

function matches(pattern: string, path: string): boolean {
  if (pattern.endsWith('.ts')) return path === pattern;
  const folder = posix.dirname(path);
  const deep = pattern.endsWith('/**');
  const wanted = (deep ? pattern.slice(0, -3) : pattern).split('/');
  const found = folder.split('/');
  const fits = wanted.every((segment, index) => (segment === '*' ? found[index] !== undefined : segment === found[index]));
  return fits && (deep || found.length === wanted.length);
}

// The folder that is one layer: of functions/*, each function's own; of cli/**, all of cli.
function rootOf(layer: Layer, path: string): string {
  return layer.of.endsWith('/**') ? layer.of : posix.dirname(path);
}

function targetOf(path: string, specifier: string): string {
  return posix.join(posix.dirname(path), specifier);
}

function readsEnvironment(text: string): boolean {
  return /\bprocess\s*(\?\.|\.)\s*env\b|\bprocess\s*\[|\}\s*=\s*process\b|\bfrom\s*['"](node:)?process['"]/.test(text);
}

/**
 * Cycles of imports that exist at run time, each reported once, at the file in it that is met
 * first.
 */
function importCycles(files: readonly SourceFile[]): readonly string[] {
  const targets = new Map(
    files.map(({ path, text }) => {
      const kept = importsOf(text).filter(({ specifier, typeOnly }) => specifier.startsWith('.') && !typeOnly);
      return [path, kept.map(({ specifier }) => targetOf(path, specifier))] as const;
    }),
  );
  const done = new Set<string>();
  const faults: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) faults.push(`${path}: imports itself by way of ${[...trail.slice(start + 1), path].join(', ')}`);
    if (start >= 0 || done.has(path)) return;
    for (const target of targets.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of targets.keys()) visit(path, []);
  return faults;
}
