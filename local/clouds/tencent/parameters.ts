import * as z from 'zod/mini';
import { providerFacts } from '../../../shared/contract/provider-facts.ts';
import { distinct } from '../stand-in.ts';

function missingOrInvalid(issue: { readonly input?: unknown }): string {
  return issue.input === undefined ? 'MissingParameter' : 'InvalidParameter';
}

/** The parameters of one action; any other parameter is refused. */
export function tencentParameters<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? 'UnknownParameter' : 'InvalidParameter'),
  });
}

/** InstanceIds: 1 to 100 of them (seed 003). */
export const instanceIds = z
  .array(z.string({ error: missingOrInvalid }).check(z.regex(providerFacts.tencent.instanceId, 'InvalidInstanceId.Malformed')), {
    error: missingOrInvalid,
  })
  .check(
    z.minLength(1, 'InvalidParameterValue'),
    z.maxLength(100, 'InvalidParameterValue.LimitExceeded'),
    z.refine(distinct, 'InvalidParameterValue'),
  );

/** Offset and Limit of a describe: 20 rows by default, at most 100. */
export const paging = {
  Offset: z.optional(z.int('InvalidParameter').check(z.minimum(0, 'InvalidParameterValue'))),
  Limit: z.optional(
    z.int('InvalidParameter').check(z.minimum(1, 'InvalidParameterValue'), z.maximum(100, 'InvalidParameterValue')),
  ),
};

/** The rows of one page. */
export function pageOf<Row>(
  rows: readonly Row[],
  { Offset: from = 0, Limit: size = 20 }: { readonly Offset?: number | undefined; readonly Limit?: number | undefined },
): readonly Row[] {
  return rows.slice(from, from + size);
}
