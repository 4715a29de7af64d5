import { expect } from 'vitest';
import { brokenPromises, mostStarts } from '../account-promises.ts';
import type { AccountEnd } from '../engine/many-accounts.ts';
import type { MatrixRow } from './matrix-cell.ts';

/**
 * An account ended as its cell says: verdicts, starts, alerts and letters, and every promise that
 * holds whatever went wrong.
 */
export function expectCell(row: MatrixRow, end: AccountEnd): void {
  const said = end.verdicts.map(({ verdict, code }) => (code === null ? verdict : `${verdict} ${code}`));
  expect(said).toEqual(row.ends);
  expect(brokenPromises(row.plan, end)).toEqual([]);
  expect(mostStarts(row.plan, end)).toBeLessThanOrEqual(row.starts);
  const wasKilled = row.plan.kills !== undefined;
  expect(end.kills > 0).toBe(wasKilled);
  expect(end.alerts.length).toBeGreaterThanOrEqual(row.alerts);
  expect(end.alerts.length).toBeLessThanOrEqual(row.alerts + (wasKilled ? 1 : 0));
  const failed = row.plan.ids.filter((_, index) => row.ends[index] !== 'confirmed');
  expect(new Set(end.letters.flatMap(({ ids }) => ids))).toEqual(new Set(failed));
}
