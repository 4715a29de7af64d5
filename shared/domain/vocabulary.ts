/**
 * The providers Reveille knows. Everything that differs by provider is a row keyed by these names,
 * so the compiler asks for it.
 */
export const providerNames = ['alibaba', 'tencent', 'zenlayer'] as const;

/** The name of one provider. */
export type ProviderName = (typeof providerNames)[number];

/**
 * What a job asks of its instances. A restart makes them run, whatever an alert says of them: a
 * stopped instance is started, and a running one is rebooted.
 */
export const powerActions = ['start', 'stop', 'restart'] as const;

/** One action of a job. */
export type PowerAction = (typeof powerActions)[number];

/** What one call asks of a provider. */
export const providerActions = ['start', 'stop', 'reboot'] as const;

/** One action of a call. */
export type ProviderAction = (typeof providerActions)[number];

/** What a restart has sent for an instance; a forced reboot is a power cut. */
export const restartDeeds = ['start', 'reboot', 'force-reboot'] as const;

/** What a restart has sent for one instance. */
export type RestartDeed = (typeof restartDeeds)[number];

/** What a transition of a schedule can ask for. */
export const transitionActions = ['start', 'stop'] as const;

/** One action of a transition. */
export type TransitionAction = (typeof transitionActions)[number];

/**
 * The kinds of source that raise alerts. Each has a file under shared/sources that reads what it
 * sends.
 */
export const sourceKinds = [
  'alertmanager',
  'grafana',
  'cloudwatch',
  'cloudmonitor',
  'tencent-monitor',
  'uptime-kuma',
  'reveille',
] as const;

/** The kind of one source. */
export type SourceKind = (typeof sourceKinds)[number];

/** The kinds of source that can sign what they send. The others prove themselves with a token. */
export const signingKinds = ['grafana', 'reveille'] as const satisfies readonly SourceKind[];

/**
 * What one stop asks of the provider: everything stays reserved and billed, or it releases what it
 * can.
 */
export type ChargeMode = 'keep-charging' | 'stop-charging';

/**
 * What a stopped instance is to cost: all of it, or less, or less where the provider agrees and
 * else all of it.
 */
export const stopModes = ['keep-charging', 'stop-charging', 'stop-charging-or-keep'] as const;

/** What one stopped instance is to cost. */
export type StopMode = (typeof stopModes)[number];

/**
 * How Alibaba treats one bad instance in a batch (seed 000, BatchOptimization): refuse all of
 * them, or start each one it can.
 */
export const batchModes = ['AllTogether', 'SuccessFirst'] as const;

/** How Alibaba treats one batch. */
export type BatchMode = (typeof batchModes)[number];

/**
 * A provider-neutral power state. `busy`: something is under way and the instance can be acted on
 * later. `locked`: neither running nor plainly stopped, and a person has to act first. `unknown`:
 * a word that the provider's documents do not list; Reveille does not act on it.
 */
export const powerStates = ['running', 'starting', 'stopping', 'stopped', 'busy', 'locked', 'unknown'] as const;

/** One power state. */
export type PowerState = (typeof powerStates)[number];

/**
 * What a stopped instance is billed, as far as its provider says: its capacity is free, or all of
 * it is billed as if it ran, or it is paid for a term anyway.
 */
export const billings = ['not-charged', 'still-charged', 'subscribed', 'unknown'] as const;

/**
 * The billing of a stopped instance. `because`: why it cannot be stopped without charge, where its
 * row says so, as a clause.
 */
export interface Billing {
  readonly is: (typeof billings)[number];
  readonly because: string | null;
}

/** An operation on an instance, as its provider records it. */
export interface Operation {
  readonly action: ProviderAction;
  readonly requestId: string;
}

/** What a provider says of one instance at one look. */
export interface Observation {
  readonly state: PowerState;
  /**
   * The provider's own word or words, for people: `Stopped`, `STOPPED (RestrictState EXPIRED)`.
   */
  readonly raw: string;
  /**
   * The last operation, where the provider itself says that it failed (Tencent's
   * LatestOperationState FAILED); else null. It may be an old one: only the request id tells.
   */
  readonly failed: Operation | null;
  /** The last operation, where the provider itself says that it succeeded; else null. */
  readonly succeeded: Operation | null;
  /**
   * What stands in the way although the state would allow an action: a stopped instance that
   * cannot be started until a person acts (`locked`), another operation at work on a stopped or
   * running one (`occupied`), or an answer that does not let its state be read (`unread`; then
   * `raw` says why, and `state` is `busy`).
   */
  readonly obstacle: 'locked' | 'occupied' | 'unread' | null;
  /** What it costs while it is stopped; `unknown` in any other state. */
  readonly billing: Billing;
  /** When it was started last, in epoch milliseconds, where the provider says so (Alibaba). */
  readonly startedAt: number | null;
}

/** An observation of which only the state is known, and what `more` adds. */
export function sighting(state: PowerState, raw: string, more: Partial<Observation> = {}): Observation {
  const nothingElse = {
    failed: null,
    succeeded: null,
    obstacle: null,
    billing: { is: 'unknown', because: null },
    startedAt: null,
  } as const;
  return { state, raw, ...nothingElse, ...more };
}

/**
 * How a dead letter was sent back: to act while its schedule still wants that, or even against the
 * schedule, because a person said so.
 */
export const waysBack = ['by-the-plan', 'against-the-plan'] as const;

/** How one dead letter was sent back. */
export type WayBack = (typeof waysBack)[number];

/** Where instances live: a region, or null for a provider that has none (Zenlayer). */
export type Region = string | null;
