import type { SourceMistake, Step } from '../source-mistake.ts';
import type { SeenTarget } from './seen-configuration.ts';

/** Whether a target says which instances it means, by their ids or by what they carry, and nothing that fits only the other way. */
export function selectionMistakes(target: SeenTarget, path: readonly Step[]): readonly SourceMistake[] {
  const { instances, tags, resourceGroup, maxMatches, initLocalDisk } = target;
  const by = tags !== undefined ? 'tags' : resourceGroup !== undefined ? 'resourceGroup' : null;
  if (by === null) {
    const limit = { path: [...path, 'maxMatches'], problem: 'limits a selection, and this target has none', fix: 'take it out' };
    const nobody = { path, problem: 'says no instances', fix: 'write instances: [an id, …] or tags: { key: value }' };
    return [...(instances === undefined ? [nobody] : []), ...(maxMatches === undefined ? [] : [limit])];
  }
  const both = { path: [...path, by], problem: 'stands beside instances', fix: 'keep one of the two, or write two targets' };
  const wiping = {
    path: [...path, 'initLocalDisk'],
    problem: 'would wipe the local disks of whatever is selected',
    fix: 'list the instances by their ids, or take it out',
  };
  return [...(instances === undefined ? [] : [both]), ...(initLocalDisk === true ? [wiping] : [])];
}
