import type { RestartBatchOptions } from '../../../shared/domain/batch-options.ts';
import type { ActedId } from '../model-cloud.ts';
import type { ModelJob } from '../model-job.ts';
import { timesOver } from '../read-history.ts';
import type { History } from '../run-model.ts';

/** What a history breaks of the promises about restarts, as sentences. */
export function brokenRestartPromises(history: History): string[] {
  return history.jobs.flatMap((job) => {
    const { options } = job;
    if (options.action !== 'restart') return [];
    return job.named.flatMap((id) => [
      ...twice(id, options, history),
      ...unproven(job, id, history),
      ...rebootedAfterStart(job, id, options, history),
      ...overlooked(job, id, options, history),
      ...forcedWrongly(job, id, options, history),
      ...notLeft(job, id, options, history),
      ...givenBackWrongly(job, id, history),
      ...toldWrongly(job, id, history),
      ...skippedWrongly(job, id, options, history),
    ]);
  });
}

const never = Number.POSITIVE_INFINITY;

/** Reboots of a machine that may have been carried out, in their order. */
function rebootsOf(id: string, { cloud }: History): ActedId[] {
  return cloud.acts.filter((act) => act.id === id && act.action === 'reboot' && !act.undone);
}

/**
 * No machine is sent two soft reboots, or two forced ones, inside a cooldown, whichever job and
 * however often its message comes; nor a soft one after a forced one.
 */
function twice(id: string, { cooldownMs }: RestartBatchOptions, history: History): string[] {
  const reboots = rebootsOf(id, history);
  return reboots.flatMap((act, n) => {
    const tooSoon = reboots.slice(0, n).some((before) => (before.force || !act.force) && act.at < before.at + cooldownMs);
    return tooSoon ? [`${id} was sent two reboots inside a cooldown`] : [];
  });
}

/**
 * What a job has started is not rebooted by that job inside a cooldown, however often its message
 * comes.
 */
function rebootedAfterStart(job: ModelJob, id: string, { cooldownMs }: RestartBatchOptions, { cloud }: History): string[] {
  const own = cloud.acts.filter((act) => act.id === id && act.job === job.id && !act.undone);
  const isWrong = own.some(({ action, at }, n) => {
    return action === 'reboot' && own.slice(0, n).some((each) => each.action === 'start' && at < each.at + cooldownMs);
  });
  return isWrong ? [`${id} was started and then rebooted`] : [];
}

/** A machine that runs all the time is rebooted, and not taken for one that is there already. */
function overlooked(job: ModelJob, id: string, { whenRunning }: RestartBatchOptions, history: History): string[] {
  const { verdicts, cloud, redrives } = history;
  if (whenRunning === 'leave' || redrives.length > 0 || history.jobs.length > 1) return [];
  const isAlready = verdicts.some((end) => end.job.id === job.id && end.instanceId === id && end.verdict === 'already');
  const sights = cloud.sights.filter((sight) => sight.id === id);
  return isAlready && sights.every(({ state }) => state === 'running') ? [`${id} was running and was left alone`] : [];
}

/**
 * What was rebooted is confirmed only by a look that shows it back, after one that shows it away,
 * or by its provider.
 */
function unproven(job: ModelJob, id: string, history: History): string[] {
  const { cloud, verdicts, redrives } = history;
  // A letter that is sent back is another try.
  if (redrives.length > 0) return [];
  const confirmed = verdicts.filter((each) => each.job.id === job.id && each.instanceId === id && each.verdict === 'confirmed');
  if (!confirmed.some(({ did }) => did === 'reboot' || did === 'force-reboot')) return [];
  // Where the process that had the permit ended before it sent anything, others may have rebooted
  // it.
  const first = cloud.acts.find((act) => act.id === id && act.action === 'reboot')?.at ?? job.sentAt;
  const since = cloud.sights.filter((sight) => sight.id === id && sight.at >= first);
  const away = since.findIndex(({ state }) => state === 'stopping' || state === 'stopped' || state === 'starting');
  const isBack = away !== -1 && since.slice(away).some(({ state }) => state === 'running');
  const ours = new Set(cloud.accepted.filter((act) => act.id === id).map(({ requestId }) => requestId));
  const isTold = since.some(({ state, rebootedBy }) => state === 'running' && rebootedBy !== null && ours.has(rebootedBy));
  const last = since.findLast(({ state }) => state === 'running');
  // A delivery that was cut off does not know its request, and the next one does not either.
  const isKnown = timesOver(job, id, history) === 1 && history.jobs.length === 1;
  const isDenied = isKnown && last !== undefined && last.failedBy !== null && ours.has(last.failedBy);
  return (isBack || isTold) && !isDenied ? [] : [`${id} is confirmed and nobody saw it reboot`];
}

