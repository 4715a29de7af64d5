import type { Rehearsal } from '../../cli/rehearse/settle-and-report.ts';
import type { CloudState } from '../../local/clouds/cloud-state.ts';
import type { InstanceState } from '../../local/clouds/clouds.ts';
import type { RecordedCall } from '../../local/clouds/front-door.ts';
import type { ProviderName, TransitionAction } from '../../shared/domain/vocabulary.ts';

/** One run of the real stack against its own stand-in clouds. */
export interface Scenario {
  /** What is fired; default start. */
  readonly action?: TransitionAction;
  /**
   * The schedule as an operator writes it, without `start` and `stop`; its accounts are named
   * `alibaba`, `tencent`, `zenlayer`.
   */
  readonly schedule: Readonly<Record<string, unknown>> & {
    readonly targets: readonly {
      readonly account: ProviderName;
      readonly region?: string;
      readonly instances?: readonly string[];
      readonly tags?: Readonly<Record<string, string>>;
      readonly resourceGroup?: string;
      readonly maxMatches?: number;
      readonly initLocalDisk?: boolean;
    }[];
  };
  /** What the clouds hold and how they misbehave. */
  readonly instances?: CloudState['instances'];
  readonly faults?: CloudState['faults'];
  readonly limits?: CloudState['limits'];
  /**
   * What the accounts' own `limits` say; default so much that nobody waits for the pace, and null
   * for the provider's default.
   */
  readonly pace?: { readonly start: number; readonly describe: number } | null;
  /** How far the clouds' clocks are ahead. */
  readonly clockSkewSeconds?: number;
  /** Seconds between the due time and the firing; default 0. */
  readonly lateSeconds?: number;
  /** Raw messages put on the jobs queue beside the job. */
  readonly beside?: readonly string[];
  /**
   * Kills the power function at work when a provider has carried out its n-th call of this action.
   */
  readonly killAt?: { readonly action: string; readonly nth: number };
  /**
   * True: it has an engine of its own, not one in which others ran before. Only then its report
   * has alarms.
   */
  readonly alone?: boolean;
  /**
   * True: the template does not say that power functions may loop, so that Lambda ends their
   * chains. Only for a scenario that is alone.
   */
  readonly loopsEnd?: boolean;
  /** An origin to use instead of the stand-in of a provider. */
  readonly endpoints?: Partial<Record<ProviderName, string>>;
  /** Secrets that replace the right ones, by provider. */
  readonly secrets?: Partial<Record<ProviderName, unknown>>;
}

/** What a scenario came to. */
export interface ScenarioResult extends Rehearsal {
  /** Every request the clouds received. */
  readonly received: readonly RecordedCall[];
  /** The instances of the state as they stand at the end. */
  readonly instances: Readonly<Record<string, InstanceState>>;
  /** Every line that the functions printed. */
  readonly logs: readonly string[];
  readonly killed: number;
}

/**
 * The keys of every scenario: recognisable, so that a test can look for them where they must not
 * be.
 */
export const scenarioKeys = {
  alibaba: { accessKeyId: 'LTAI-scenario', accessKeySecret: 'alibaba-SECRET-scenario', securityToken: 'alibaba-TOKEN-scenario' },
  tencent: { secretId: 'AKID-scenario', secretKey: 'tencent-SECRET-scenario', token: 'tencent-TOKEN-scenario' },
  zenlayer: { accessKeyId: 'ZC-scenario', accessKeyPassword: 'zenlayer-SECRET-scenario' },
} as const;
