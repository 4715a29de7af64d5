import { beforeAll, describe, expect, it } from 'vitest';
import { providerNames } from '../../../shared/domain/vocabulary.ts';
import { secretsIn } from '../../support/account-promises.ts';
import type { ManyAccountsEnd } from '../../support/engine/many-accounts.ts';
import { runManyAccounts } from '../../support/engine/run-many-accounts.ts';
import { expectCell } from '../../support/matrix/expect-cell.ts';
import type { MatrixRow } from '../../support/matrix/matrix-cell.ts';
import { slowRows } from '../../support/matrix/odd-answers.ts';
import { untilHostEnds } from '../../support/run-host.ts';
import { bundleRows } from './bundle-rows.ts';

type Rows = readonly { readonly name: string; readonly row: MatrixRow }[];

function named(rowsOf: (provider: (typeof providerNames)[number]) => [string, MatrixRow][]): Rows {
  return providerNames.flatMap((provider) => rowsOf(provider).map(([name, row]) => ({ name: `${provider}-${name}`, row })));
}

function run(rows: Rows): Promise<ManyAccountsEnd> {
  return runManyAccounts({ accounts: Object.fromEntries(rows.map(({ name, row }) => [name, row.plan])) });
}

// Every cell is an account of its own, so one job is a whole part of the matrix. What waits for 25
// s of real time waits beside the rest.
const parts = {
  'at once': named(bundleRows),
  'until the last second': named(slowRows),
};
const ends = new Map<string, ManyAccountsEnd>();
beforeAll(async () => {
  await Promise.all(Object.entries(parts).map(async ([part, rows]) => ends.set(part, await run(rows))));
}, untilHostEnds);

describe.each(Object.entries(parts))('what goes wrong %s', (part, rows) => {
  it.each(rows)('$name: $row.ends', ({ name, row }) => {
    const end = ends.get(part)?.accounts[name];
    if (end === undefined) throw new Error(`nothing is known of ${name}`);
    expectCell(row, end);
  });

  it('settles, and shows nobody a secret', () => {
    const end = ends.get(part);
    expect(end?.settled).toBe(true);
    expect(end === undefined ? ['nothing'] : secretsIn(end)).toEqual([]);
  });
});
