import type { CloudState } from '../../../local/clouds/cloud-state.ts';
import type { InstanceState } from '../../../local/clouds/clouds.ts';
import type { RecordedCall } from '../../../local/clouds/front-door.ts';
import type { ProviderName } from '../../../shared/domain/vocabulary.ts';
import type { VerdictRow } from '../../../shared/history/report.ts';

/**
 * What a power function does on the way through a batch: read the secret, ask the provider, send
 * what follows, publish.
 */
export type Step = 'secret' | 'look' | 'dryRun' | 'start' | 'work' | 'letters' | 'alert';

/**
 * A point at which the function that works for an account is killed, once: around the n-th such
 * step of the account; default the first.
 */
export interface KillPoint {
  readonly step: Step;
  readonly when: 'before' | 'after';
  readonly nth?: number;
}

/**
 * How SQS repeats and reorders an account's messages: `act`: two copies of the first batch, at
 * once; `confirm`: the first batch that confirms comes a second time, and early; `lateAct`: the
 * first batch comes again when the account has its first verdict.
 */
export type Repeat = 'act' | 'confirm' | 'lateAct';

/** One account of a job, with a cloud of its own. */
export interface AccountPlan {
  readonly provider: ProviderName;
  /** The ids of its target; more or fewer than its cloud has. */
  readonly ids: readonly string[];
  readonly instances: CloudState['instances'];
  readonly initLocalDisk?: boolean;
  readonly faults?: CloudState['faults'];
  readonly limits?: CloudState['limits'];
  readonly clockSkewSeconds?: number;
  /** An origin to use instead of its cloud. */
  readonly endpoint?: string;
  /** What its secret holds at each read; the last one for good. Default: the right key. */
  readonly secrets?: readonly unknown[];
  readonly kills?: readonly KillPoint[];
  readonly repeats?: readonly Repeat[];
}

/**
 * One job of many accounts: each has its own cloud, so that what happens to one is nobody else's.
 */
export interface ManyAccounts {
  /** The schedule's options as an operator writes them. */
  readonly schedule?: Readonly<Record<string, unknown>>;
  readonly accounts: Readonly<Record<string, AccountPlan>>;
}

/** What the job came to for one account. */
export interface AccountEnd {
  readonly verdicts: readonly VerdictRow[];
  /** The dead letters: ids, and the code of each that has one. */
  readonly letters: readonly { readonly ids: readonly string[]; readonly codes: readonly string[] }[];
  readonly alerts: readonly string[];
  /** Every request its cloud received. */
  readonly received: readonly RecordedCall[];
  readonly instances: Readonly<Record<string, InstanceState>>;
  readonly kills: number;
}

/** What the job came to. */
export interface ManyAccountsEnd {
  readonly settled: boolean;
  /** When the job was due, in epoch milliseconds of the virtual clock. */
  readonly dueAt: number;
  readonly accounts: Readonly<Record<string, AccountEnd>>;
  /** Everything that anybody can read afterwards: log lines, letters, alerts. */
  readonly readable: readonly string[];
}
