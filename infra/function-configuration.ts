import type { Configuration, DispatchConfiguration, PowerConfiguration } from '../shared/contract/compiled-configuration.ts';
import { type ProviderName, providerNames } from '../shared/domain/vocabulary.ts';

/**
 * The providers that have an account, in the vocabulary's order. Accounts decide, not targets:
 * removing the last target of a provider must not delete the queues in which its batches and dead
 * letters still wait.
 */
export function providersInUse(configuration: Configuration): ProviderName[] {
  const used = new Set(Object.values(configuration.accounts).map(({ provider }) => provider));
  return providerNames.filter((name) => used.has(name));
}

/**
 * What dispatch needs to know: every schedule, the calendars they ask, and the provider of each
 * account.
 */
export function dispatchPart({ accounts, calendars, schedules }: Configuration): DispatchConfiguration {
  const providers = Object.entries(accounts).map(([name, { provider }]) => [name, { provider }] as const);
  const used = new Set(Object.values(schedules).map(({ calendar }) => calendar));
  const asked = Object.entries(calendars).filter(([name]) => used.has(name));
  return { accounts: Object.fromEntries(providers), calendars: Object.fromEntries(asked), schedules };
}

/**
 * What the power function of one provider needs to know: the accounts of that provider, and the
 * zone of every schedule.
 */
export function powerPart({ accounts, schedules }: Configuration, provider: ProviderName): PowerConfiguration {
  return {
    accounts: Object.fromEntries(Object.entries(accounts).filter(([, account]) => account.provider === provider)),
    zones: Object.fromEntries(Object.entries(schedules).map(([name, { timezone }]) => [name, timezone])),
  };
}
