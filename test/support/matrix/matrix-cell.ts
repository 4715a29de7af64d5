import type { PlannedFault } from '../../../local/clouds/cloud-state.ts';
import type { ProviderName } from '../../../shared/domain/vocabulary.ts';
import type { AccountPlan } from '../engine/many-accounts.ts';
import { manyIds, specsOf } from '../fleet.ts';

/** One cell of the matrix: what goes wrong for one account, and how its two instances must end. */
export interface MatrixRow {
  readonly plan: AccountPlan;
  /** The ends of its instances, in the order of their ids: `confirmed`, `rejected Some.Code`. */
  readonly ends: readonly string[];
  /** Start requests that may carry one instance, at most: those refused or lost too. */
  readonly starts: number;
  /**
   * Alerts about the account; one more is allowed where a function was killed, which may have told
   * already.
   */
  readonly alerts: number;
}

/** What a cloud does instead of answering. */
export type Fault = PlannedFault['fault'];
/** Where it strikes. */
export type Place = 'look' | 'dryRun' | 'start';

/** How a provider puts what the rows are about. */
interface Words {
  readonly look: string;
  readonly throttled: string;
  readonly badKey: string;
  readonly oldToken: string;
  readonly wrongTime: string;
  readonly missing: string;
  /** A dead letter's code for an id that does not exist. */
  readonly notFound: string;
}

/** The words of each provider. */
export const words: Readonly<Record<ProviderName, Words>> = {
  alibaba: {
    look: 'DescribeInstances',
    throttled: 'Throttling.User',
    badKey: 'InvalidAccessKeyId.NotFound',
    oldToken: 'InvalidSecurityToken.Expired',
    wrongTime: 'InvalidTimeStamp.Expired',
    missing: 'i-missing',
    notFound: 'InvalidInstanceId.NotFound',
  },
  tencent: {
    look: 'DescribeInstances',
    throttled: 'RequestLimitExceeded',
    badKey: 'AuthFailure.SecretIdNotFound',
    oldToken: 'AuthFailure.TokenFailure',
    wrongTime: 'AuthFailure.SignatureExpire',
    missing: 'ins-missing1',
    notFound: 'InvalidInstanceId.NotFound',
  },
  zenlayer: {
    look: 'DescribeInstancesStatus',
    throttled: 'REQUEST_LIMIT_EXCEEDED',
    badKey: 'AUTHFAILURE_SECRET_ID_NOT_FOUND',
    oldToken: 'AUTHFAILURE_TOKEN_FAILURE',
    wrongTime: 'AUTHFAILURE_SIGNATURE_EXPIRED',
    missing: '1599999999999999999',
    notFound: 'INVALID_INSTANCE_NOT_FOUND',
  },
};
/** The calls that each provider is asked to make before an instance starts. */
export const placesOf: Readonly<Record<ProviderName, readonly Place[]>> = {
  alibaba: ['look', 'dryRun', 'start'],
  tencent: ['look', 'start'],
  zenlayer: ['look', 'start'],
};

/** An account with two stopped instances. */
export function planOf(provider: ProviderName, changes: Partial<AccountPlan> = {}): AccountPlan {
  const ids = manyIds[provider](2);
  return { provider, ids, instances: specsOf[provider](ids), ...changes };
}

/** A fault of that call, so many times. */
export function planned(provider: ProviderName, place: Place, fault: Fault, times = 1): PlannedFault {
  if (place === 'look') return { provider, action: words[provider].look, times, fault };
  return { provider, action: 'StartInstances', dryRun: place === 'dryRun', times, fault };
}

/** An end for both instances. */
export const both = (end: string) => [end, end];

const page = '<html><body>Something else answers here</body></html>';
/** A page of something that is not the provider. */
export const html = (status: number, headers = {}): Fault => ({ kind: 'html', status, body: page, headers });
