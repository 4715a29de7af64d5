import { type ProviderName, providerNames } from './vocabulary.ts';

/*
 * Every name that Reveille gives to a thing in AWS, spelt once. The names are fixed
 * (docs/adr/0006): operators, the dead-letter command, state files and alarms rely on them.
 */

const prefix = 'reveille';

/**
 * The owner of a queue: `jobs` (dispatch reads it), `alerts` (restart reads it), or a provider (its
 * power function reads it).
 */
export const queueOwners = ['jobs', 'alerts', ...providerNames] as const;

/** The owner of one queue. */
export type QueueOwner = (typeof queueOwners)[number];

/**
 * The queue that feeds a function: the jobs queue, the alerts queue, or a provider's work queue.
 */
export function queueName(owner: QueueOwner): string {
  return `${prefix}-${owner}`;
}

/**
 * The dead-letter queue of a {@link queueName queue}. The alarm that watches it has the same name.
 */
export function deadLetterQueueName(owner: QueueOwner): string {
  return `${queueName(owner)}-dead-letters`;
}

/**
 * The programs under functions/. Dispatch is deployed once, power once for each provider that has
 * an account, restart when there is a source, and ingest when there is one that sends requests.
 */
export type Program = 'dispatch' | 'power' | 'ingest' | 'restart';

/** The dispatch function. */
export const dispatchFunctionName = `${prefix}-dispatch`;

/** The function that takes what sources send. */
export const ingestFunctionName = `${prefix}-ingest`;

/** The function that decides about alerts. */
export const restartFunctionName = `${prefix}-restart`;

/** The power function of a provider. */
export function powerFunctionName(provider: ProviderName): string {
  return `${prefix}-power-${provider}`;
}

/**
 * The topic that carries notices and alarms to people. It has kept the name under which people
 * subscribed to it. The alerts queue has the same name, and nothing to do with it.
 */
export const noticeTopicName = `${prefix}-alerts`;

/** The CloudFormation stack. */
export const stackName = 'Reveille';

/** The stack's output that has the name of the table, which CloudFormation makes up. */
export const machinesTableOutput = 'MachinesTableName';

/** The EventBridge Scheduler group that holds every cron rule. */
export const scheduleGroupName = prefix;

/** The HTTP API that sources send to. */
export const alertsEndpointName = `${prefix}-alerts`;

/** The EventBridge rule that hears the alarms of CloudWatch. */
export const alarmRuleName = `${prefix}-alarms`;
