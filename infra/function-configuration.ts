import type {
  Configuration,
  DispatchConfiguration,
  IngestConfiguration,
  PowerConfiguration,
  RestartConfiguration,
  Sender,
  WatchConfiguration,
} from '../shared/contract/compiled-configuration.ts';
import { labelsMatchedOn } from '../shared/contract/compiled-restarts.ts';
import type { Program } from '../shared/domain/names.ts';
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
 * The programs that are deployed: restart when there is a source, and ingest when there is one that
 * sends requests, as every kind but CloudWatch does.
 */
export function programsInUse({ sources }: Configuration): Program[] {
  const kinds = new Set(Object.values(sources).map(({ kind }) => kind));
  const sends = [...kinds].some((kind) => kind !== 'cloudwatch');
  return [
    'dispatch',
    'power',
    'watch',
    ...(kinds.size > 0 ? (['restart'] as const) : []),
    ...(sends ? (['ingest'] as const) : []),
  ];
}

/** Whether a source hears the alarms of CloudWatch. */
export function hearsAlarms({ sources }: Configuration): boolean {
  return Object.values(sources).some(({ kind }) => kind === 'cloudwatch');
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

/**
 * What the watch needs to know: the times of every schedule, the calendars they ask, the provider
 * of each account, and whom to ping.
 */
export function watchPart(configuration: Configuration): WatchConfiguration {
  const { accounts, calendars, schedules } = dispatchPart(configuration);
  const hours = Object.entries(schedules).map(([name, schedule]) => [name, timesOf(schedule)] as const);
  return { accounts, calendars, schedules: Object.fromEntries(hours), heartbeat: configuration.alerts.heartbeat ?? null };
}

/**
 * What restart needs to know: every restart, the times of every schedule with the ids that it
 * lists, the calendars they ask, the provider of each account, and the sources that it reads
 * itself.
 */
export function restartPart(configuration: Configuration): RestartConfiguration {
  const { accounts, calendars } = dispatchPart(configuration);
  const { schedules, sources, restarts } = configuration;
  const listed = Object.entries(schedules).map(([name, schedule]) => {
    const targets = schedule.targets.map(({ account, region, instances }) => ({ account, region, instances }));
    return [name, { ...timesOf(schedule), targets }] as const;
  });
  return {
    accounts,
    calendars,
    schedules: Object.fromEntries(listed),
    sources: Object.fromEntries(Object.entries(sources).filter(([, { kind }]) => kind === 'cloudwatch')),
    restarts,
  };
}

/**
 * What ingest needs to know: the sources that send requests, and the labels that restarts match on.
 * @throws Error for such a source without a secret, which no configuration file can have
 */
export function ingestPart({ sources, restarts }: Pick<Configuration, 'sources' | 'restarts'>): IngestConfiguration {
  const senders = Object.entries(sources).flatMap(([name, { kind, secret, idLabel, names }]): [string, Sender][] => {
    if (kind === 'cloudwatch') return [];
    if (secret === null) throw new Error(`source "${name}" has no secret`);
    return [[name, { kind, secret, idLabel, names, labels: labelsMatchedOn(name, restarts) }]];
  });
  return { sources: Object.fromEntries(senders) };
}

// What is not certain or never there is said to people, and no function says it.
function askedFor(calendars: Configuration['calendars'], schedules: Configuration['schedules']): Configuration['calendars'] {
  const used = new Set(Object.values(schedules).map(({ calendar }) => calendar));
  const asked = Object.entries(calendars).filter(([name]) => used.has(name));
  return Object.fromEntries(asked.map(([name, { unsure: _, lacks: __, ...table }]) => [name, table]));
}

function timesOf({ timezone, transitions, calendar, unknownYear, exceptions, from, until }: TimedSchedule): TimedSchedule {
  const span = { ...(from !== undefined && { from }), ...(until !== undefined && { until }) };
  return { timezone, transitions, calendar, unknownYear, exceptions, ...span };
}
