import type { Promised } from './broken-promises.ts';
import { bestOf, idsOf, isOf, timesOver } from './read-history.ts';
import type { History } from './run-model.ts';

/**
 * A letter that was sent back, and a restart, act while their schedule wants that, unless a person
 * said otherwise.
 */
const keepsTheHours: Promised = (job, { jobs, cloud, hours, redrives }) => {
  const against = redrives.some(({ jobId, way }) => jobId === job.id && way === 'against-the-plan');
  const isAsked = job.options.action === 'restart' ? job.options.within !== null : job === jobs[0];
  if (against || !isAsked) return [];
  const since = (at: number) => hours.findLast(({ from }) => from <= at)?.oppositeFrom ?? Number.POSITIVE_INFINITY;
  // Before its own deadline a message of a job does what was planned when the job was due.
  const isPlanned = job.action !== 'restart' && redrives.some(({ jobId, isPoison }) => jobId === job.id && isPoison);
  const inTime = isPlanned ? job.deadline : 0;
  return cloud.acts
    .filter((act) => isOf(job, act) && act.at >= since(act.at) && act.at >= inTime)
    .map(({ id }) => `${id} was sent its ${job.action} against the hours`);
};

/**
 * Where nothing but the machines themselves went wrong, nobody ends with the failure of a
 * neighbour. A missing right is the account's when both halves of a call are refused, so two
 * machines may look like it; an outcome that nobody knows is no refusal.
 */
const endsOnItsOwn: Promised = (job, history) => {
  const lacking = [...history.machines.values()].filter(({ refusal }) => refusal?.kind === 'permission').length;
  if (!history.isPlain || isKeyRefused(history) || job.options.batchMode === 'AllTogether') return [];
  return idsOf(job, history).flatMap((id) => {
    const kind = /^Model\.(\w+)$/.exec(bestOf(job, id, history)?.code ?? '')?.[1];
    const isShared = kind === 'outcomeUnknown' || (kind === 'permission' && lacking > 1);
    const machine = history.machines.get(id);
    const isOwn = kind === machine?.refusal?.kind || (kind === 'unclear' && machine?.isMalformed);
    const isState = kind === 'wrongState' || kind === 'instance';
    return kind === undefined || isShared || isOwn || isState ? [] : [`${id} ended with ${kind}, which is a neighbour's`];
  });
};

/** Where capacity may be gone, two starts are not the end: there is time until the deadline. */
const lostCapacityIsWaitedFor: Promised = (job, history) => {
  if (
    !history.isPlain ||
    isKeyRefused(history) ||
    job.action !== 'start' ||
    job.options.expiresAfterMs < 600_000 ||
    history.redrives.length > 0
  )
    return [];
  return idsOf(job, history).flatMap((id) => {
    const machine = history.machines.get(id);
    const calls = history.cloud.acts.filter((act) => act.id === id && act.action === 'start');
    // Where it was busy for minutes before, the waits between rounds are already as long.
    const isEarly = calls.every(({ at }) => at < job.sentAt + 180_000);
    const isGivenUp = bestOf(job, id, history)?.code === 'Reveille.FellBack' && calls.length <= 2 && isEarly;
    const isQuick = machine?.chargeFree === true && machine.takesMs.start <= 20_000;
    return isGivenUp && isQuick ? [`${id} was given up after two starts, with time left for capacity`] : [];
  });
};

function isKeyRefused({ key }: History): boolean {
  return key.from < Number.POSITIVE_INFINITY;
}

/**
 * A refused account is named once in a job where it is refused from the beginning: one notice tells
 * it, and nothing came twice.
 */
const refusalIsToldOnce: Promised = (job, history) => {
  const { isPlain, key, jobs, redrives, alerts, repeats } = history;
  const [first] = jobs;
  if (!isPlain || redrives.length > 0 || repeats > 0 || job !== first || key.from > job.sentAt) return [];
  const told = alerts.filter((text) => text.includes(job.id) && text.includes(`not single instances: Model.credentials.`));
  const isAll = key.until >= job.deadline;
  return isAll && told.length !== 1 ? [`the refused account is told ${told.length} times`] : [];
};

/**
 * A key that is refused after an action was accepted ends nothing: there is time to look until it
 * is mended.
 */
const acceptedOutlivesTheKey: Promised = (job, history) =>
  idsOf(job, history).flatMap((id) => {
    const machine = history.machines.get(id);
    // Another delivery does not know what this one was told.
    const accepted =
      job.action === 'restart'
        ? history.cloud.accepted.filter((act) => act.id === id && isOf(job, act)).length
        : machine?.accepted[job.action];
    const isAlone = history.redrives.length === 0 && timesOver(job, id, history) === 1;
    const isOurs = history.isPlain && isAlone && accepted === 1 && machine?.failing === null;
    const ended = bestOf(job, id, history)?.code === 'Model.credentials';
    return isOurs && ended ? [`${id} was accepted and ended with the refusal of the key`] : [];
  });

/**
 * A chain of messages is as long as the time it has: rounds grow to minutes, looks to five. The
 * rest is for pages, time that was up, and what SQS repeats.
 */
const chainsEnd: Promised = ({ options }, { most }) => {
  // A reboot is looked at every five seconds for a minute, and so is a forced one.
  const looks = options.action === 'restart' ? 30 : 0;
  const rounds = (options.expiresAfterMs + options.confirmWithinMs) / 60_000 + 60 + looks;
  return most.depth > rounds ? [`a chain is ${most.depth} messages long, over ${rounds}`] : [];
};

/**
 * SQS takes a megabyte, and SNS 256 KB (Publish, Message). Reveille stays far below both, whatever
 * a provider writes.
 */
const textsAreBounded: Promised = (_, { most, alerts }) => {
  const longest = Math.max(0, ...alerts.map((text) => text.length));
  return [
    ...(most.length > 100_000 ? [`a message has ${most.length} characters`] : []),
    ...(most.refused > 0 ? [`${most.refused} messages are not sendable`] : []),
    ...(longest > 200_000 ? [`a notice has ${longest} characters`] : []),
  ];
};

/**
 * A machine that was accepted, does not fall back and is left alone by others is not acted on
 * again, although looks show its old state for a minute.
 */
const sentOnce: Promised = (job, history) => {
  const { cloud, isSmooth, machines, redrives } = history;
  if (!isSmooth || redrives.length > 0) return [];
  return idsOf(job, history).flatMap((id) => {
    const machine = machines.get(id);
    if (machine === undefined || machine.hasFallen || machine.isMeddledWith || timesOver(job, id, history) > 1) return [];
    const isOwn = (act: (typeof cloud.acts)[number]) => act.id === id && act.action === job.action && !act.force;
    const first = cloud.accepted.find(isOwn)?.at ?? Number.POSITIVE_INFINITY;
    return cloud.acts.some((act) => isOwn(act) && act.at > first)
      ? [`${id} was sent its ${job.action} again after it was accepted`]
      : [];
  });
};

/** What is promised of hours, neighbours, waiting and the lengths of things. */
export const promisesOfTime: readonly Promised[] = [
  keepsTheHours,
  endsOnItsOwn,
  lostCapacityIsWaitedFor,
  chainsEnd,
  textsAreBounded,
  sentOnce,
  refusalIsToldOnce,
  acceptedOutlivesTheKey,
];
