import type { Rest } from '../../shared/domain/batch.ts';
import { wipesDisks } from '../../shared/domain/batch-options.ts';
import { goalOf } from '../../shared/domain/goal.ts';
import { hasFailed } from '../../shared/domain/verdict.ts';
import { partsOf } from '../support/a-batch.ts';
import { brokenForcePromises } from './broken-force-promises.ts';
import type { ModelJob } from './model-job.ts';
import { promisesOfTime } from './promises-of-time.ts';
import { acceptedOf, bestOf, deadOf, idsOf, isGivenUp, isInTime, isOf, selectable, timesOver } from './read-history.ts';
import { brokenRestartPromises } from './reboots/broken-restart-promises.ts';
import type { History } from './run-model.ts';

/** The promises of Reveille that a history breaks, each as a sentence; none when all is well. */
export function brokenPromises(history: History): string[] {
  return [
    ...(history.drained ? [] : ['the queue does not drain']),
    ...history.jobs.flatMap((job) => promises.flatMap((promise) => promise(job, history))),
    ...brokenForcePromises(history),
    ...brokenRestartPromises(history),
    ...history.wrongs,
    ...neverFought(history),
    ...failuresAreTold(history),
  ];
}

/** What a history breaks of one promise about one of its jobs. */
export type Promised = (job: ModelJob, history: History) => string[];

/**
 * A verdict for every instance; only one whose message SQS gave up on may lack it, and that is in
 * the dead-letter queue.
 */
const everyoneEnds: Promised = (job, history) =>
  mustEnd(job, history)
    .filter((id) => bestOf(job, id, history) === undefined && !isGivenUp(job, id, history))
    .map((id) => `${id} has no verdict`);

/** And only one, unless SQS has repeated a delivery or a find has put it into several batches. */
const everyoneEndsOnce: Promised = (job, history) =>
  idsOf(job, history).flatMap((id) => {
    const count = history.verdicts.filter((each) => each.instanceId === id && each.job.id === job.id).length;
    return count > 1 && timesOver(job, id, history) === 1 ? [`${id} has ${count} verdicts`] : [];
  });

/**
 * The instances that a job names, or those of its selection that carried the tags all the time.
 * Where the selection itself failed: only those that it had cut into batches before.
 */
function mustEnd(job: ModelJob, history: History): readonly string[] {
  if (job.selection === null) return job.named;
  const { text } = job.selection;
  const isOver = bestOf(job, text, history) !== undefined || deadOf(job, history).some(({ phase }) => phase === 'find');
  if (isOver) return idsOf(job, history).filter((id) => history.cuts.has(`${job.id} ${id}`));
  const steady = selectable(history).filter(
    ({ tagged }) => tagged.from <= job.sentAt && tagged.until === Number.POSITIVE_INFINITY,
  );
  const anybody = history.verdicts.some(({ job: { id } }) => id === job.id) || deadOf(job, history).length > 0;
  return anybody ? steady.map(({ id }) => id) : [text];
}

const goodIsSeen: Promised = (job, history) => {
  const { reached } = goalOf(job.action, {});
  return idsOf(job, history).flatMap((id) => {
    const verdict = bestOf(job, id, history)?.verdict ?? '';
    const isGood = verdict === 'confirmed' || verdict === 'already';
    const sights = history.cloud.sights.filter((sight) => sight.id === id && sight.at >= job.sentAt);
    return isGood && !sights.some(({ state }) => state === reached) ? [`${id} is ${verdict} and nobody saw it ${reached}`] : [];
  });
};

/** Nobody told of an instance by `expired` was ever acted on: the provider would have answered. */
const expiredIsUntouched: Promised = (job, history) =>
  idsOf(job, history)
    .filter((id) => bestOf(job, id, history)?.verdict === 'expired' && !isGivenUp(job, id, history))
    .filter((id) => history.cloud.acts.some((act) => act.id === id && isOf(job, act)))
    .filter((id) => acceptedOf(job, history.machines.get(id)) > 0)
    .map((id) => `${id} is expired although its ${job.action} was accepted`);

