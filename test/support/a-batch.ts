import {
  type Batch,
  type BatchInstance,
  type Find,
  type FollowUp,
  freshInstance,
  type Rest,
  type WorkMessage,
} from '../../shared/domain/batch.ts';
import type { RestartBatchOptions, StartBatchOptions, StopBatchOptions } from '../../shared/domain/batch-options.ts';
import type { Failure } from '../../shared/domain/failure.ts';
import type { FailureKind } from '../../shared/domain/failure-table.ts';
import type { Moment } from '../../shared/domain/moment.ts';
import type { Selection } from '../../shared/domain/selection.ts';
import { type Observation, type PowerAction, type PowerState, sighting } from '../../shared/domain/vocabulary.ts';

/** When the job of every batch here was due. */
export const due = Date.parse('2026-11-23T00:30:00Z');
const minute = 60_000;

/**
 * Some minutes after the due time, in the middle of the random range, one hour before nothing is
 * started any more.
 */
export function later(minutes: number, random = 0.5): Moment {
  const [now, deadline] = [due + minutes * minute, due + 60 * minute];
  return { now, random: () => random, deadline, over: now < deadline ? null : { kind: 'late', deadline } };
}

/** An ISO instant some seconds after the due time. */
export function at(seconds: number): string {
  return new Date(due + seconds * 1000).toISOString();
}

/** The job that all of them belong to. */
export function theJob(action: PowerAction = 'start'): Batch['job'] {
  const scheduledAt = '2026-11-23T00:30:00Z';
  return { id: `office-hours/${action}/${scheduledAt}`, schedule: 'office-hours', action, scheduledAt };
}

const common = {
  batchMode: 'SuccessFirst',
  dryRun: false,
  expiresAfterMs: 60 * minute,
  confirmWithinMs: 15 * minute,
} as const;

/** What their schedule and target ask of a start unless a test says otherwise. */
export const theOptions: StartBatchOptions = { ...common, action: 'start', initLocalDisk: false };

/** What they ask of a stop unless a test says otherwise. */
export const theStopOptions: StopBatchOptions = {
  ...common,
  action: 'stop',
  stopMode: 'keep-charging',
  force: false,
  forceAfterMs: 5 * minute,
};

/** What is asked of a restart unless a test says otherwise. */
export const theRestartOptions: RestartBatchOptions = {
  ...common,
  action: 'restart',
  whenStopped: 'start',
  whenRunning: 'reboot',
  force: false,
  forceAfterMs: 5 * minute,
  cooldownMs: 10 * minute,
};

const work = {
  version: 1,
  job: theJob(),
  account: 'ali-prod',
  region: 'cn-hangzhou',
  options: theOptions,
  told: null,
  deadline: new Date(due + 60 * minute).toISOString(),
  attempt: 0,
} as const;

/** A batch of these instances, fresh where only an id is given. */
export function aBatch(instances: readonly (string | BatchInstance)[], changes: Partial<Batch> = {}): Batch {
  return {
    ...work,
    phase: 'act',
    looks: 0,
    instances: instances.map((instance) => (typeof instance === 'string' ? freshInstance(instance) : instance)),
    ...changes,
  };
}

/** The same as a part of a stop; `options` are what differs from those of every stop. */
export function aStop(
  instances: readonly (string | BatchInstance)[],
  changes: Partial<Batch> = {},
  options: Partial<StopBatchOptions> = {},
): Batch {
  return aBatch(instances, { job: theJob('stop'), options: { ...theStopOptions, ...options }, ...changes });
}

/** A batch of these instances as a part of that action. */
export function aBatchTo(
  action: PowerAction,
  instances: readonly (string | BatchInstance)[],
  changes: Partial<Batch> = {},
): Batch {
  return action === 'start' ? aBatch(instances, changes) : aStop(instances, changes);
}

/** A find for `power=office-hours` that has not begun; `selection` is what differs from that. */
export function aFind(changes: Partial<Find> = {}, selection: Partial<Selection> = {}): Find {
  return {
    ...work,
    phase: 'find',
    selection: { tags: { power: 'office-hours' }, resourceGroup: null, maxMatches: null, ...selection },
    cursor: null,
    total: null,
    held: [],
    matched: 0,
    last: null,
    ...changes,
  };
}

/** So many ids, `i-0` first. */
export function manyIds(count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, n) => `i-${n + from}`);
}

/** The batch in a message, which must be one. */
export function batchIn(message: WorkMessage | undefined): Batch {
  if (message === undefined || message.phase === 'find') throw new Error(`there is no batch but ${message?.phase}`);
  return message;
}

/** The instances of a message; a find and nothing at all have none. */
export function instancesOf(message: WorkMessage | null | undefined): readonly BatchInstance[] {
  return message === undefined || message === null || message.phase === 'find' ? [] : message.instances;
}

/** What a message will come to: itself, and the messages that it has yet to hand on. */
export function partsOf(message: WorkMessage): (Rest & { readonly account: string })[] {
  const { account, region, options, rest = [] } = message;
  const selection = message.phase === 'find' ? message.selection : null;
  const instances = instancesOf(message).map(({ id }) => id);
  const acted = message.phase === 'find' ? message.acted === true : message.instances.some((instance) => instance.acted);
  return [{ region, options, instances, selection, acted }, ...rest].map((part) => ({ ...part, account }));
}

/** A follow-up in words: `confirm i-1 i-2 in 15`, and `find from 100 in 0`. */
export function followUpInWords({ batch, delaySeconds }: FollowUp): string {
  const what = batch.phase === 'find' ? `from ${batch.cursor}` : batch.instances.map(({ id }) => id).join(' ');
  return `${batch.phase} ${what} in ${delaySeconds}`;
}

/** An instance with a past. */
export function anInstance(id: string, past: Partial<BatchInstance> = {}): BatchInstance {
  return { ...freshInstance(id), ...past };
}

/**
 * What a provider says of some instances: `{ 'i-1': 'stopped' }`, all of them with `more` that it
 * says.
 */
export function seeing(
  states: Readonly<Record<string, PowerState>>,
  more: Partial<Observation> = {},
): ReadonlyMap<string, Observation> {
  return new Map(Object.entries(states).map(([id, state]) => [id, sighting(state, state.toUpperCase(), more)]));
}

/** A failure of one kind, with the kind as its code. */
export function failing(kind: FailureKind, requestId: string | null = 'req-1'): Failure {
  return { kind, code: `Code.${kind}`, message: `because of ${kind}`, requestId };
}
