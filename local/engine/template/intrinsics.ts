import { TemplateError } from './template-error.ts';

/**
 * What an intrinsic function may point at. Both throw {@link TemplateError} for a name they do not
 * know.
 */
export interface References {
  /** The value of `Ref`: a resource, parameter or pseudo parameter; undefined for AWS::NoValue. */
  ref(name: string): string | undefined;
  /** The value of `Fn::GetAtt`. */
  attribute(logicalId: string, name: string): string;
}

type Intrinsic = (argument: unknown, references: References, path: string) => unknown;

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, references, path) => references.ref(text(argument, path)),
  'Fn::GetAtt': getAttribute,
  'Fn::Join': join,
  'Fn::Sub': substitute,
  'Fn::Select': select,
  'Fn::Split': split,
};

/**
 * Replaces CloudFormation's intrinsic functions in a JSON value by what they stand for: Ref,
 * GetAtt, Join, Sub, Select and Split (CloudFormation template reference, "Intrinsic functions").
 * Entries that resolve to AWS::NoValue disappear. `path` names the value in errors. Throws
 * {@link TemplateError} for any other function, or a malformed one.
 */
export function resolveIntrinsics(value: unknown, references: References, path: string): unknown {
  if (Array.isArray(value)) {
    return value
      .map((item, index) => resolveIntrinsics(item, references, `${path}[${index}]`))
      .filter((item) => item !== undefined);
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only !== undefined && isFunctionName(only[0])) {
    const [name, argument] = only;
    const apply = Object.hasOwn(intrinsics, name) ? intrinsics[name] : undefined;
    if (apply === undefined) throw new TemplateError(`${path}: the local engine does not know the intrinsic function ${name}`);
    return apply(argument, references, `${path}.${name}`);
  }
  const resolved = entries.map(([key, item]) => [key, resolveIntrinsics(item, references, `${path}.${key}`)] as const);
  return Object.fromEntries(resolved.filter(([, item]) => item !== undefined));
}

function isFunctionName(key: string): boolean {
  return key === 'Ref' || key.startsWith('Fn::');
}

function getAttribute(argument: unknown, references: References, path: string): string {
  const [logicalId, name] = typeof argument === 'string' ? cutAtDot(argument) : list(argument, path);
  return references.attribute(text(logicalId, path), text(name, path));
}

function join(argument: unknown, references: References, path: string): string {
  const [delimiter, parts] = list(argument, path);
  const items = list(resolveIntrinsics(parts, references, path), path);
  return items.map((item) => text(item, path)).join(text(delimiter, path));
}

function select(argument: unknown, references: References, path: string): unknown {
  const [index, parts] = list(argument, path);
  const items = list(resolveIntrinsics(parts, references, path), path);
  const chosen = items[Number(index)];
  if (chosen === undefined) throw new TemplateError(`${path}: there is no item ${String(index)} in a list of ${items.length}`);
  return chosen;
}

function split(argument: unknown, references: References, path: string): string[] {
  const [delimiter, source] = list(argument, path);
  return text(resolveIntrinsics(source, references, path), path).split(text(delimiter, path));
}

function substitute(argument: unknown, references: References, path: string): string {
  const [pattern, variables] = typeof argument === 'string' ? [argument, {}] : list(argument, path);
  const own = resolveIntrinsics(variables, references, path) as Record<string, unknown>;
  return text(pattern, path).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal !== '') return `\${${name}}`;
    if (Object.hasOwn(own, name)) return text(own[name], path);
    return name.includes('.') ? references.attribute(...cutAtDot(name)) : text(references.ref(name), path);
  });
}

function cutAtDot(reference: string): [string, string] {
  const dot = reference.indexOf('.');
  return [reference.slice(0, dot), reference.slice(dot + 1)];
}

function list(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new TemplateError(`${path}: expected a list`);
  return value;
}

function text(value: unknown, path: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TemplateError(`${path}: expected a string`);
}