/** Nobody else is called for, and nothing but what the jobs say is done. */
const staysInTheJob: Promised = (job, history) => {
  const { cloud, jobs } = history;
  const idsIn = ({ selection, instances }: Pick<Rest, 'selection' | 'instances'>) =>
    selection === null ? instances : selectable(history).map(({ id }) => id);
  const parts = job.messages.flatMap(partsOf);
  const places = new Set(parts.flatMap((part) => idsIn(part).map((id) => `${part.region}/${id}`)));
  const strangers = [...cloud.looks, ...cloud.acts]
    .map(({ region, id }) => `${region}/${id}`)
    .filter((place) => !places.has(place));
  const others = cloud.acts.filter((act) => !jobs.some((each) => isOf(each, act)));
  return [
    ...strangers.map((place) => `${place} is not in the job and was called for`),
    ...others.map(({ id, action }) => `${id} was sent a ${action} by a job that is none`),
  ];
};

/**
 * Actions that carry one instance: five rounds that may fail, one more after it fell back, one a
 * minute for capacity until the deadline, the halvings on the way to a lone offender among `n`
 * (log2(n) + 2), Every delivery that SQS repeats may do all that again, since nothing remembers
 * the first, and so may every batch into which a find has put it.
 */
const actsAreBounded: Promised = (job, history) => {
  const halvings = Math.ceil(Math.log2(history.machines.size)) + 2;
  const waits = job.options.expiresAfterMs / 60_000 + 1;
  return idsOf(job, history).flatMap((id) => {
    const most = (5 + 1 + waits + halvings) * timesOver(job, id, history);
    const count = history.cloud.acts.filter((each) => each.id === id && isOf(job, each) && !each.force).length;
    return count > most ? [`${id} was in ${count} calls, over ${most}`] : [];
  });
};

/**
 * One action that is accepted, and one more after the instance fell back: a machine that does not
 * want to is not fought.
 */
const acceptedTwiceAtMost: Promised = (job, history) =>
  idsOf(job, history).flatMap((id) => {
    const own = history.cloud.accepted.filter((each) => each.id === id && isOf(job, each) && !each.force);
    // A start without stock is tried until the deadline, once in a minute or more.
    const waits = history.machines.get(id)?.chargeFree ? job.options.expiresAfterMs / 60_000 + 1 : 0;
    return own.length > (2 + waits) * timesOver(job, id, history) ? [`${id} was accepted ${own.length} times`] : [];
  });

/** Others can undo only what was sent. A delivery that SQS repeats may know of no other. */
const undoneIsOurs: Promised = (job, history) =>
  idsOf(job, history)
    .filter((id) => bestOf(job, id, history)?.code?.endsWith('ByOthers') && timesOver(job, id, history) === 1)
    .filter((id) => !history.cloud.acts.some((act) => act.id === id && isOf(job, act)))
    .map((id) => `${id} was undone by others and nothing was sent to it`);

const nothingLate: Promised = (job, history) =>
  history.cloud.acts
    .filter((each) => isOf(job, each) && !each.force && !isInTime(job, each.at, history))
    .map(({ id }) => `${id} was sent its ${job.action} after the deadline`);

/**
 * Once. Where two messages of one job do not know of each other, and the machine stops again before
 * a look can show that it was started, nothing tells the second message what the first has done.
 */
const wipesOnce: Promised = ({ action, options }, { machines, isTwin, behindMs }) =>
  [...machines.values()].flatMap(({ id, wipes, hasFallen, isMeddledWith, tellsStart, takesMs }) => {
    const isHidden = behindMs > 0 || takesMs.start === 0 || !tellsStart;
    const isUnseen = isTwin && (hasFallen || isMeddledWith) && isHidden;
    const most = wipesDisks(options) ? (isUnseen ? 2 : 1) : 0;
    return action === 'start' && wipes > most ? [`${id} was wiped ${wipes} times`] : [];
  });

