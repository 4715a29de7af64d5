import type { CloudState } from '../../local/clouds/cloud-state.ts';
import type { Clouds, InstanceState } from '../../local/clouds/clouds.ts';

/** The instances of a state as they stand in its clouds now, by id. */
export function instancesIn(clouds: Clouds, state: CloudState['instances']): Readonly<Record<string, InstanceState>> {
  return Object.fromEntries(
    state.flatMap(({ provider, id }) => {
      const found = clouds.instance(provider, id);
      return found === undefined ? [] : [[id, found]];
    }),
  );
}
