import { hasFailed } from '../../shared/domain/verdict.ts';
import type { MachineEnd, RunJob } from '../../shared/store/run-reader.ts';

/** A machine of a job, or the text of a selection. */
export interface OpenMachine {
  readonly account: string;
  readonly region: string | null;
  readonly instanceId: string;
}

/** The last look of a confirm phase, a delivery that is made again, and a record under way. */
const marginMs = 15 * 60_000;
const dayMs = 24 * 3_600_000;

/**
 * The machines of a job that have no end: those that were due, and those that its selections found.
 * A selection that was not listed to its end is one of them, under its text.
 */
export function openMachines({ due, found, ends }: RunJob): OpenMachine[] {
  const ended = new Set(ends.map(keyOf));
  const listed = due.flatMap(({ account, region, instances }) =>
    instances.map((instanceId) => ({ account, region, instanceId })),
  );
  const selected = found.flatMap(({ account, region, instances }) =>
    instances.map((instanceId) => ({ account, region, instanceId })),
  );
  const selections = due.flatMap(({ account, region, selection }) => {
    if (selection === null) return [];
    const isListed = found.some(
      (each) => each.account === account && each.region === region && each.selection === selection && each.complete,
    );
    return isListed ? [] : [{ account, region, instanceId: selection }];
  });
  const open = [...listed, ...selected, ...selections].filter((machine) => !ended.has(keyOf(machine)));
  return [...new Map(open.map((machine) => [keyOf(machine), machine])).values()];
}

/**
 * The jobs that ran and are over, by their deadline and their confirm phase, and have machines
 * without an end. `now` is in epoch milliseconds.
 */
export function unfinishedJobs(jobs: readonly RunJob[], now: number): { readonly job: RunJob; readonly open: OpenMachine[] }[] {
  return jobs
    .filter(({ decided }) => {
      if (decided === null || decided.deadline === null) return false;
      return now > Date.parse(decided.deadline) + (decided.confirmWithinMs ?? 0) + marginMs;
    })
    .map((job) => ({ job, open: openMachines(job) }))
    .filter(({ open }) => open.length > 0);
}

/**
 * The machines that failed more than a day ago, by account, and have come to no better end since:
 * their letter still waits, or was thrown away.
 */
export function forgottenFailures(jobs: readonly RunJob[], now: number): { readonly job: RunJob; readonly ends: MachineEnd[] }[] {
  return jobs
    .map((job) => ({ job, ends: job.ends.filter((end) => hasFailed(end) && Date.parse(end.at) < now - dayMs) }))
    .filter(({ ends }) => ends.length > 0);
}

function keyOf({ account, region, instanceId }: OpenMachine): string {
  return JSON.stringify([account, region, instanceId]);
}
