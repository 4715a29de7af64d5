import type { BatchJob } from '../domain/batch-job.ts';
import type { Explanation } from '../domain/own-codes.ts';
import type { FailedVerdict } from '../domain/verdict.ts';
import type { ProviderName, Region } from '../domain/vocabulary.ts';
import type { UnknownYear } from '../schedule/transition.ts';

/*
 * A notice is what Reveille tells people, as facts. Text is made of it at the very end, by a
 * renderer (notice-mail.ts), so that a second renderer never has to read the text of the first.
 */

/** Anything that people are told. */
export type Notice =
  | FailureNotice
  | ChargedNotice
  | CalendarNotice
  | TripNotice
  | TruncatedNotice
  | MissingNotice
  | UnfinishedNotice
  | OldLettersNotice;

/**
 * The job that a notice belongs to, and the IANA zone of its schedule; null when this deployment
 * has no such schedule any more.
 */
interface AboutJob {
  readonly job: BatchJob;
  readonly timezone: string | null;
}

/**
 * What failed in one step of a batch or find. A refusal of the account is told once: what comes
 * after it in the job knows its code.
 */
export interface FailureNotice extends AboutJob {
  readonly kind: 'failed';
  readonly account: { readonly name: string; readonly provider: ProviderName; readonly region: Region };
  readonly what: WhatFailed;
  /** How many instances failed; a selection without result counts as one. */
  readonly failed: number;
  readonly groups: readonly FailureGroup[];
  /** True: running these instances again wipes local disks (`initLocalDisk`). */
  readonly wipes: boolean;
}

/**
 * Instances that were stopped and are billed as if they ran, although the stop asked for less. They
 * have not failed.
 */
export interface ChargedNotice extends AboutJob {
  readonly kind: 'not-granted';
  readonly account: FailureNotice['account'];
  /** `because`: why, as a clause, where the provider's answer tells; else null. */
  readonly instances: readonly { readonly id: string; readonly because: string | null }[];
}

/**
 * Which part of a job failed: the account, refused with `code`; some of the `of` instances of a
 * batch; or a target by tags, of which `found` instances were cut into batches before it failed.
 * Those batches go on by themselves. When the account is refused, `isTarget` says that a target by
 * tags met the refusal. So many instances of the batch as `accepted` says were accepted before, and
 * are looked at further. The instances in `next` are tried next: ids, and selections as text.
 */
export type WhatFailed =
  | {
      readonly part: 'account';
      readonly code: string;
      readonly isTarget: boolean;
      readonly accepted: number;
      readonly next: readonly string[];
    }
  | { readonly part: 'instances'; readonly of: number }
  | { readonly part: 'target'; readonly found: number };

/**
 * The instances that ended with one verdict and code, and what that code means. `code` is the
 * provider's own or `Reveille.…`.
 */
export interface FailureGroup extends Explanation {
  readonly verdict: FailedVerdict['verdict'];
  readonly code: string;
  /** What was said, word for word, and of which instances. */
  readonly said: readonly { readonly message: string; readonly instances: readonly FailedInstance[] }[];
}

/**
 * An instance, or the text of a selection without result. `requestId` is of the answer that
 * decided; null when there was none.
 */
export interface FailedInstance {
  readonly id: string;
  readonly requestId: string | null;
}

/**
 * A calendar has no data for `year`, which begins in `days` days (0: today, less: it has begun), or
 * lacks the holidays in `missing`. `job` is the one that tells it.
 */
export interface CalendarNotice extends AboutJob {
  readonly kind: 'calendar-ends';
  readonly calendar: string;
  readonly year: number;
  readonly days: number;
  /** The names of the holidays that the data for the year lacks; empty when there is no data. */
  readonly missing: readonly string[];
  /** Every schedule that asks the calendar in that year, and what it does then. Never empty. */
  readonly schedules: readonly { readonly name: string; readonly unknownYear: UnknownYear }[];
}

/**
 * A machine that Reveille restarts no more until a person resumes it. `because`: `most` episodes of
 * alerts came within `withinMs`, or so many restarts. `acts`: its restarts of the last day, ISO
 * 8601 UTC. `timezone` is that of the restart's schedule; null when it has none.
 */
export interface TripNotice {
  readonly kind: 'tripped';
  readonly restart: string;
  readonly machine: { readonly account: string; readonly region: Region; readonly instanceId: string };
  readonly because: 'flapping' | 'budget';
  readonly most: number;
  readonly withinMs: number;
  readonly at: string;
  readonly acts: readonly string[];
  readonly timezone: string | null;
}

/** A source has cut `count` alerts off a request that came in at `receivedAt`, ISO 8601 UTC. */
export interface TruncatedNotice {
  readonly kind: 'truncated';
  readonly source: string;
  readonly count: number;
  readonly receivedAt: string;
}

/** A job that the timetable has and nobody has a record of. */
export interface MissingNotice extends AboutJob {
  readonly kind: 'missing';
}

/** Machines of a job, or texts of its selections; never none. */
export interface OpenNotice extends AboutJob {
  readonly open: readonly { readonly account: string; readonly region: Region; readonly instanceId: string }[];
}

/** A job that is over, with machines of which nobody knows what became. */
export interface UnfinishedNotice extends OpenNotice {
  readonly kind: 'unfinished';
}

/** Machines that failed more than a day ago, while letters of their provider still wait. */
export interface OldLettersNotice extends OpenNotice {
  readonly kind: 'old-letters';
  readonly provider: ProviderName;
}