const dryRunsSendNothing: Promised = ({ action, options }, { cloud }) =>
  options.dryRun && cloud.acts.some((each) => each.action === action) ? [`a dry run sent a ${action}`] : [];

/** More matches than a selection allows, and nothing is touched. */
const tooManyAreSpared: Promised = ({ action, selection, sentAt }, history) => {
  if (selection === null || selection.maxMatches === null) return [];
  const steady = selectable(history).filter(({ tagged }) => tagged.from <= sentAt && tagged.until === Number.POSITIVE_INFINITY);
  const touched = steady.length > selection.maxMatches && history.cloud.acts.some((each) => each.action === action);
  return touched ? [`${steady.length} match and were touched`] : [];
};

const promises: readonly Promised[] = [
  everyoneEnds,
  everyoneEndsOnce,
  goodIsSeen,
  expiredIsUntouched,
  staysInTheJob,
  actsAreBounded,
  acceptedTwiceAtMost,
  undoneIsOurs,
  nothingLate,
  wipesOnce,
  dryRunsSendNothing,
  tooManyAreSpared,
  ...promisesOfTime,
];

/** Once the next job of the schedule is due, nothing of the one before is sent any more. */
function neverFought({ jobs: [first, second], cloud, redrives }: History): string[] {
  if (first === undefined || second === undefined || first.action === 'restart') return [];
  if (redrives.some(({ jobId, way }) => jobId === first.id && way === 'against-the-plan')) return [];
  return cloud.acts
    .filter(({ action, at }) => action === first.action && at >= second.sentAt)
    .map(({ id }) => `${id} was sent its ${first.action} when the ${second.action} was due`);
}

/**
 * A failure is in a dead letter, and in a notice unless it is the account's and this batch does
 * not speak for the account. Verdicts are recorded before anybody is told, so a process may die in
 * between. Then the next delivery tells of the end that it comes to; when all of them die, the
 * message is a dead letter.
 */
function failuresAreTold(history: History): string[] {
  const failed = history.verdicts.filter(hasFailed);
  if (failed.length === 0) return [];
  const alerts = history.alerts.map((text) => ({ text, words: new Set(text.split(/\s+/)) }));
  const isTold = ({ instanceId, job, code }: (typeof failed)[number]): boolean =>
    alerts.some(({ text, words }) => words.has(instanceId) && text.includes(job.id) && text.includes(code ?? 'no code')) ||
    (history.untold.has(`${job.id} ${instanceId}`) && isKnown(job.id, code ?? 'no code', history));
  return failed.flatMap((record) => {
    const { instanceId, job } = record;
    const code = record.code ?? 'no code';
    const isIn = ({ job: { id }, failures = [] }: History['letters'][number]) =>
      id === job.id && failures.some((each) => each.instanceId === instanceId && each.code === code);
    const ends = history.verdicts.filter((each) => each.job.id === job.id && each.instanceId === instanceId);
    // Or the next delivery lists what the selection matches, or dies as well.
    const isListed =
      instanceId.includes('=') &&
      ([...history.cuts.keys()].some((cut) => cut.startsWith(`${job.id} `)) ||
        deadOf(job, history).some(({ phase }) => phase === 'find'));
    const isOutdone = isListed || ends.some((end) => !hasFailed(end) || isTold(end));
    return [
      ...(history.letters.some(isIn) ? [] : [`${instanceId} failed (${code}) and is in no dead letter`]),
      ...(isOutdone || isGivenUp(job, instanceId, history) ? [] : [`${instanceId} failed (${code}) and is in no alert`]),
    ];
  });
}

/** Whether a notice of the job has told of a refusal of the account with this code. */
function isKnown(jobId: string, code: string, { alerts }: History): boolean {
  return alerts.some((alert) => alert.includes(jobId) && alert.includes(`refused, not single instances: ${code}.`));
}
