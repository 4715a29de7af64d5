import { from } from '../classify.ts';

const key = 'put the current AccessKey pair into the secret of the account, then redrive';
const token = 'put a valid key with its own token into the secret of the account, then redrive';
const permission =
  'allow the RAM user DescribeInstances, StartInstances, StopInstances, StartInstance and, for restarts, RebootInstances, then redrive';
const host = 'check the region, and the endpoint if the account has one, in reveille.yaml';

/**
 * The codes of every action: flow control, signatures, keys, rights and parameters. Their HTTP
 * statuses differ from page to page.
 */
export const alibabaCommonCodes = {
  ...from('common error codes of Alibaba Cloud', {
    Throttling: { kind: 'throttled', meaning: 'Too many requests.' },
    'Throttling.User': { kind: 'throttled', meaning: 'Too many requests of this account.' },
    'Throttling.Api': { kind: 'throttled', meaning: 'Too many requests for this action.' },
    UnknownError: { kind: 'outcomeUnknown', meaning: 'Something failed inside Alibaba Cloud, for a reason it does not give.' },
    ServiceUnavailable: { kind: 'transient', meaning: 'The service is not available for the moment.' },
    SignatureNonceUsed: { kind: 'transient', meaning: 'The nonce of the request had been used before.' },
    'InvalidTimeStamp.Expired': { kind: 'clockSkew', meaning: 'The time of the request is more than 15 minutes off.' },
    'InvalidTimeStamp.Format': { kind: 'request', meaning: 'The time of the request has the wrong form.' },
    IllegalTimestamp: { kind: 'clockSkew', meaning: 'The time of the request is too far off.' },
    SignatureDoesNotMatch: {
      kind: 'credentials',
      meaning: 'The signature is wrong: the AccessKey secret does not belong to the AccessKey id.',
      advice: key,
    },
    IncompleteSignature: { kind: 'request', meaning: 'The signature of the request lacks a part.' },
    InvalidSignatureMethod: { kind: 'request', meaning: 'The signature method is not known.' },
    'InvalidAccessKeyId.NotFound': { kind: 'credentials', meaning: 'The AccessKey id does not exist.', advice: key },
    'InvalidAccessKeyId.Inactive': { kind: 'credentials', meaning: 'The AccessKey is disabled.', advice: key },
    'Forbidden.AccessKeyDisabled': { kind: 'credentials', meaning: 'The AccessKey is disabled.', advice: key },
    MissingSecurityToken: { kind: 'credentials', meaning: 'The AccessKey is temporary and its token is missing.', advice: token },
    'InvalidSecurityToken.Malformed': { kind: 'credentials', meaning: 'The security token cannot be read.', advice: token },
    'InvalidSecurityToken.MismatchWithAccessKey': {
      kind: 'credentials',
      meaning: 'The security token does not belong to the AccessKey.',
      advice: token,
    },
    'InvalidSecurityToken.Expired': { kind: 'credentials', meaning: 'The security token has expired.', advice: token },
    Forbidden: { kind: 'permission', meaning: 'The key may not do this.', advice: permission },
    'Forbidden.RAM': { kind: 'permission', meaning: 'The RAM user of the key may not do this.', advice: permission },
    NoPermission: { kind: 'permission', meaning: 'The key may not do this.', advice: permission },
    ActionUnauthorized: { kind: 'permission', meaning: 'The key may not call this action.', advice: permission },
    'Forbedden.NotSupportRAM': { kind: 'account', meaning: 'RAM users may not call this action.', advice: permission },
    'Forbidden.RiskControl': {
      kind: 'account',
      meaning: 'Alibaba Cloud has blocked the account for a risk it sees.',
      advice: 'ask Alibaba Cloud why the account is blocked, then redrive',
    },
    'Forbidden.UserVerification': {
      kind: 'account',
      meaning: 'The owner of the account has not been verified.',
      advice: 'complete the verification in the console, then redrive',
    },
    'Account.Arrearage': {
      kind: 'account',
      meaning: 'The account has a bill that is not paid.',
      advice: 'pay the bill, then redrive',
    },
    'InvalidRegionId.MalFormed': { kind: 'request', meaning: 'The region does not have the form of a region.', advice: host },
    'InvalidRegionId.NotFound': { kind: 'request', meaning: 'The region does not exist.', advice: host },
    'InvalidRegion.NotFound': { kind: 'request', meaning: 'The region does not exist.', advice: host },
    NotSupportedEndpoint: { kind: 'request', meaning: 'The host does not serve this region.', advice: host },
    'InvalidApi.NotFound': { kind: 'request', meaning: 'Nothing is served at the path that was called.', advice: host },
    InvalidAction: { kind: 'request', meaning: 'The action does not exist.' },
    'InvalidAction.NotFound': { kind: 'request', meaning: 'The action does not exist.' },
    InvalidVersion: { kind: 'request', meaning: 'The version of the API does not exist.' },
    'InvalidProduct.NotFound': { kind: 'request', meaning: 'The host does not serve ECS.', advice: host },
    MissingParameter: { kind: 'request', meaning: 'A parameter is missing.' },
    InvalidParameter: { kind: 'unclear', meaning: 'A parameter is not acceptable.' },
    UnsupportedParameter: { kind: 'request', meaning: 'A parameter is not supported.' },
    UnsupportedHTTPMethod: { kind: 'request', meaning: 'The HTTP method is not supported.' },
    'InvalidProtocol.NeedSsl': { kind: 'request', meaning: 'The request must come by HTTPS.', advice: host },
    ContentLengthDoesNotMatch: { kind: 'request', meaning: 'The body is not as long as its header says.' },
    ContentMD5NotMatched: { kind: 'request', meaning: 'The body does not match its checksum.' },
  }),
  ...from('reports of users', {
    NoEnabledAccessKey: { kind: 'credentials', meaning: 'The account has no AccessKey that is enabled.', advice: key },
    'InvalidAction.Unauthorized': { kind: 'permission', meaning: 'The key may not call this action.', advice: permission },
    'InvalidAccountStatus.NotEnoughBalance': {
      kind: 'account',
      meaning: 'The balance of the account is too low.',
      advice: 'top the account up, then redrive',
    },
    'InvalidOperation.NotSupportedEndpoint': { kind: 'request', meaning: 'The host does not serve this region.', advice: host },
    'Forbidden.InstanceNotFound': {
      kind: 'instance',
      meaning: 'There is no instance of this id in this region, or the RAM user may not see it.',
      advice: 'correct the id or region in reveille.yaml, or take the instance out if it was released',
    },
    OperationConflict: { kind: 'wrongState', meaning: 'Another operation is at work on the instance.' },
    LastOrderProcessing: { kind: 'wrongState', meaning: 'An order for the instance is still being worked on.' },
    LastRequestProcessing: { kind: 'wrongState', meaning: 'An earlier request for the instance is still being worked on.' },
  }),
};
