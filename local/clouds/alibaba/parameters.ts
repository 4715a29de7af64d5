import * as z from 'zod/mini';
import { providerFacts } from '../../../shared/contract/provider-facts.ts';
import { distinct } from '../stand-in.ts';

/** The code for a value that is missing or of the wrong type. */
export function missingOrInvalid(issue: { readonly input?: unknown }): string {
  return issue.input === undefined ? 'MissingParameter' : 'InvalidParameter';
}

/** A required text. */
export const requiredText = z.string({ error: missingOrInvalid }).check(z.minLength(1, 'MissingParameter'));

/** An optional boolean, which a query can only write as a word. */
export const optionalFlag = z.optional(z.enum(['true', 'false'], 'InvalidParameter'));

/** The parameters of one action; any other parameter is refused. */
export function alibabaParameters<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? 'UnsupportedParameter' : 'InvalidParameter'),
  });
}

/**
 * InstanceId.1 … InstanceId.100, gathered into a list (seed 000). An empty id passes here: it has
 * an answer of its own.
 */
export const instanceIdList = z
  .array(
    z
      .string({ error: missingOrInvalid })
      .check(z.refine((id) => id === '' || providerFacts.alibaba.instanceId.test(id), 'Abs.InvalidInstanceIds.MalFormed')),
    { error: missingOrInvalid },
  )
  .check(z.maxLength(100, 'InvalidParameter.TooManyInstanceIds'), z.refine(distinct, 'InvalidParameter'));
