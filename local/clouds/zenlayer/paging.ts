import * as z from 'zod/mini';

const atLeastOne = z.minimum(1, 'INVALID_PARAMETER_LESS_MINIMUM');

/** pageSize and pageNum of a describe: 20 rows by default, at most 1000; pages are counted from 1. */
export const paging = {
  pageSize: z.optional(z.int('INVALID_PARAMETER_TYPE').check(atLeastOne, z.maximum(1000, 'INVALID_PARAMETER_EXCEED_MAXIMUM'))),
  pageNum: z.optional(z.int('INVALID_PARAMETER_TYPE').check(atLeastOne)),
};

/** The rows of one page. */
export function pageOf<Row>(
  rows: readonly Row[],
  { pageSize = 20, pageNum = 1 }: { readonly pageSize?: number | undefined; readonly pageNum?: number | undefined },
): readonly Row[] {
  return rows.slice((pageNum - 1) * pageSize, pageNum * pageSize);
}
