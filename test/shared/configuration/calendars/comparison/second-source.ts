import { readFileSync } from 'node:fs';

/** What the second library says of a territory: date → name, and its make-up workdays. */
export interface SecondSource {
  readonly holidays: ReadonlyMap<string, string>;
  readonly workdays: readonly string[];
}

/** The name under which the fixture lists make-up workdays. */
const makeUp = '(make-up workdays)';

/** Reads the fixture: the code of a territory → what the second library says of it. */
export function readSecondSource(): ReadonlyMap<string, SecondSource> {
  const text = readFileSync(new URL('second-source.txt', import.meta.url), 'utf8');
  const rows = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const found = new Map<string, { holidays: Map<string, string>; workdays: string[] }>();
  for (const row of rows) {
    const [code = '', name = '', dates = ''] = row.split('\t');
    const territory = found.get(code) ?? { holidays: new Map<string, string>(), workdays: [] };
    found.set(code, territory);
    for (const date of dates.split(' ').filter((each) => each !== '')) {
      if (name === makeUp) territory.workdays.push(date);
      else territory.holidays.set(date, name);
    }
  }
  return found;
}
