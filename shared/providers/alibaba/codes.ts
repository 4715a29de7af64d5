import { type CodeFamily, type CodeTable, from } from '../classify.ts';
import { alibabaCommonCodes } from './codes-common.ts';
import { alibabaStartCodes } from './codes-start.ts';
import { alibabaStopCodes } from './codes-stop.ts';

const tags = 'correct the tags of the target in reveille.yaml and deploy; the next job uses them; purge the dead letter';

/** The codes of DescribeInstances for the tags of a target. */
const alibabaFindCodes = from('DescribeInstances page', {
  'InvalidTag.Mismatch': { kind: 'request', meaning: 'A tag to filter by lacks its key or its value.', advice: tags },
  InvalidTagCount: { kind: 'request', meaning: 'There are too many tags to filter by.', advice: tags },
});

/**
 * Families that grow, and safe kinds for codes that no page lists. A more special family comes
 * first.
 */
const families: readonly CodeFamily[] = [
  {
    match: ['*Throttling*'],
    kind: 'throttled',
    meaning: 'Too many requests.',
    source: "the vendor's SDK looks for the word",
  },
  {
    match: ['InvalidAccessKeyId*', 'InvalidSecurityToken*', 'MissingSecurityToken*', 'Forbidden.AccessKey*', 'Signature*'],
    kind: 'credentials',
    meaning: 'The key, its token or the signature made with it is not accepted.',
    source: 'family of common error codes',
  },
  {
    match: ['Forbidden*', 'Forbedden*', 'ActionUnauthorized*', '*Permission*'],
    kind: 'permission',
    meaning: 'The key may not do this, or the account is blocked.',
    source: 'family of common error codes',
  },
  {
    match: ['IncorrectInstanceStatus*'],
    kind: 'wrongState',
    meaning: 'The present state of the instance does not allow the action.',
    source: 'family of the StartInstances page (seed 000)',
  },
  {
    match: ['*NoStock*', '*NotEnoughResource*'],
    kind: 'capacity',
    meaning: 'There is no capacity for the instance.',
    source: 'family of the StartInstance pages',
  },
  {
    match: ['*ServiceUnavailable*'],
    kind: 'transient',
    meaning: 'The service is not available for the moment.',
    source: 'family of common error codes',
  },
  {
    match: ['InvalidTag*', 'InvalidHpcCluster*', 'Invalid*ChargeType*', 'InvalidLockReason*', 'InvalidFilter*'],
    kind: 'request',
    meaning: 'A filter of DescribeInstances is not acceptable; Reveille filters by ids or by the tags of a target.',
    source: 'DescribeInstances page',
  },
  {
    match: ['InvalidNetworkType*', 'InvalidStatus*'],
    kind: 'request',
    meaning: 'A filter of DescribeInstances is not acceptable; Reveille filters by ids or by the tags of a target.',
    source: 'DescribeInstances page',
  },
  {
    match: ['InvalidRegion*', 'InvalidApi*', 'InvalidAction*', 'InvalidProduct*', 'InvalidZone*', 'InvalidOwner*'],
    kind: 'request',
    meaning: 'The request went to the wrong region, host or action.',
    source: 'family of common error codes',
    advice: 'check the region, and the endpoint if the account has one, in reveille.yaml',
  },
  {
    match: ['*Conflict', '*Processing', '*Busy'],
    kind: 'wrongState',
    meaning: 'Something else is at work on the instance.',
    source: 'family of codes in reports of users',
  },
  {
    match: ['HibernationConfigured.*'],
    kind: 'instance',
    meaning: 'The hibernation that is configured for the instance forbids the action.',
    source: 'family of the StopInstance page',
  },
  {
    match: ['*NotFound*', '*KMSKeyId*', 'InvalidInstance*'],
    kind: 'instance',
    meaning: 'The instance, or something that belongs to it, does not exist or does not allow the action.',
    source: 'our judgement: one bad id must not end its neighbours',
  },
  {
    match: ['InvalidParameter*'],
    kind: 'unclear',
    meaning: 'A parameter is not acceptable, perhaps an id.',
    source: 'family of common error codes',
  },
  {
    match: ['Missing*'],
    kind: 'request',
    meaning: 'A parameter is missing.',
    source: 'family of common error codes',
  },
];

/**
 * Alibaba ECS error codes. The HTTP status is useless here: one code comes with different
 * statuses.
 */
export const alibabaCodes: CodeTable = {
  sayings: [
    {
      match: ['InvalidParameter*'],
      says: /SecurityToken\W*(?:is\W+)?expired/i,
      saysInWords: 'SecurityToken.Expired',
      kind: 'credentials',
      meaning: 'The security token has expired.',
      advice: 'put a valid key with its own token into the secret of the account, then redrive',
      source: 'reports of users',
    },
  ],
  exact: { ...alibabaStartCodes, ...alibabaStopCodes, ...alibabaFindCodes, ...alibabaCommonCodes },
  families,
};
