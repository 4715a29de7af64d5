import * as z from 'zod/mini';

const tag = z.object({ Key: z.string(), Value: z.optional(z.nullable(z.string())) });

/** A page of DescribeInstances, as far as a selection needs it. */
export const taggedInstancesBody = z.object({
  Response: z.object({
    RequestId: z.string(),
    TotalCount: z.int(),
    InstanceSet: z.array(z.object({ InstanceId: z.string(), Tags: z.optional(z.nullable(z.array(tag))) })),
  }),
});
