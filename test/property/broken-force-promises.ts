import type { ActedId } from './model-cloud.ts';
import type { ModelJob } from './model-job.ts';
import { isInTime, timesOver } from './read-history.ts';
import type { History } from './run-model.ts';

/**
 * What a history breaks of the promise that a power cut is asked for, due, not too late, and not
 * repeated once it was accepted.
 */
export function brokenForcePromises(history: History): string[] {
  const { jobs, cloud } = history;
  const stop = jobs.find(({ action }) => action === 'stop');
  const forced = cloud.acts.filter(({ force, action }) => force && action === 'stop');
  if (stop === undefined) return forced.map(({ id }) => `${id} was forced by no stop`);
  return forced.flatMap((act) => wrongsOf(act, stop, history)).concat(acceptedOnce(stop, history));
}

function wrongsOf({ id, at }: ActedId, stop: ModelJob, history: History): string[] {
  const { options } = stop;
  const { cloud } = history;
  if (options.action !== 'stop') return [`${id} was forced by no stop`];
  const isStuck = cloud.sights.some((sight) => sight.id === id && sight.at === at && sight.state === 'stopping');
  const since = [
    ...cloud.acts.filter((act) => act.action === 'stop' && !act.force),
    ...cloud.sights.filter(({ state }) => state === 'stopping'),
  ].filter((event) => event.id === id && event.at <= at - options.forceAfterMs);
  return [
    ...(options.force ? [] : [`${id} was forced and nobody asked for it`]),
    ...(isStuck ? [] : [`${id} was forced and nobody saw it stopping`]),
    ...(since.length > 0 ? [] : [`${id} was forced before that was due`]),
    ...(isInTime(stop, at, history, options.confirmWithinMs) ? [] : [`${id} was forced too late`]),
  ];
}

/** One forced stop that is accepted, for each time that everything may be done anew. */
function acceptedOnce(stop: ModelJob, history: History): string[] {
  return [...history.machines.keys()].flatMap((id) => {
    const count = history.cloud.accepted.filter((act) => act.id === id && act.force).length;
    return count > timesOver(stop, id, history) ? [`${id} was forced ${count} times`] : [];
  });
}
