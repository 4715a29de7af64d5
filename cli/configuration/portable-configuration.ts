import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';

/** The parts of a configuration file that a copy of it cannot have unchanged. */
interface OperatorsFile {
  readonly accounts: Readonly<Record<string, object>>;
  readonly calendars?: Readonly<Record<string, object>>;
}

/**
 * The operator's file as JSON that may lie in any folder: unchanged, except that each account that
 * a stand-in answers gets its endpoint, and that the paths of calendar files are absolute. The file
 * has been read before, and its aliases were found honest.
 */
export async function portableConfiguration(file: string, endpoints: Readonly<Record<string, string>>): Promise<string> {
  const source = parse(await readFile(file, 'utf8'), { maxAliasCount: -1 }) as OperatorsFile;
  const accounts = each(source.accounts, (account, name) => {
    const endpoint = endpoints[name];
    return endpoint === undefined ? account : { ...account, endpoint };
  });
  const calendars = each(source.calendars ?? {}, (calendar) => {
    const paths = Object.entries(calendar).filter(([key]) => key === 'ics' || key === 'list');
    return { ...calendar, ...Object.fromEntries(paths.map(([key, path]) => [key, resolve(dirname(file), String(path))])) };
  });
  return JSON.stringify({ ...source, accounts, ...(source.calendars === undefined ? {} : { calendars }) });
}

function each(section: Readonly<Record<string, object>>, change: (value: object, name: string) => object) {
  return Object.fromEntries(Object.entries(section).map(([name, value]) => [name, change(value, name)] as const));
}
