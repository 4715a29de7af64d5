import type { Configuration, Schedule } from '../../shared/contract/compiled-configuration.ts';
import { goalOf } from '../../shared/domain/goal.ts';
import { askedOfHours } from '../../shared/domain/moment.ts';
import type { WayBack } from '../../shared/domain/vocabulary.ts';
import { type QueueMessage, readQueueMessage } from '../../shared/history/queue-message.ts';
import { localTime } from '../../shared/notice/local-time.ts';
import { hoursOf } from '../../shared/schedule/hours.ts';
import { whyUnreadable } from './dlq-letter.ts';

/**
 * What a dead letter would do if it were sent back now. `acts`: starts or stops its machines.
 * `looks`: its deadline has passed, so it looks at them and ends. `against`: its schedule wants the
 * opposite by now. `decides`: restart decides about its alerts, unless they are too old by now.
 * `fails`: nobody can read it, so it comes back.
 */
export interface Now {
  readonly does: 'acts' | 'looks' | 'against' | 'decides' | 'fails';
  /** Why it does not act, for people; null when it acts. */
  readonly because: string | null;
}

/**
 * Tells of a letter's raw text what it would do at `now` (epoch milliseconds). Without a
 * configuration nothing is known of the hours: then a letter acts until its deadline, and the power
 * function decides by the configuration that is deployed.
 */
export function whatNow(configuration: Configuration | null): (body: string, now: number) => Now {
  const hours = configuration === null ? null : hoursOf(configuration);
  const scheduleOf: ScheduleOf = (name) => new Map(Object.entries(configuration?.schedules ?? {})).get(name ?? '') ?? null;
  return (body, now) => {
    const message = readQueueMessage(body);
    if (message === null) return { does: 'fails', because: whyUnreadable(body) ?? 'nobody can read it' };
    if (!('work' in message || 'job' in message)) return { does: 'decides', because: null };
    const deadline = deadlineIn(message, scheduleOf);
    if (deadline !== null && now >= deadline) return { does: 'looks', because: `its deadline was ${isoOf(deadline)}` };
    const asked = 'work' in message ? askedOfHours(message.work) : null;
    if (hours === null || asked === null) return acts;
    const overtaken = hours.overtakenSince(asked, now);
    // A schedule that this file does not have may well be deployed. The power function knows.
    if (overtaken === null) return acts;
    const since = localTime(isoOf(overtaken), scheduleOf(asked.schedule)?.timezone ?? null);
    return { does: 'against', because: `since ${since} ${asked.schedule} wants its machines ${goalOf(asked.action, {}).from}` };
  };
}

const acts: Now = { does: 'acts', because: null };

type ScheduleOf = (name: string | null) => Schedule | null;

/** Null for a letter whose deadline counts from now, and for a job of an unknown schedule. */
function deadlineIn(message: Extract<QueueMessage, { work: unknown } | { job: unknown }>, scheduleOf: ScheduleOf): number | null {
  if ('work' in message) return message.work.deadline === null ? null : Date.parse(message.work.deadline);
  const { schedule, action, scheduledAt } = message.job;
  const expiresAfterMs = scheduleOf(schedule)?.expiresAfterMs[action];
  return expiresAfterMs === undefined ? null : Date.parse(scheduledAt) + expiresAfterMs;
}

/**
 * The raw text of a letter that acts although its schedule wants the opposite, because a person
 * said so. The text must be one that {@link whatNow} could read.
 */
export function sentAgainstThePlan(body: string): string {
  const sentBack: WayBack = 'against-the-plan';
  return JSON.stringify({ ...JSON.parse(body), sentBack });
}

function isoOf(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}
