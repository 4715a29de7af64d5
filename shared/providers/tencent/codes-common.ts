import { from } from '../classify.ts';

const key = 'put the current SecretId and SecretKey into the secret of the account, then redrive';
const token = 'put a valid key with its own token into the secret of the account, then redrive';
const permission =
  'allow the CAM user DescribeInstances, StartInstances, StopInstances and, for restarts, RebootInstances of cvm, then redrive';
const mfa = 'use the key of a user without MFA for these actions, then redrive';
const quota = 'ask Tencent Cloud for a higher quota, then redrive';
const region = 'check the region of the target in reveille.yaml';

/** The codes of every action. They all come with HTTP 200. */
export const tencentCommonCodes = {
  ...from('common error codes of Tencent Cloud API 3.0', {
    RequestLimitExceeded: { kind: 'throttled', meaning: 'Too many requests in this second.' },
    'RequestLimitExceeded.UinLimitExceeded': { kind: 'throttled', meaning: 'Too many requests of this account.' },
    'RequestLimitExceeded.IPLimitExceeded': { kind: 'throttled', meaning: 'Too many requests from this address.' },
    'RequestLimitExceeded.GlobalRegionUinLimitExceeded': {
      kind: 'throttled',
      meaning: 'Too many requests of this account over all regions.',
    },
    InternalError: { kind: 'outcomeUnknown', meaning: 'Something failed inside Tencent Cloud.' },
    ServiceUnavailable: { kind: 'transient', meaning: 'The service is not available for the moment.' },
    ResourceUnavailable: { kind: 'transient', meaning: 'A resource that the call needs is not available for the moment.' },
    ResourceInUse: { kind: 'wrongState', meaning: 'The instance is in use by another operation.' },
    ResourceInsufficient: { kind: 'capacity', meaning: 'There is no capacity for the instance.' },
    ResourceNotFound: { kind: 'instance', meaning: 'The instance, or something that belongs to it, does not exist.' },
    FailedOperation: { kind: 'instance', meaning: 'The operation failed; the message may say why.' },
    UnsupportedOperation: { kind: 'instance', meaning: 'The instance does not support the operation.' },
    'AuthFailure.SignatureExpire': { kind: 'clockSkew', meaning: 'The time of the request is more than five minutes off.' },
    'AuthFailure.SignatureFailure': {
      kind: 'credentials',
      meaning: 'The signature is wrong: the SecretKey does not belong to the SecretId.',
      advice: key,
    },
    'AuthFailure.SecretIdNotFound': { kind: 'credentials', meaning: 'The SecretId does not exist.', advice: key },
    'AuthFailure.InvalidSecretId': { kind: 'credentials', meaning: 'The SecretId does not belong to an API key.', advice: key },
    'AuthFailure.InvalidAuthorization': {
      kind: 'credentials',
      meaning: 'The Authorization header is not accepted.',
      advice: key,
    },
    'AuthFailure.TokenFailure': { kind: 'credentials', meaning: 'The token is wrong or has expired.', advice: token },
    'AuthFailure.MFAFailure': { kind: 'account', meaning: 'The key needs a second factor.', advice: mfa },
    'AuthFailure.UnauthorizedOperation': { kind: 'permission', meaning: 'The key may not do this.', advice: permission },
    UnauthorizedOperation: { kind: 'permission', meaning: 'The key may not do this.', advice: permission },
    IpInBlacklist: { kind: 'account', meaning: 'The address of the function is on a block list of the account.' },
    IpNotInWhitelist: { kind: 'account', meaning: 'The address of the function is not on the allow list of the account.' },
    LimitExceeded: { kind: 'account', meaning: 'A quota of the account is used up.', advice: quota },
    UnsupportedRegion: { kind: 'request', meaning: 'The region does not exist, or does not have the action.', advice: region },
    UnsupportedProtocol: { kind: 'request', meaning: 'The protocol of the request is not supported.' },
    InvalidAction: { kind: 'request', meaning: 'The action does not exist.' },
    NoSuchProduct: { kind: 'request', meaning: 'The product does not exist.' },
    NoSuchVersion: { kind: 'request', meaning: 'The version of the API does not exist.' },
    ActionOffline: { kind: 'request', meaning: 'The action has been taken out of service.' },
    InvalidParameter: { kind: 'unclear', meaning: 'A parameter is not acceptable.' },
    InvalidRequest: { kind: 'request', meaning: 'The body of the request cannot be read.' },
    UnknownParameter: { kind: 'request', meaning: 'A parameter is not known.' },
    RequestSizeLimitExceeded: { kind: 'request', meaning: 'The request is too long.' },
    ResponseSizeLimitExceeded: { kind: 'request', meaning: 'The answer would be too long.' },
  }),
  ...from('CVM: DescribeInstances, StopInstances and RebootInstances pages', {
    'UnauthorizedOperation.MFAExpired': { kind: 'account', meaning: 'The second factor of the key has expired.', advice: mfa },
    'UnauthorizedOperation.MFANotFound': { kind: 'account', meaning: 'The key needs a second factor.', advice: mfa },
    'UnauthorizedOperation.InvalidToken': { kind: 'credentials', meaning: 'The token is not valid.', advice: token },
  }),
  ...from("CVM: codes in the vendor's SDK", {
    'UnauthorizedOperation.PermissionDenied': { kind: 'permission', meaning: 'The key may not do this.', advice: permission },
    'AuthFailure.CamRoleNameAuthenticateFailed': { kind: 'account', meaning: 'The CAM role of the call is not accepted.' },
    InstancesQuotaLimitExceeded: { kind: 'account', meaning: 'The quota of instances is used up.', advice: quota },
    InvalidInstanceState: { kind: 'wrongState', meaning: 'The present state of the instance does not allow the action.' },
  }),
  ...from('reports of users', {
    'InvalidParameter.PermissionDenied': { kind: 'permission', meaning: 'The key may not do this.', advice: permission },
  }),
};
