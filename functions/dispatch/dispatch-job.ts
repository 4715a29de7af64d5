import type { DispatchConfiguration, Schedule } from '../../shared/contract/compiled-configuration.ts';
import type { JobMessage } from '../../shared/contract/job.ts';
import type { WorkMessage } from '../../shared/domain/batch.ts';
import { cutJob, dueJob } from '../../shared/domain/cut-job.ts';
import type { Announce } from '../../shared/lambda/announce.ts';
import type { BatchSender } from '../../shared/lambda/batch-sender.ts';
import type { Telemetry } from '../../shared/lambda/telemetry.ts';
import type { CalendarNotice } from '../../shared/notice/notice.ts';
import type { Decision } from '../../shared/schedule/decision.ts';
import { type Slot, slotOf } from '../../shared/schedule/rule-slot.ts';
import { speaksAt } from '../../shared/schedule/scheduler-rules.ts';
import { Timetable } from '../../shared/schedule/timetable.ts';
import type { DecidedJob, RunRecorder } from '../../shared/store/run-recorder.ts';
import { calendarReminder } from './calendar-reminder.ts';

/**
 * What dispatch works with: the compiled configuration, the work queue's URL of each account, and
 * ways to send and to tell.
 */
export interface DispatchDeps {
  readonly configuration: DispatchConfiguration;
  readonly queues: ReadonlyMap<string, string>;
  readonly send: BatchSender;
  readonly announce: Announce;
  readonly recorder: Pick<RunRecorder, 'decided'>;
  readonly telemetry: Pick<Telemetry, 'skip'> & { readonly logger: Pick<Telemetry['logger'], 'info' | 'error'> };
}

/** Whether an earlier delivery of a job may have sent its batches already. */
export interface JobDelivery {
  readonly redelivered: boolean;
}

/**
 * How many messages a job was cut into, and how many instances they name; 0 and 0 when the
 * schedule does not run that day.
 */
export interface Dispatched {
  readonly messages: number;
  readonly instances: number;
}

/**
 * Decides by the local time of the job's rule whether a job runs; then cuts it into messages and
 * puts each on its provider's work queue. Dispatch does not ask whether the job is late: only the
 * power functions expire work. A job without a rule was fired by a person, and runs. Where several
 * rules fire at the same minute, the job of the first one runs, and the others do nothing.
 * @throws Error for a schedule or account that this deployment does not have, and for a year
 * without holiday data where the schedule has `unknownYear: fail`. The job then ends in the dead
 * letters of the jobs queue
 */
export async function dispatchJob(job: JobMessage, delivery: JobDelivery, deps: DispatchDeps): Promise<Dispatched> {
  const { schedules, calendars } = deps.configuration;
  const schedule = Object.hasOwn(schedules, job.schedule) ? schedules[job.schedule] : undefined;
  if (schedule === undefined) throw new Error(`job names schedule "${job.schedule}", which this deployment does not have`);
  const table = schedule.calendar === null ? null : (calendars[schedule.calendar] ?? null);
  const slot = slotOfRule(job, schedule);
  if (slot !== null && isLeftToAnotherRule(slot, job, schedule, deps)) return nothingSent;
  const decision = slot === null ? byHand : new Timetable(schedule, table).decisionOn(job.action, slot);
  const messages = decision.kind === 'run' ? cutJob(job, schedule, delivery) : [];
  const dispatched = messages.length === 0 ? nothingSent : await cutAndSend(messages, deps);
  // After the batches: no machine waits for the record.
  await deps.recorder.decided(decidedJob(job, decision, messages));
  if (decision.kind === 'fail')
    throw new Error(`schedule "${job.schedule}" does not run (unknownYear: fail): ${decision.because}`);
  if (decision.kind !== 'run') deps.telemetry.skip({ job: dueJob(job), because: decision.because });
  // Last, so that a failed reminder cannot block a start.
  const reminder = slot === null ? null : calendarReminder(job, slot, deps.configuration);
  if (reminder !== null) await remind(reminder, deps);
  return dispatched;
}

/**
 * A reminder that SNS has not taken in this time is given up. It may not use up the invocation:
 * SQS would deliver the job again, and its batches would be sent again.
 */
const reminderMs = 5_000;

// A reminder comes on several days and then every week, so the next one tells it again.
async function remind(reminder: CalendarNotice, { announce, telemetry }: DispatchDeps): Promise<void> {
  try {
    await announce(reminder, AbortSignal.timeout(reminderMs));
  } catch (error) {
    const { job, calendar, year } = reminder;
    const reason = error instanceof Error ? error.message : String(error);
    telemetry.logger.error('calendar reminder not sent; it is sent again on its next day', {
      job: job.id,
      calendar,
      year,
      reason,
    });
  }
}

const nothingSent: Dispatched = { messages: 0, instances: 0 };

/** The local time that the job of a rule is for; null for a job that a person fired. */
function slotOfRule({ rule: expression, timezone, scheduledAt }: JobMessage, schedule: Schedule): Slot | null {
  if (expression === undefined) return null;
  return slotOf({ expression, timezone: timezone ?? schedule.timezone }, Date.parse(scheduledAt));
}

// One entry of the plan is one job, however many rules fire at its minute.
function isLeftToAnotherRule(slot: Slot, job: JobMessage, schedule: Schedule, { telemetry }: DispatchDeps): boolean {
  const { action, scheduledAt, rule = '' } = job;
  if (speaksAt(schedule, { action, expression: rule }, slot.day + slot.time)) return false;
  telemetry.logger.info('job left to another rule of that minute', { schedule: job.schedule, action, scheduledAt, rule });
  return true;
}

const byHand: Decision = { kind: 'run', cause: 'rule', because: 'fired by hand' };

function decidedJob(job: JobMessage, { kind, because }: Decision, messages: readonly WorkMessage[]): DecidedJob {
  const decision = kind === 'run' || kind === 'fail' ? kind : 'skip';
  return { job: dueJob(job), decision, because, by: job.rule === undefined ? 'hand' : 'rule', messages };
}

async function cutAndSend(messages: readonly WorkMessage[], deps: DispatchDeps): Promise<Dispatched> {
  // Every queue is looked up before anything is sent. Otherwise a job with one unknown account
  // would be sent in part, and sent again at each delivery.
  const mail = messages.map((batch) => ({ batch, queueUrl: queueOf(batch, deps) }));
  for (const queueUrl of new Set(mail.map((letter) => letter.queueUrl))) {
    const own = mail.filter((letter) => letter.queueUrl === queueUrl);
    await deps.send(
      queueUrl,
      own.map(({ batch }) => ({ batch, delaySeconds: 0 })),
    );
  }
  const parts = messages.flatMap((message) => [message.phase === 'find' ? [] : message.instances, ...restIn(message)]);
  return { messages: parts.length, instances: parts.flat().length };
}

function restIn({ rest = [] }: WorkMessage): (readonly string[])[] {
  return rest.map(({ instances }) => instances);
}

function queueOf({ account, job }: WorkMessage, { queues }: DispatchDeps): string {
  const queueUrl = queues.get(account);
  if (queueUrl === undefined)
    throw new Error(`schedule "${job.schedule}" names account "${account}", which this deployment does not have`);
  return queueUrl;
}
