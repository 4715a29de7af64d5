import { type ProviderName, providerNames } from './vocabulary.ts';

/*
 * Every name that Reveille gives to a thing in AWS, spelt once. The names are fixed
 * (docs/adr/0006): operators, the dead-letter command, state files and alarms rely on them.
 */

const prefix = 'reveille';

/**
 * The owner of a queue: `jobs` (dispatch reads it), `alerts` (restart reads it), `watch` (watch reads
 * it), or a provider (its power function reads it).
 */
export const queueOwners = ['jobs', 'alerts', 'watch', ...providerNames] as const;

/** The owners of queues whose messages can be sent back: a watch comes anew every hour. */
export const letterOwners = queueOwners.filter((owner) => owner !== 'watch');

/** The owner of one queue. */
export type QueueOwner = (typeof queueOwners)[number];

/**
 * The queue that feeds a function: the jobs queue, the alerts queue, or a provider's work queue.
 */
export function queueName(owner: QueueOwner): string {
  return `${prefix}-${owner}`;
}

/**
 * The dead-letter queue of a {@link queueName queue}. A provider's holds the letters that its
 * function writes about machines that failed, day by day. That of the others takes what their
 * function failed on five times, so it must be empty, and an alarm of the same name watches it.
 */
export function deadLetterQueueName(owner: QueueOwner): string {
  return `${queueName(owner)}-dead-letters`;
}

/**
 * The queue that takes what the function of a {@link queueName queue} failed on five times. It must
 * be empty, and an alarm of the same name watches it. A provider has one of its own for this, so
 * that no letter about a machine hides a message that nobody could carry out.
 */
export function poisonQueueName(owner: QueueOwner): string {
  return isProvider(owner) ? `${queueName(owner)}-poison` : deadLetterQueueName(owner);
}

/** Where an operator finds what did not succeed: the letters, then the poison. */
export function letterQueueNames(owner: QueueOwner): string[] {
  return [...new Set([deadLetterQueueName(owner), poisonQueueName(owner)])];
}

function isProvider(owner: QueueOwner): owner is ProviderName {
  return providerNames.some((name) => name === owner);
}

/**
 * The programs under functions/. Dispatch and watch are deployed once, power once for each provider that has
 * an account, restart when there is a source, and ingest when there is one that sends requests.
 */
export type Program = 'dispatch' | 'power' | 'watch' | 'ingest' | 'restart';

/** The dispatch function. */
export const dispatchFunctionName = `${prefix}-dispatch`;

/** The function that holds the timetable against the run record. */
export const watchFunctionName = `${prefix}-watch`;

/** The rule that calls for a watch every hour. No schedule's rule ends like this. */
export const watchRuleName = 'every-hour-watch';

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

/** An alarm of CloudWatch, but for those on queues that must be empty: they have the queue's name. */
export function alarmName(what: string): string {
  return `${prefix}-${what}`;
}

/** The log group of a function, so that an operator can name it: `/reveille/dispatch`. */
export function logGroupName(functionName: string): string {
  return `/${functionName.replace('-', '/')}`;
}

/** The dashboard that shows a morning. */
export const dashboardName = prefix;
