import { alibabaSeedRows } from './alibaba-rows.ts';
import type { SeedRow } from './seed-row.ts';
import { tencentSeedRows } from './tencent-rows.ts';

const zen = { seeds: '004', provider: 'zenlayer', action: 'StartInstances' } as const;

/** Every row of the five seeds' error tables. */
export const seedRows: readonly SeedRow[] = [
  ...alibabaSeedRows,
  ...tencentSeedRows,
  { ...zen, status: 404, code: 'INVALID_INSTANCE_NOT_FOUND', message: 'Instance does not exist.', ends: 'once' },
  {
    ...zen,
    status: 403,
    code: 'OPERATION_DENIED_INSTANCE_RECYCLED',
    message: 'Operations on instances in recycle bin are not supported.',
    ends: 'once',
  },
  {
    ...zen,
    status: 403,
    code: 'OPERATION_DENIED_INSTANCE_NOT_STOPPED',
    message: 'Operations on instances that are not in powered-off state are not supported.',
    ends: 'rounds',
  },
];

const unknown = { seeds: 'none', action: 'StartInstances', message: 'Never heard of.' } as const;

/**
 * Codes that no table knows: the HTTP status decides, and none of them is tried again for ever. One
 * that is no fault of the server may be about one instance alone.
 */
export const unknownRows: readonly SeedRow[] = [
  { ...unknown, provider: 'alibaba', status: 418, code: 'Brand.New', ends: 'once' },
  { ...unknown, provider: 'alibaba', status: 500, code: 'Brand.NewFault', ends: 'callRounds' },
  { ...unknown, provider: 'alibaba', action: 'StartInstance', status: 429, code: 'Brand.NewLimit', ends: 'callRounds' },
  { ...unknown, provider: 'tencent', status: 200, code: 'BrandNew', ends: 'once' },
  { ...unknown, provider: 'tencent', status: 502, code: 'BrandNew.Fault', ends: 'callRounds' },
  { ...unknown, provider: 'zenlayer', status: 409, code: 'BRAND_NEW', ends: 'once' },
];
