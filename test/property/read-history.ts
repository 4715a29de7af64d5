import type { VerdictRecord } from '../../shared/contract/records.ts';
import { verdicts as precedence } from '../../shared/domain/verdict.ts';
import { partsOf } from '../support/a-batch.ts';
import type { ActedId } from './model-cloud.ts';
import type { ModelJob } from './model-job.ts';
import type { ModelMachine } from './model-machine.ts';
import type { History } from './run-model.ts';

/** The machines that a selection of this history can mean, at any time. */
export function selectable({ machines }: History) {
  return [...machines.values()].filter(({ listed, tagged }) => listed && tagged.from < Number.POSITIVE_INFINITY);
}

/** The instances that a job is, or may be, about. */
export function idsOf(job: ModelJob, history: History): readonly string[] {
  return job.selection === null ? job.named : selectable(history).map(({ id }) => id);
}

/** Whether a call was of this job. Of a schedule's jobs each has an action of its own. */
export function isOf(job: ModelJob, act: ActedId): boolean {
  return job.action === 'restart' ? act.job === job.id : act.action === job.action;
}

/** How often the machine has accepted what a job asked for, from whichever job. */
export function acceptedOf({ action }: ModelJob, machine: ModelMachine | undefined): number {
  const { start, stop, reboot } = machine?.accepted ?? { start: 0, stop: 0, reboot: 0 };
  return { start, stop, restart: start + reboot }[action];
}

/** How often everything may be done anew for an instance. */
export function timesOver({ id: job }: ModelJob, id: string, { repeats, cuts }: History): number {
  return (1 + repeats) * Math.max(1, cuts.get(`${job} ${id}`) ?? 0);
}

/** The messages of a job that SQS gave up on. */
export function deadOf({ id }: Pick<ModelJob, 'id'>, { dead }: History) {
  return dead.filter(({ job }) => job.id === id);
}

/** The verdict of an instance in a job that readers of the records keep. */
export function bestOf(job: ModelJob, id: string, { verdicts }: History): VerdictRecord | undefined {
  const own = verdicts.filter((each) => each.instanceId === id && each.job.id === job.id);
  return own.toSorted((a, b) => precedence.indexOf(a.verdict) - precedence.indexOf(b.verdict))[0];
}

/** True when SQS gave up on a batch with the instance in it, or on one that had to hand it on. */
export function isGivenUp(job: Pick<ModelJob, 'id'>, id: string, history: History): boolean {
  return deadOf(job, history).some((each) => partsOf(each).some(({ instances }) => instances.includes(id)));
}

/**
 * Whether an action of a job may be sent at `at`: before its deadline, or that of a letter sent
 * back; a forced stop as long as `moreMs` after it.
 */
export function isInTime({ id, sentAt, deadline }: ModelJob, at: number, { redrives }: History, moreMs = 0): boolean {
  const own = redrives.filter(({ jobId }) => jobId === id);
  const lastsMs = deadline - sentAt + moreMs;
  return at < sentAt + lastsMs || own.some((redrive) => at >= redrive.at && at < redrive.at + lastsMs);
}
