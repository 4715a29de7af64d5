import { expect } from 'vitest';
import type { VerdictRecord } from '../../../shared/contract/records.ts';
import type { Batch } from '../../../shared/domain/batch.ts';
import type { Due } from '../../../shared/domain/cut-job.ts';
import { cutJob } from '../../../shared/domain/cut-job.ts';
import { type Evidence, reportOf } from '../../../shared/history/report.ts';
import { aConfiguration, aSchedule, aTarget } from '../../cli/a-configuration.ts';

/** Two instances at Alibaba and one at Zenlayer. */
const hours = aSchedule({
  targets: [
    aTarget({ account: 'ali', region: 'cn-hangzhou', instances: ['i-1', 'i-2'] }),
    aTarget({ account: 'zen', region: null, instances: ['1500'] }),
  ],
});
const configuration = aConfiguration({ hours });
const scheduledAt = '2026-11-23T09:00:00Z';
/** The job of a run that fired it. */
export const job = { id: `hours/start/${scheduledAt}`, schedule: 'hours', action: 'start', scheduledAt } as const;

/** The log line of a verdict on an instance of the job. */
export function record(instanceId: string, verdict: VerdictRecord['verdict'], changes: Partial<VerdictRecord> = {}): string {
  const place = instanceId === '1500' ? { account: 'zen', region: null } : { account: 'ali', region: 'cn-hangzhou' };
  const end = { job, ...place, instanceId, verdict, code: null, message: null, requestId: null, attempts: 1 };
  return JSON.stringify({ level: 'INFO', message: 'verdict', record: { ...end, ...changes } });
}

/** The first batch that dispatch cuts a job of the schedule into. */
export function firstBatch(due: Due): Batch {
  const [message] = cutJob(due, hours);
  return message?.phase === 'act' ? message : expect.fail('the first target has instances');
}

/** The report of a run that fired the job, for this evidence. */
export function report(changes: Partial<Evidence>) {
  const nothing = { waiting: [], logs: [], deadLetters: [], alerts: [], alarms: [] };
  return reportOf({ configuration, fired: [job], ...nothing, ...changes });
}
