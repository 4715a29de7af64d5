import * as z from 'zod/mini';
import type { Account, Configuration } from '../contract/compiled-configuration.ts';
import type { Source } from '../contract/compiled-restarts.ts';
import { parseSecretText, type SourceSecret, secretOf, sourceSecret, unsendableKey } from '../contract/secret.ts';
import { signingKinds } from '../domain/vocabulary.ts';
import type { Refusal } from '../text/reading.ts';
import { ConfigurationError, type Mistake, mistakeIn } from './mistake.ts';
import { readTextFile } from './text-file.ts';

/** Secrets by name, each as the file has it: `GetSecretValue` returns them as JSON text. */
export type Secrets = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Whose secrets are needed. */
type Owners = Pick<Configuration, 'accounts' | 'sources'>;

/** One secret that somebody needs, and what to say where it is wrong. */
interface Need {
  readonly secret: string;
  readonly schema: z.ZodMiniType;
  /** `alibaba needs accessKeyId and accessKeySecret`. */
  readonly needed: string;
  /** What to write in this field. */
  readonly fixOf: (field: string) => string;
}

/**
 * Reads a secrets file, JSON `{ "<secret name>": { …fields } }`, and gives out the secrets that
 * the accounts and the sources name. Other secrets and other fields may be there. No message
 * repeats anything of the file.
 * @throws ConfigurationError with one mistake for every secret or field that a provider or a source
 * needs and the file does not have.
 */
export async function readSecrets(path: string, owners: Owners): Promise<Secrets> {
  return parseSecrets(await readTextFile(path), path, owners);
}

/**
 * Reads the text of a secrets file; `file` is its name in mistakes.
 * @throws ConfigurationError as `readSecrets` does.
 */
export function parseSecrets(text: string, file: string, { accounts, sources }: Owners): Secrets {
  const content = parseJson(text, file);
  if (!isMapping(content)) throw new ConfigurationError([mistakeIn(file, [], notSecrets)]);
  const needs = [...Object.values(accounts).map(accountNeed), ...Object.values(sources).flatMap(sourceNeeds)];
  const mistakes = needs.flatMap((need) => secretMistakes(need, content, file));
  // Two accounts of one provider may share a secret, so a mistake may be found twice.
  const distinct = new Map(mistakes.map((each) => [`${each.path} ${each.fix}`, each]));
  if (distinct.size > 0) throw new ConfigurationError([...distinct.values()]);
  const names = new Set(needs.map(({ secret }) => secret));
  return Object.fromEntries(
    Object.entries(content).flatMap(([name, value]) => (names.has(name) && isMapping(value) ? [[name, value]] : [])),
  );
}

const notSecrets: Refusal = { problem: 'is not a JSON object', fix: 'write {"<secret name>": {…}}' };

function accountNeed({ provider, secret }: Account): Need {
  const schema = secretOf[provider];
  const required = (schema.safeParse({}).error?.issues ?? []).map((issue) => String(issue.path[0]));
  return {
    secret,
    schema,
    needed: `${provider} needs ${required.join(' and ')}`,
    fixOf: (field) =>
      required.includes(field) ? `write what the ${provider} console shows` : 'delete it, or write what you were given',
  };
}

function sourceNeeds({ kind, secret }: Source): readonly Need[] {
  if (secret === null) return [];
  const signs = signingKinds.some((each) => each === kind);
  const token = z.refine<SourceSecret>((value) => signs || value.token !== undefined, 'has no token');
  return [
    {
      secret,
      schema: sourceSecret.check(token),
      needed: `${kind} needs ${signs ? 'token or hmacKey' : 'token'}`,
      fixOf: () => 'delete it, or write what the source is given',
    },
  ];
}

function secretMistakes(
  { secret, schema, needed, fixOf }: Need,
  content: Readonly<Record<string, unknown>>,
  file: string,
): readonly Mistake[] {
  const value = Object.hasOwn(content, secret) ? content[secret] : undefined;
  if (value === undefined) return [mistakeIn(file, [secret], { problem: 'is missing', fix: needed })];
  if (!isMapping(value)) return [mistakeIn(file, [secret], { problem: 'is not a JSON object', fix: needed })];
  return (schema.safeParse(value).error?.issues ?? []).map((issue) => {
    const [field] = issue.path;
    // What is wrong with the secret as a whole: a field of several that is needed.
    if (field === undefined) return mistakeIn(file, [secret], { problem: issue.message, fix: needed });
    const problem = issue.message === unsendableKey ? unsendableKey : problemOf(value, String(field));
    return mistakeIn(file, [secret, field], { problem, fix: fixOf(String(field)) });
  });
}

function problemOf(secret: Readonly<Record<string, unknown>>, field: string): string {
  if (!Object.hasOwn(secret, field)) return 'is missing';
  return typeof secret[field] === 'string' ? 'is empty' : 'is not text';
}

function parseJson(text: string, file: string): unknown {
  try {
    return parseSecretText(text);
  } catch (error) {
    // Only numbers are taken from the parser's message: it quotes the text around the error, which
    // may be a key.
    const [, line, column] = /\(line (\d+) column (\d+)\)$/.exec(error instanceof Error ? error.message : '') ?? [];
    const place = line === undefined ? { line: null, column: null } : { line: Number(line), column: Number(column) };
    throw new ConfigurationError([
      { ...mistakeIn(file, [], { problem: 'is not valid JSON', fix: 'correct the JSON' }), ...place },
    ]);
  }
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