/** A reboot is forced where that is asked for, and in time after a soft one of the same job. */
function forcedWrongly(job: ModelJob, id: string, options: RestartBatchOptions, history: History): string[] {
  const own = history.cloud.acts.filter((act) => act.job === job.id && act.id === id && act.action === 'reboot');
  const soft = own.find(({ force, undone }) => !force && !undone)?.at ?? never;
  return own
    .filter(({ force }) => force)
    .flatMap(({ at }) => [
      ...(options.force ? [] : [`${id} was forced to reboot and nobody asked for it`]),
      ...(at >= soft + options.forceAfterMs ? [] : [`${id} was forced to reboot before that was due`]),
      ...(isTaken(own, history) ? [] : [`${id} was forced to reboot, and nobody said that a soft one was taken`]),
    ]);
}

/** Whether an answer of any delivery has said that the soft reboot is accepted. */
function isTaken(own: readonly ActedId[], { cloud }: History): boolean {
  return own.some((act) => !act.force && cloud.accepted.includes(act));
}

function notLeft(job: ModelJob, id: string, options: RestartBatchOptions, history: History): string[] {
  const own = history.cloud.acts.filter((act) => act.job === job.id && act.id === id);
  const isDone = (action: ActedId['action']): boolean => own.some((act) => act.action === action);
  return [
    ...(options.whenRunning === 'leave' && isDone('reboot') ? [`${id} was rebooted and was to be left running`] : []),
    ...(options.whenStopped === 'leave' && isDone('start') ? [`${id} was started and was to be left stopped`] : []),
  ];
}

/** A claim goes back when no call came of it, and stays when one did. */
function givenBackWrongly(job: ModelJob, id: string, history: History): string[] {
  const { givenBack, cloud, isPlain, redrives, verdicts } = history;
  const isGivenBack = givenBack.some((each) => each.id === id && each.job === job.id);
  const calls = cloud.acts.filter((act) => act.job === job.id && act.id === id);
  if (timesOver(job, id, history) > 1) return [];
  const isUsed = calls.some(({ undone }) => !undone);
  if (isGivenBack) return isUsed ? [`the claim on ${id} was given back, and something came of it`] : [];
  const hasEnded = verdicts.some((each) => each.job.id === job.id && each.instanceId === id);
  const waited = cloud.sights.some((sight) => sight.id === id && sight.state === 'starting');
  const isLost = isPlain && redrives.length === 0 && hasEnded && calls.length === 0 && !waited;
  return isLost && history.jobs.length === 1 ? [`the claim on ${id} was not given back, and no call came of it`] : [];
}

/** A restart is skipped when the hours that it keeps to have ended, and never else. */
function skippedWrongly(job: ModelJob, id: string, { within }: RestartBatchOptions, { verdicts, hours }: History): string[] {
  const isSkipped = verdicts.some((each) => each.job.id === job.id && each.instanceId === id && each.verdict === 'skipped');
  const mayBe = within !== null && hours.some(({ oppositeFrom }) => oppositeFrom !== null);
  return isSkipped && !mayBe ? [`${id} is skipped and its hours have no end`] : [];
}

/** A row says what was sent to its machine, also when it was refused. */
function toldWrongly(job: ModelJob, id: string, history: History): string[] {
  const { cloud, verdicts, isPlain, redrives } = history;
  // A message that comes twice has two ends, and each tells what it did itself.
  if (!isPlain || redrives.length > 0 || timesOver(job, id, history) > 1) return [];
  const done = new Set(
    cloud.acts.filter((act) => act.job === job.id && act.id === id).map(({ action, force }) => (force ? 'force-reboot' : action)),
  );
  return verdicts
    .filter((each) => each.job.id === job.id && each.instanceId === id)
    .flatMap(({ did = null }) => {
      // Where another job had the permit, this one may have had it too, as far as it knows.
      const isTrue = did === null ? done.size === 0 : done.has(did) || (done.size === 0 && did === 'reboot');
      return isTrue ? [] : [`${id} is told as ${did}, and what was done is ${[...done].join(' and ') || 'nothing'}`];
    });
}
