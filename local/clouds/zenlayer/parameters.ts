import * as z from 'zod/mini';
import { providerFacts } from '../../../shared/contract/provider-facts.ts';
import { distinct } from '../stand-in.ts';

function missingOrWrongType(issue: { readonly input?: unknown }): string {
  return issue.input === undefined ? 'MISSING_PARAMETER' : 'INVALID_PARAMETER_TYPE';
}

/** The parameters of one action; any other parameter is refused. */
export function zenlayerParameters<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? 'INVALID_PARAMETER_VALUE' : 'INVALID_PARAMETER_TYPE'),
  });
}

/** instanceIds: at most 100 (seed 004). */
export const instanceIds = z
  .array(z.string({ error: missingOrWrongType }).check(z.regex(providerFacts.zenlayer.instanceId, 'INVALID_PARAMETER_VALUE')), {
    error: missingOrWrongType,
  })
  .check(z.maxLength(100, 'INVALID_PARAMETER_EXCEED_LENGTH'), z.refine(distinct, 'INVALID_PARAMETER_VALUE'));
