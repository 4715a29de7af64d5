import type { Promised } from './broken-promises.ts';
import { bestOf, idsOf } from './read-history.ts';

/** What was sent back acts while its schedule wants that, unless a person said otherwise. */
const keepsTheHours: Promised = (job, { jobs, cloud, oppositeFrom, redrives }) => {
  const against = redrives.some(({ jobId, way }) => jobId === job.id && way === 'against-the-plan');
  if (job !== jobs[0] || oppositeFrom === null || against || redrives.length === 0) return [];
  return cloud.acts
    .filter(({ action, at }) => action === job.action && at >= oppositeFrom)
    .map(({ id }) => `${id} was sent its ${job.action} against the hours`);
};

/**
 * Where nothing but the machines themselves went wrong, nobody ends with the failure of a neighbour.
 * A missing right is the account's when both halves of a call are refused, so two machines may look
 * like it; an outcome that nobody knows is no refusal.
 */
const endsOnItsOwn: Promised = (job, history) => {
  const lacking = [...history.machines.values()].filter(({ refusal }) => refusal?.kind === 'permission').length;
  if (!history.isPlain || job.options.batchMode === 'AllTogether') return [];
  return idsOf(job, history).flatMap((id) => {
    const kind = /^Model\.(\w+)$/.exec(bestOf(job, id, history)?.code ?? '')?.[1];
    const isShared = kind === 'outcomeUnknown' || (kind === 'permission' && lacking > 1);
    const isOwn = kind === history.machines.get(id)?.refusal?.kind;
    const isState = kind === 'wrongState' || kind === 'instance';
    return kind === undefined || isShared || isOwn || isState ? [] : [`${id} ended with ${kind}, which is a neighbour's`];
  });
};

/** Where capacity may be gone, two starts are not the end: there is time until the deadline. */
const lostCapacityIsWaitedFor: Promised = (job, history) => {
  if (!history.isPlain || job.action !== 'start' || job.options.expiresAfterMs < 600_000 || history.redrives.length > 0)
    return [];
  return idsOf(job, history).flatMap((id) => {
    const machine = history.machines.get(id);
    const isGivenUp = bestOf(job, id, history)?.code === 'Reveille.FellBack' && (machine?.accepted.start ?? 0) <= 2;
    const isQuick = machine?.chargeFree === true && machine.takesMs.start <= 20_000;
    return isGivenUp && isQuick ? [`${id} was given up after two starts, with time left for capacity`] : [];
  });
};

/**
 * A chain of messages is as long as the time it has: rounds grow to minutes, looks to five. The rest
 * is for pages, time that was up, and what SQS repeats.
 */
const chainsEnd: Promised = ({ options }, { most }) => {
  const rounds = (options.expiresAfterMs + options.confirmWithinMs) / 60_000 + 60;
  return most.depth > rounds ? [`a chain is ${most.depth} messages long, over ${rounds}`] : [];
};

/**
 * SQS takes a megabyte, and SNS 256 KB (Publish, Message). Reveille stays far below both, whatever a
 * provider writes.
 */
const textsAreBounded: Promised = (_, { most, alerts }) => {
  const longest = Math.max(0, ...alerts.map((text) => text.length));
  return [
    ...(most.length > 100_000 ? [`a message has ${most.length} characters`] : []),
    ...(most.refused > 0 ? [`${most.refused} messages have a character that SQS refuses`] : []),
    ...(longest > 200_000 ? [`a notice has ${longest} characters`] : []),
  ];
};

/** AllTogether is one call for all, or none. */
const togetherIsWhole: Promised = ({ action, options }, { cloud }) => {
  if (options.batchMode !== 'AllTogether') return [];
  return [...cloud.callsIn]
    .filter(([what, count]) => count > 1 && what.includes(action))
    .map(([what, count]) => `AllTogether was taken apart: ${count} calls of a ${what}`);
};

/** What is promised of hours, neighbours, waiting and the lengths of things. */
export const promisesOfTime: readonly Promised[] = [
  keepsTheHours,
  endsOnItsOwn,
  lostCapacityIsWaitedFor,
  chainsEnd,
  textsAreBounded,
  togetherIsWhole,
];
