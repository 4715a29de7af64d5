import type { DispatchConfiguration } from '../../shared/contract/compiled-configuration.ts';
import type { JobMessage } from '../../shared/contract/job.ts';
import type { Batch } from '../../shared/domain/batch.ts';
import { cutJob } from '../../shared/domain/cut-job.ts';
import { type ProviderName, providerNames } from '../../shared/domain/vocabulary.ts';
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
  for (const provider of providerNames) {
    const own = batches.filter((batch) => providerOf(batch, deps.configuration) === provider);
    if (own.length === 0) continue;
    const queueUrl = deps.queueUrls[provider];
    if (queueUrl === undefined)
      throw new Error(`no work queue for ${provider}, although schedule "${job.schedule}" has targets there`);
    await deps.send(
      queueUrl,
      own.map((batch) => ({ batch, delaySeconds: 0 })),
    );
  }
  return { batches: batches.length, instances: batches.reduce((sum, batch) => sum + batch.instances.length, 0) };
}

function providerOf(batch: Batch, { accounts }: DispatchConfiguration): ProviderName {
  const account = accounts[batch.account];
  if (account === undefined) throw new Error(`batch names account "${batch.account}", which this deployment does not have`);
  return account.provider;
}
