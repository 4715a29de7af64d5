import type { DispatchConfiguration, Schedule } from '../../shared/contract/compiled-configuration.ts';
import type { JobMessage } from '../../shared/contract/job.ts';
import type { WorkMessage } from '../../shared/domain/batch.ts';
import { cutJob, dueJob } from '../../shared/domain/cut-job.ts';
import type { ProviderName } from '../../shared/domain/vocabulary.ts';
import type { Announce } from '../../shared/lambda/announce.ts';
import type { BatchSender } from '../../shared/lambda/batch-sender.ts';
import type { Telemetry } from '../../shared/lambda/telemetry.ts';
import type { DayTable } from '../../shared/schedule/day-table.ts';
import { Timetable } from '../../shared/schedule/timetable.ts';
import { calendarReminder } from './calendar-reminder.ts';

/** What dispatch works with: the compiled configuration, the work queues in use, and ways to send and to tell. */
export interface DispatchDeps {
  readonly configuration: DispatchConfiguration;
  readonly queueUrls: Readonly<Partial<Record<ProviderName, string>>>;
  readonly send: BatchSender;
  readonly announce: Announce;
  readonly telemetry: Pick<Telemetry, 'skip'>;
}

/** How many messages a job was cut into, and how many instances they name; nothing when its day is none of the schedule's. */
export interface Dispatched {
  readonly messages: number;
  readonly instances: number;
}

/**
 * Decides by the due date, in the schedule's own zone, whether a job runs; then cuts it into messages and puts each on its provider's
 * work queue. Whether it is late is not judged: power alone expires. A job at a time of day that no transition has was fired by a person,
 * and runs. Throws for what this deployment does not know, and for a year that the calendar does not know where the schedule wants no
 * guess, so that the job ends in the jobs queue's dead letters.
 */
export async function dispatchJob(job: JobMessage, deps: DispatchDeps): Promise<Dispatched> {
  const { schedules, calendars } = deps.configuration;
  const schedule = Object.hasOwn(schedules, job.schedule) ? schedules[job.schedule] : undefined;
  if (schedule === undefined) throw new Error(`job names schedule "${job.schedule}", which this deployment does not have`);
  const table = schedule.calendar === null ? null : (calendars[schedule.calendar] ?? null);
  const dispatched = runsToday(job, schedule, table, deps) ? await cutAndSend(job, schedule, deps) : nothingSent;
  // Last: whoever cannot be told about a calendar must not keep machines from starting.
  const reminder = calendarReminder(job, schedule, table);
  if (reminder !== null) await deps.announce(reminder);
  return dispatched;
}

const nothingSent: Dispatched = { messages: 0, instances: 0 };

function runsToday(job: JobMessage, schedule: Schedule, table: DayTable | null, deps: DispatchDeps): boolean {
  const { action } = job;
  const decision = new Timetable(schedule, table).decisionAt(action, Date.parse(job.scheduledAt));
  if (decision === null || decision.kind === 'run') return true;
  if (decision.kind === 'fail') throw new Error(`schedule "${job.schedule}" is not run on a guess: ${decision.because}`);
  deps.telemetry.skip({ job: dueJob(job), because: decision.because });
  return false;
}

async function cutAndSend(job: JobMessage, schedule: Schedule, deps: DispatchDeps): Promise<Dispatched> {
  const messages = cutJob(job, schedule);
  // Every queue is known before anything is sent: a job that cannot be dispatched whole would be sent in part at every delivery.
  const mail = messages.map((batch) => ({ batch, queueUrl: queueOf(batch, deps) }));
  for (const queueUrl of new Set(mail.map((letter) => letter.queueUrl))) {
    const own = mail.filter((letter) => letter.queueUrl === queueUrl);
    await deps.send(
      queueUrl,
      own.map(({ batch }) => ({ batch, delaySeconds: 0 })),
    );
  }
  const instances = messages.map((message) => (message.phase === 'find' ? 0 : message.instances.length));
  return { messages: messages.length, instances: instances.reduce((sum, count) => sum + count, 0) };
}

function queueOf({ account: name, job }: WorkMessage, { configuration: { accounts }, queueUrls }: DispatchDeps): string {
  const account = Object.hasOwn(accounts, name) ? accounts[name] : undefined;
  if (account === undefined)
    throw new Error(`schedule "${job.schedule}" names account "${name}", which this deployment does not have`);
  const queueUrl = queueUrls[account.provider];
  if (queueUrl === undefined)
    throw new Error(`no work queue for ${account.provider}, although schedule "${job.schedule}" has targets there`);
  return queueUrl;
}
