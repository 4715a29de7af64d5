import type { WorkMessage } from '../domain/batch.ts';
import type { BatchJob } from '../domain/batch-job.ts';
import { wipesDisks } from '../domain/batch-options.ts';
import { toldRefusal } from '../domain/hand-on.ts';
import type { Outcome } from '../domain/outcome.ts';
import { type Explanation, explainOwn } from '../domain/own-codes.ts';
import { selectionText } from '../domain/selection.ts';
import { type FailedVerdict, hasFailed } from '../domain/verdict.ts';
import type { ProviderName } from '../domain/vocabulary.ts';
import type { FailureGroup, FailureNotice, WhatFailed } from './notice.ts';

/** What a notice must know of the deployment. */
export interface FailureContext {
  readonly provider: ProviderName;
  /**
   * What a code of the provider means, by the sentence that came with it; null for a code that
   * Reveille has no explanation of.
   */
  readonly explain: (code: string, message: string) => Explanation | null;
  /** The IANA zone of each schedule, by the schedule's name. */
  readonly schedules: Readonly<Record<string, { readonly timezone: string }>>;
}

/**
 * The notice of what failed in one step of a batch, or null when there is nothing to tell. A
 * refusal of the whole account that was told before is not told again; a message that knows of such
 * a refusal tells only of what failed for another reason.
 */
export function failureNotice(message: WorkMessage, outcome: Outcome, context: FailureContext): FailureNotice | null {
  const refusal = toldRefusal(outcome);
  const toldBefore = refusal !== null && refusal.code === message.told;
  const failed = outcome.verdicts.filter(hasFailed).filter(({ code }) => !(toldBefore && code === refusal.code));
  if (failed.length === 0) return null;
  const { job, account, region } = message;
  const { provider, schedules } = context;
  return {
    kind: 'failed',
    job,
    timezone: zoneOf(job, schedules),
    account: { name: account, provider, region },
    what: refusal === null || toldBefore ? partOf(message) : accountPart(message, outcome, refusal.code),
    failed: failed.length,
    groups: groupsOf(failed, context),
    // As in the letter: an instance that a start of this job may have reached is not wiped again.
    wipes: wipesDisks(message.options) && failed.some(({ acted }) => !acted),
  };
}

/** The zone of a job's schedule; null for a job of a restart, and for a schedule that is gone. */
export function zoneOf({ schedule }: BatchJob, schedules: FailureContext['schedules']): string | null {
  return schedule === null ? null : (new Map(Object.entries(schedules)).get(schedule)?.timezone ?? null);
}

function partOf(message: WorkMessage): WhatFailed {
  if (message.phase === 'find') return { part: 'target', found: message.matched - message.held.length };
  return { part: 'instances', of: message.instances.length };
}

function accountPart({ phase, rest = [] }: WorkMessage, { followUps }: Outcome, code: string): WhatFailed {
  const following = followUps.flatMap(({ batch }) => (batch.phase === 'find' ? [] : batch.instances));
  const accepted = following.filter((instance) => instance.acted);
  const next = rest.flatMap(({ instances, selection }) => (selection === null ? instances : [selectionText(selection)]));
  return { part: 'account', code, isTarget: phase === 'find', accepted: accepted.length, next };
}

function groupsOf(failed: readonly FailedVerdict[], { provider, explain }: FailureContext): FailureGroup[] {
  const explained = failed.map((end) => ({
    ...end,
    ...(explainOwn(end.code) ?? explain(end.code, end.message) ?? unheardOf(provider)),
  }));
  // Verdict and code both count: an instance that nobody ever answered for is `expired`, its
  // neighbour `rejected`, with the same code. So does what its sentence means.
  const alikeBy = ({ verdict, code, meaning, advice }: FailedVerdict & Explanation) =>
    JSON.stringify([verdict, code, meaning, advice]);
  return [...Map.groupBy(explained, alikeBy).values()].flatMap((alike) =>
    alike.slice(0, 1).map(({ verdict, code, meaning, advice }) => {
      const said = [...Map.groupBy(alike, ({ message }) => message)].map(([message, same]) => ({
        message,
        instances: same.map(({ instanceId, requestId }) => ({ id: instanceId, requestId })),
      }));
      return { verdict, code, meaning, advice, said };
    }),
  );
}

function unheardOf(provider: ProviderName): Explanation {
  return {
    meaning: `Reveille does not know this code of ${provider}, so it stopped trying.`,
    advice: `please report it to the maintainers of Reveille: the code, ${provider}, the message and the request id`,
  };
}
