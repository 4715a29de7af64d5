import type { VerdictRecord } from '../../shared/contract/verdict-record.ts';
import { hasFailed, verdicts as precedence } from '../../shared/domain/verdict.ts';
import type { History } from './run-model.ts';

/** The promises of Reveille that a history breaks, each as a sentence; none when all is well. */
export function brokenPromises(history: History): string[] {
  return promises.flatMap((promise) => promise(history));
}

type Promised = (history: History) => string[];

const drains: Promised = ({ drained }) => (drained ? [] : ['the queue does not drain']);

/** A verdict for every instance; only one whose message SQS gave up on may lack it, and that is in the dead-letter queue. */
const everyoneEnds: Promised = (history) => {
  const dead = new Set(history.dead.flatMap(({ instances }) => instances.map(({ id }) => id)));
  return idsOf(history)
    .filter((id) => !history.verdicts.some(({ instanceId }) => instanceId === id) && !dead.has(id))
    .map((id) => `${id} has no verdict`);
};

const goodIsSeen: Promised = (history) =>
  idsOf(history)
    .filter((id) => ['confirmed', 'already'].includes(bestOf(history, id)?.verdict ?? '') && !history.cloud.seenRunning.has(id))
    .map((id) => `${id} is ${bestOf(history, id)?.verdict} and nobody saw it run`);

/** Nobody told of an instance by `expired` was ever started: the provider would have answered. */
const expiredIsUntouched: Promised = (history) =>
  idsOf(history)
    .filter((id) => bestOf(history, id)?.verdict === 'expired' && (history.machines.get(id)?.startsAccepted ?? 0) > 0)
    .map((id) => `${id} is expired although it was started`);

const staysInTheJob: Promised = ({ batches, cloud, machines }) => {
  const places = new Set(batches.flatMap(({ batch }) => batch.instances.map(({ id }) => `${batch.region}/${id}`)));
  const strangers = [...cloud.looks, ...cloud.starts]
    .map(({ region, id }) => `${region}/${id}`)
    .filter((place) => !places.has(place));
  const touched = (machines.get('i-other')?.startsAccepted ?? 0) > 0 ? ['i-other'] : [];
  return [...strangers, ...touched].map((place) => `${place} is not in the job and was called for`);
};

/**
 * Starts that carry one instance: five rounds that may fail, one more after it fell back, one a minute for capacity until the deadline,
 * the halvings on the way to a lone offender among `n` (log2(n) + 2), each asked twice at most for fresh credentials. Every delivery
 * that SQS repeats may do all that again, since nothing remembers the first.
 */
const startsAreBounded: Promised = (history) =>
  history.batches.flatMap(({ batch }) => {
    const halvings = Math.ceil(Math.log2(batch.instances.length)) + 2;
    const waits = batch.options.expiresAfterMs / 60_000 + 1;
    const most = 2 * (5 + 1 + waits + halvings) * (1 + history.repeats);
    return batch.instances.flatMap(({ id }) => {
      const count = history.cloud.starts.filter((start) => start.id === id).length;
      return count > most ? [`${id} was in ${count} starts, over ${most}`] : [];
    });
  });

/** One start that is accepted, and one more after the instance fell back: a machine that does not want to run is not fought. */
const acceptedTwiceAtMost: Promised = (history) =>
  idsOf(history).flatMap((id) => {
    const count = history.cloud.accepted.filter((each) => each === id).length;
    return count > 2 * (1 + history.repeats) ? [`${id} was accepted ${count} times`] : [];
  });

const nothingLate: Promised = ({ batches, cloud }) =>
  batches.flatMap(({ batch, deadline }) =>
    cloud.starts
      .filter(({ id, at }) => at >= deadline && batch.instances.some((instance) => instance.id === id))
      .map(({ id }) => `${id} was started after the deadline`),
  );

const wipesOnce: Promised = ({ machines, batches }) =>
  [...machines.values()].flatMap(({ id, wipes }) => {
    const most = batches.some(({ batch }) => batch.options.initLocalDisk) ? 1 : 0;
    return wipes > most ? [`${id} was wiped ${wipes} times`] : [];
  });

const dryRunsStartNothing: Promised = ({ batches, cloud }) =>
  batches.some(({ batch }) => batch.options.dryRun) && cloud.starts.length > 0 ? ['a dry run sent a start'] : [];

/** A failure is in a dead letter, and in an alert unless it is the account's and this batch does not speak for the account. */
const failuresAreTold: Promised = (history) =>
  history.verdicts.flatMap((record) => {
    if (!hasFailed(record)) return [];
    const { instanceId, code } = record;
    const isIn = ({ failures = [] }: (typeof history.letters)[number]) =>
      failures.some((each) => each.instanceId === instanceId && each.code === code);
    const told = history.alerts.some((alert) => alert.split(/\s+/).includes(instanceId) && alert.includes(code));
    return [
      ...(history.letters.some(isIn) ? [] : [`${instanceId} failed (${code}) and is in no dead letter`]),
      ...(told || history.untold.has(instanceId) ? [] : [`${instanceId} failed (${code}) and is in no alert`]),
    ];
  });

const promises: readonly Promised[] = [
  drains,
  everyoneEnds,
  goodIsSeen,
  expiredIsUntouched,
  staysInTheJob,
  startsAreBounded,
  acceptedTwiceAtMost,
  nothingLate,
  wipesOnce,
  dryRunsStartNothing,
  failuresAreTold,
];

function idsOf({ batches }: History): string[] {
  return batches.flatMap(({ batch }) => batch.instances.map(({ id }) => id));
}

function bestOf({ verdicts }: History, id: string): VerdictRecord | undefined {
  const own = verdicts.filter(({ instanceId }) => instanceId === id);
  return own.toSorted((a, b) => precedence.indexOf(a.verdict) - precedence.indexOf(b.verdict))[0];
}
