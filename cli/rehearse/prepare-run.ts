import { sampleState } from '../../local/clouds/sample-state.ts';
import { readSecrets } from '../../shared/configuration/secrets-file.ts';
import type { Account, Configuration } from '../../shared/contract/compiled-configuration.ts';
import { readConfigurationFile } from '../configuration/read-configuration-file.ts';
import { UsageError } from '../terminal/exit-code.ts';
import { type PlannedAlert, readAlertsFile } from './alerts-file.ts';
import type { LocalOptions } from './local-options.ts';
import { type ClockSetting, clockFor, requireSources, requireTable, requireWork } from './run-setting.ts';
import { emptyRunState, type RunState, readRunStateIfAny } from './run-state.ts';

/** A run whose files have been read and found usable. */
export interface PreparedRun {
  readonly options: LocalOptions;
  readonly configuration: Configuration;
  /** What lies in the queues and in the table at the beginning. */
  readonly state: RunState;
  /** What comes from outside while it runs. */
  readonly alerts: readonly PlannedAlert[];
  readonly clock: ClockSetting;
  /** The secrets of all accounts and sources, by name. */
  readonly secrets: Readonly<Record<string, unknown>>;
  /** The origin of every account that has an endpoint of its own, by name. */
  readonly endpoints: Readonly<Record<string, string>>;
}

/**
 * Reads the files of a run. This file does not load the engine, so that an operator's mistake is
 * told at once.
 * @throws UsageError and ConfigurationError for the operator's mistakes
 */
export async function prepareRun(options: LocalOptions): Promise<PreparedRun> {
  const written = await readConfigurationFile(options.config, { again: true });
  const configuration = options.standIns ? withoutEndpoints(written) : written;
  const state = options.state === null ? emptyRunState : await readRunStateIfAny(options.state);
  requireWork(options, configuration, state);
  requireTable(options, configuration, state);
  const alerts = options.alerts === null ? [] : await readAlertsFile(options.alerts);
  if (alerts.length > 0) requireSources(options, configuration);
  const clock = clockFor(options, configuration, state, Date.now());
  const endpoints = endpointsOf(configuration);
  const secrets = await secretsFor(options, configuration, endpoints);
  return { options, configuration, state, alerts, clock, secrets, endpoints };
}

function withoutEndpoints(configuration: Configuration): Configuration {
  const accounts = Object.entries(configuration.accounts).map(([name, { endpoint: _, ...account }]) => [name, account] as const);
  return { ...configuration, accounts: Object.fromEntries(accounts) };
}

function endpointsOf({ accounts }: Configuration): PreparedRun['endpoints'] {
  return Object.fromEntries(
    Object.entries(accounts).flatMap(([name, { endpoint }]) => (endpoint === undefined ? [] : [[name, endpoint]])),
  );
}

/**
 * Keys for a rehearsal against stand-ins may be made up; an account with an endpoint needs real
 * keys.
 */
async function secretsFor(
  { secrets, config }: LocalOptions,
  configuration: Configuration,
  endpoints: PreparedRun['endpoints'],
): Promise<PreparedRun['secrets']> {
  if (secrets !== null) return readSecrets(secrets, configuration);
  const [outside] = Object.keys(endpoints);
  if (outside !== undefined)
    throw new UsageError(`--secrets FILE is missing: account ${outside} in ${config} has an endpoint, so its key is needed`);
  // One secret may hold the keys of several providers, so what is made up for it holds them all.
  const madeUp = Map.groupBy(Object.values(configuration.accounts), ({ secret }) => secret);
  const keysOf = (own: readonly Account[]): object =>
    Object.assign({}, ...own.map(({ provider }) => sampleState.credentials?.[provider]));
  const keys = [...madeUp].map(([secret, own]) => [secret, keysOf(own)] as const);
  return Object.fromEntries([...keys, ...madeUpTokens(configuration)]);
}

/** The first source that names a secret gives the token in it. No account names the same secret. */
function madeUpTokens({ sources }: Configuration): readonly (readonly [string, object])[] {
  const tokens = Object.entries(sources).flatMap(([name, { secret }]) =>
    secret === null ? [] : [[secret, { token: `rehearsal-${name}` }] as const],
  );
  return tokens.toReversed();
}
