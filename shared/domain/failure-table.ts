import type { FailurePolicy } from './failure.ts';

const again = {
  next: 'again',
  concerns: 'batch',
  waitAtLeastMs: 0,
  untilDeadline: false,
  freshCredentials: false,
  resign: false,
  mayHaveActed: false,
  mayBeOne: false,
  orKeep: false,
  notice: 'perBatch',
} as const;
const refuse = { ...again, next: 'refuse' } as const;
const refuseAccount = { ...refuse, concerns: 'account', notice: 'perAccount' } as const;

/**
 * The failure kinds: provider-neutral classes, each with its policy. Providers translate their
 * words to these (codes.ts beside each client).
 */
export const failures = {
  /** Too many requests: a minute is what Alibaba asks for; the others say nothing longer. */
  throttled: {
    ...again,
    waitAtLeastMs: 60_000,
    does: 'waits at least a minute in the queue and tries again, up to five rounds',
    advice: 'find out what else calls this API with the same account, or lower the limits in reveille.yaml',
  },
  /** Nothing was done: no connection, or a provider that says to come back. */
  transient: {
    ...again,
    does: 'tries again with growing waits, up to five rounds',
    advice: 'look at the status page of the provider, then redrive',
  },
  /**
   * A request may or may not have been carried out: time-out, reset, server fault, unreadable
   * answer.
   */
  outcomeUnknown: {
    ...again,
    mayHaveActed: true,
    does: 'looks at the instances first, then acts only on those whose state has not changed',
    advice: 'look at the status page of the provider and at the instance, then redrive',
  },
  /**
   * The instance's state does not allow the action right now, which may mean that it is already
   * where it should be.
   */
  wrongState: {
    ...again,
    concerns: 'instance',
    does: 'looks at the instance: done in the wanted state, waits while it is on its way, else tries again, up to five rounds',
    advice: 'look at the instance in its console; redrive when no other operation is under way',
  },
  /** An instance that failed without a reason (Zenlayer's list of failed ids). */
  unexplained: {
    ...again,
    concerns: 'instance',
    does: 'looks at the instance and tries again, up to five rounds',
    advice: 'look at the instance in its console, or ask the provider with the request id',
  },
  /** Sold out, host under repair, spot price too low: only time helps. */
  capacity: {
    ...again,
    concerns: 'instance',
    waitAtLeastMs: 60_000,
    untilDeadline: true,
    does: 'tries again slowly until the deadline',
    advice: 'redrive later, or move the instance to another type or zone',
  },
  /** A key, secret or token that the provider does not accept. */
  credentials: {
    ...refuseAccount,
    freshCredentials: true,
    does: 'reads the secret once more in case it was just rotated, tries once more, then gives up the account in this job',
    advice: 'put a valid key into the secret of the account, then redrive',
  },
  /** The provider says that the request's time is too far from its own. */
  clockSkew: {
    ...refuseAccount,
    resign: true,
    does: "signs once more with the time of the server's answer, then gives up the account in this job",
    advice: 'report this: the clock of the function and that of the provider disagree',
  },
  /** No permission, no balance, account blocked. */
  account: {
    ...refuseAccount,
    does: 'gives up the account in this job',
    advice: 'correct the permission, balance or block of the account at the provider, then redrive',
  },
  /** A right that the key lacks: for everything, or for some instances only (rights by tag). */
  permission: {
    ...refuseAccount,
    mayBeOne: true,
    does: 'asks for the two halves of the batch; where both are refused alike, gives up the account in this job, else only the instances refused',
    advice: 'give the key the right at the provider, then redrive',
  },
  /** This instance cannot be acted on: not found, locked, expired, broken. */
  instance: {
    ...refuse,
    concerns: 'instance',
    does: 'gives up the instance; its neighbours in the call go on',
    advice: 'correct the instance, or take it out of the schedule',
  },
  /** This instance cannot be stopped without charge. */
  charged: {
    ...refuse,
    concerns: 'instance',
    orKeep: true,
    does: 'gives up the instance; with stopMode: stop-charging-or-keep stops it with charge instead',
    advice: 'write stopMode: stop-charging-or-keep for it and deploy; the next job uses it',
  },
  /** A code that nobody knows, or a parameter that may be an id: perhaps of one instance alone. */
  unclear: {
    ...refuse,
    concerns: 'instance',
    does: 'asks for ever smaller parts of the batch, and gives up only the instances that are refused',
    advice: 'check the region and ids in reveille.yaml; if they are right, report this with the code and the request id',
  },
  /**
   * The request itself was refused, and would be for any instances: an action, a region, a
   * filter.
   */
  request: {
    ...refuse,
    does: 'gives up the batch',
    advice: 'check the region and ids in reveille.yaml; if they are right, report this with the code and the request id',
  },
} as const satisfies Record<string, FailurePolicy>;

/** The name of a failure kind. */
export type FailureKind = keyof typeof failures;
