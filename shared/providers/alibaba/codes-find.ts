import { from } from '../classify.ts';

const tags = 'correct the tags of the target in reveille.yaml and deploy, which counts from the next job on; purge the letter';

/** What DescribeInstances answers to the tags of a target. */
export const alibabaFindCodes = from('DescribeInstances page', {
  'InvalidTag.Mismatch': { kind: 'request', meaning: 'A tag to filter by lacks its key or its value.', advice: tags },
  InvalidTagCount: { kind: 'request', meaning: 'There are too many tags to filter by.', advice: tags },
});
