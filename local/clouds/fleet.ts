import { byProvider } from '../../shared/contract/provider-facts.ts';
import type { ProviderName } from '../../shared/domain/vocabulary.ts';
import { cloudFacts } from './cloud-facts.ts';
import type { CloudState, InstanceSpec } from './cloud-state.ts';
import { Machine } from './machine.ts';

/** The machines of one provider by id, in the order of the state. */
export type Machines = ReadonlyMap<string, Machine>;

/** The machines of every provider. */
export type Fleet = Readonly<Record<ProviderName, Machines>>;

/**
 * Builds the machines of a state. With clock `requests` they move by being looked at, else by
 * `now` (epoch ms).
 */
export function buildFleet(state: CloudState, now: () => number): Fleet {
  const clock = { now, byLooks: state.clock === 'requests' };
  const machinesOf = (provider: ProviderName): Machines =>
    new Map(
      state.instances
        .filter((spec) => spec.provider === provider)
        .map((spec) => [spec.id, new Machine(spec, cloudFacts[provider].power, clock)]),
    );
  return byProvider(machinesOf);
}

/** The machine of that id, if it lives in `region`; `null` stands for any region. */
export function findMachine(machines: Machines, region: string | null, id: string): Machine | undefined {
  const machine = machines.get(id);
  return region === null || machine?.spec.region === region ? machine : undefined;
}

/**
 * What a describe can show: the machines of `region` (null: any) that are not hidden, only those
 * of `ids` when ids are given.
 */
export function visibleMachines(
  machines: Machines,
  region: string | null,
  ids: readonly string[] | undefined,
): readonly Machine[] {
  const wanted = ids === undefined ? null : new Set(ids);
  return [...machines.values()].filter(
    ({ spec }) => spec.hidden !== true && (region === null || spec.region === region) && (wanted === null || wanted.has(spec.id)),
  );
}

/** Turns the machines of one page into rows and counts each as looked at, once. */
export function lookAt<Row>(page: readonly Machine[], row: (machine: Machine) => Row): readonly Row[] {
  return page.map((machine) => {
    const seen = row(machine);
    machine.look();
    return seen;
  });
}

/** The value of one of an instance's tags, undefined when it does not carry the key. */
export function tagOf({ tags = {} }: InstanceSpec, key: string): string | undefined {
  return Object.hasOwn(tags, key) ? tags[key] : undefined;
}
