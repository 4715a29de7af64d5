import * as z from 'zod/mini';

const tag = z.object({ TagKey: z.string(), TagValue: z.optional(z.nullable(z.string())) });

/** A page of DescribeInstances, as far as a selection needs it. `TagKey` and `TagValue` here are `Key` and `Value` in a request. */
export const taggedInstancesBody = z.object({
  RequestId: z.string(),
  NextToken: z.optional(z.nullable(z.string())),
  Instances: z.object({
    Instance: z.array(
      z.object({ InstanceId: z.string(), Tags: z.optional(z.nullable(z.object({ Tag: z.optional(z.nullable(z.array(tag))) }))) }),
    ),
  }),
});
