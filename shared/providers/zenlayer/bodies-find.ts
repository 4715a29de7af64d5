import * as z from 'zod/mini';

const tag = z.object({ key: z.string(), value: z.optional(z.nullable(z.string())) });

/** A page of DescribeInstances, as far as a selection needs it. `tags` is a list in a request, and an object with a list here. */
export const taggedInstancesBody = z.object({
  requestId: z.string(),
  response: z.object({
    totalCount: z.int(),
    dataSet: z.array(
      z.object({
        instanceId: z.string(),
        resourceGroupId: z.optional(z.nullable(z.string())),
        tags: z.optional(z.nullable(z.object({ tags: z.optional(z.nullable(z.array(tag))) }))),
      }),
    ),
  }),
});
