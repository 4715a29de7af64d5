import { from } from '../classify.ts';

const tags = 'correct the tags of the target in reveille.yaml and deploy, which counts from the next job on; purge the letter';

/** What DescribeInstances answers to the tags of a target. */
export const tencentFindCodes = {
  ...from('DescribeInstances page', {
    InvalidFilter: { kind: 'request', meaning: 'A tag to filter by is not acceptable.', advice: tags },
    'InvalidFilterValue.LimitExceeded': { kind: 'request', meaning: 'A filter has too many values.', advice: tags },
  }),
  ...from("DescribeInstances: codes in the vendor's SDK", {
    'FailedOperation.IllegalTagKey': { kind: 'request', meaning: 'The key of a tag is not one.', advice: tags },
    'FailedOperation.IllegalTagValue': { kind: 'request', meaning: 'The value of a tag is not one.', advice: tags },
    'FailedOperation.TagKeyReserved': {
      kind: 'request',
      meaning: 'The key of a tag is reserved for Tencent Cloud.',
      advice: tags,
    },
  }),
};
