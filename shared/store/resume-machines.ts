import type { Restart } from '../contract/compiled-restarts.ts';
import type { Machine } from '../restart/machine-item.ts';
import type { MachineStore } from './machine-store.ts';

/** A machine that a person wants resumed, and whether something stood against it. */
export interface Resumed {
  readonly machine: Machine;
  readonly wasHeldBack: boolean;
}

/**
 * Resumes the machines of a restart, one after another, or one of them by its id (`instance`). A
 * second time is harmless.
 * @throws Error when the restart does not list the instance
 */
export async function resumeMachines(
  store: Pick<MachineStore, 'resume'>,
  { targets }: Pick<Restart, 'targets'>,
  instance: string | null,
  now: number,
): Promise<readonly Resumed[]> {
  const listed = targets.flatMap(({ account, region, instances }) =>
    instances.map((instanceId) => ({ account, region, instanceId })),
  );
  const wanted = listed.filter(({ instanceId }) => instance === null || instanceId === instance);
  if (wanted.length === 0)
    throw new Error(`the restart does not list instance ${JSON.stringify(instance)}; name one of its targets`);
  const resumed: Resumed[] = [];
  for (const machine of wanted) resumed.push({ machine, wasHeldBack: await store.resume(machine, now) });
  return resumed;
}
