import type { Configuration, DispatchConfiguration, PowerConfiguration } from '../shared/contract/compiled-configuration.ts';
import { type ProviderName, providerNames } from '../shared/domain/vocabulary.ts';
import type { TimedSchedule } from '../shared/schedule/transition.ts';

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
  return { accounts: Object.fromEntries(providers), calendars: askedFor(calendars, schedules), schedules };
}

/**
 * What the power function of one provider needs to know: the accounts of that provider, the times
 * of every schedule, and the calendars they ask.
 */
export function powerPart({ accounts, calendars, schedules }: Configuration, provider: ProviderName): PowerConfiguration {
  return {
    accounts: Object.fromEntries(Object.entries(accounts).filter(([, account]) => account.provider === provider)),
    calendars: askedFor(calendars, schedules),
    schedules: Object.fromEntries(Object.entries(schedules).map(([name, schedule]) => [name, timesOf(schedule)])),
  };
}

function askedFor(calendars: Configuration['calendars'], schedules: Configuration['schedules']): Configuration['calendars'] {
  const used = new Set(Object.values(schedules).map(({ calendar }) => calendar));
  return Object.fromEntries(Object.entries(calendars).filter(([name]) => used.has(name)));
}

function timesOf({ timezone, transitions, calendar, unknownYear, exceptions }: TimedSchedule): TimedSchedule {
  return { timezone, transitions, calendar, unknownYear, exceptions };
}
