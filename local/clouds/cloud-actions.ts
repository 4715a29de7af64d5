import type { ProviderName } from '../../shared/domain/vocabulary.ts';

/** The actions each stand-in answers. A name added here makes the compiler ask that provider's table for a row. */
export const cloudActions = {
  alibaba: ['DescribeInstances', 'StartInstances', 'StartInstance', 'StopInstances'],
  tencent: ['DescribeInstances', 'DescribeInstancesStatus', 'StartInstances', 'StopInstances'],
  zenlayer: ['DescribeInstances', 'DescribeInstancesStatus', 'StartInstances', 'StopInstances'],
} as const satisfies Record<ProviderName, readonly string[]>;

/** The name of an action that the stand-in of provider `P` answers. */
export type CloudActionName<P extends ProviderName> = (typeof cloudActions)[P][number];
