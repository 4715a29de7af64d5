import type { Account } from '../contract/compiled-configuration.ts';
import { parseSecretText, secretOf, unsendableKey } from '../contract/secret.ts';
import type { ProviderName } from '../domain/vocabulary.ts';
import type { Refusal } from '../text/reading.ts';
import { ConfigurationError, type Mistake, mistakeIn } from './mistake.ts';
import { readTextFile } from './text-file.ts';

/** Secrets by name, each as the file has it: `GetSecretValue` returns them as JSON text. */
export type Secrets = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * Reads a secrets file, JSON `{ "<secret name>": { …fields } }`, and gives out the secrets that
 * the accounts name. Other secrets and other fields may be there. No message repeats anything of
 * the file.
 * @throws ConfigurationError with one mistake for every secret or field that a provider needs and
 * the file does not have.
 */
export async function readSecrets(path: string, accounts: Readonly<Record<string, Account>>): Promise<Secrets> {
  return parseSecrets(await readTextFile(path), path, accounts);
}

/**
 * Reads the text of a secrets file; `file` is its name in mistakes.
 * @throws ConfigurationError as `readSecrets` does.
 */
export function parseSecrets(text: string, file: string, accounts: Readonly<Record<string, Account>>): Secrets {
  const content = parseJson(text, file);
  if (!isMapping(content)) throw new ConfigurationError([mistakeIn(file, [], notSecrets)]);
  const mistakes = Object.values(accounts).flatMap((account) => secretMistakes(account, content, file));
  // Two accounts of one provider may share a secret, so a mistake may be found twice.
  const distinct = new Map(mistakes.map((each) => [`${each.path} ${each.fix}`, each]));
  if (distinct.size > 0) throw new ConfigurationError([...distinct.values()]);
  const names = new Set(Object.values(accounts).map(({ secret }) => secret));
  return Object.fromEntries(
    Object.entries(content).flatMap(([name, value]) => (names.has(name) && isMapping(value) ? [[name, value]] : [])),
  );
}

const notSecrets: Refusal = { problem: 'is not a JSON object', fix: 'write {"<secret name>": {…}}' };

function secretMistakes(
  { provider, secret }: Account,
  content: Readonly<Record<string, unknown>>,
  file: string,
): readonly Mistake[] {
  const required = requiredFields(provider);
  const needed = `${provider} needs ${required.join(' and ')}`;
  const value = Object.hasOwn(content, secret) ? content[secret] : undefined;
  if (value === undefined) return [mistakeIn(file, [secret], { problem: 'is missing', fix: needed })];
  if (!isMapping(value)) return [mistakeIn(file, [secret], { problem: 'is not a JSON object', fix: needed })];
  return (secretOf[provider].safeParse(value).error?.issues ?? []).map((issue) => {
    const field = String(issue.path[0]);
    const fix = required.includes(field) ? `write what the ${provider} console shows` : 'delete it, or write what you were given';
    const problem = issue.message === unsendableKey ? unsendableKey : problemOf(value, field);
    return mistakeIn(file, [secret, field], { problem, fix });
  });
}

function requiredFields(provider: ProviderName): readonly string[] {
  return (secretOf[provider].safeParse({}).error?.issues ?? []).map((issue) => String(issue.path[0]));
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
