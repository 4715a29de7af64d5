import type { DispatchConfiguration } from '../../shared/contract/compiled-configuration.ts';
import type { JobMessage } from '../../shared/contract/job.ts';
import type { Batch } from '../../shared/domain/batch.ts';
import { cutJob } from '../../shared/domain/cut-job.ts';
import type { ProviderName } from '../../shared/domain/vocabulary.ts';
import type { BatchSender } from '../../shared/lambda/batch-sender.ts';

/** What dispatch works with: the compiled configuration, the work queues in use, and a way to send. */
export interface DispatchDeps {
  readonly configuration: DispatchConfiguration;
  readonly queueUrls: Readonly<Partial<Record<ProviderName, string>>>;
  readonly send: BatchSender;
}

/**
 * Cuts a job into batches and puts each on its provider's work queue. Never judges time: power alone expires. Returns how many
 * batches and instances were sent. Throws for a schedule that this deployment does not know, so that the job ends in the jobs
 * queue's dead letters.
 */
export async function dispatchJob(job: JobMessage, deps: DispatchDeps): Promise<{ batches: number; instances: number }> {
  const { schedules } = deps.configuration;
  const schedule = Object.hasOwn(schedules, job.schedule) ? schedules[job.schedule] : undefined;
  if (schedule === undefined) throw new Error(`job names schedule "${job.schedule}", which this deployment does not have`);
  const { action, scheduledAt } = job;
  const batches = cutJob({ schedule: job.schedule, action, scheduledAt }, schedule);
  // Every queue is known before anything is sent: a job that cannot be dispatched whole would be sent in part at every delivery.
  const mail = batches.map((batch) => ({ batch, queueUrl: queueOf(batch, deps) }));
  for (const queueUrl of new Set(mail.map((letter) => letter.queueUrl))) {
    const own = mail.filter((letter) => letter.queueUrl === queueUrl);
    await deps.send(
      queueUrl,
      own.map(({ batch }) => ({ batch, delaySeconds: 0 })),
    );
  }
  return { batches: batches.length, instances: batches.reduce((sum, batch) => sum + batch.instances.length, 0) };
}

function queueOf({ account: name, job }: Batch, { configuration: { accounts }, queueUrls }: DispatchDeps): string {
  const account = Object.hasOwn(accounts, name) ? accounts[name] : undefined;
  if (account === undefined)
    throw new Error(`schedule "${job.schedule}" names account "${name}", which this deployment does not have`);
  const queueUrl = queueUrls[account.provider];
  if (queueUrl === undefined)
    throw new Error(`no work queue for ${account.provider}, although schedule "${job.schedule}" has targets there`);
  return queueUrl;
}
