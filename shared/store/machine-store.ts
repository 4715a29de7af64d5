import {
  givenBack,
  noteRecovery,
  type PermitAnswer,
  type PermitAsked,
  permitFor,
  resumed,
  seenDone,
  withdrawn,
} from '../restart/change-item.ts';
import { type FleetItem, unknownFleet } from '../restart/fleet-item.ts';
import { episodesForMs, hourMs, type Machine, type MachineItem, unknownMachine } from '../restart/machine-item.ts';
import type { ItemTable } from './item-table.ts';
import { fleetKey, itemSchemas, machineKey, readItem, truncatedKey } from './items.ts';

/** What is remembered of machines, restarts and sources. All instants are epoch milliseconds. */
export interface MachineStore {
  readMachine(machine: Machine): Promise<MachineItem>;
  /** False when the item was written by somebody else since it was read. */
  writeMachine(machine: Machine, item: MachineItem, now: number): Promise<boolean>;
  readFleet(restart: string): Promise<FleetItem>;
  /** False when the item was written by somebody else since it was read. */
  writeFleet(restart: string, item: FleetItem, now: number): Promise<boolean>;
  /** Notes that a series of alerts about the machine has recovered. */
  recover(machine: Machine, recovery: Parameters<typeof noteRecovery>[1]): Promise<void>;
  /**
   * Asks whether a start or a reboot may be sent. Power asks before each, and sends none without a
   * permit.
   */
  permit(machine: Machine, jobId: string, what: PermitAsked['what'], now: number, cooldownMs: number): Promise<PermitAnswer>;
  /** Gives a permit back for what was certainly not done. False when the job does not have it. */
  withdraw(machine: Machine, jobId: string, what: PermitAsked['what'], now: number): Promise<boolean>;
  /** Notes that what a job was permitted was seen done. False when that is known, or it has no permit. */
  seenDone(machine: Machine, jobId: string, now: number): Promise<boolean>;
  /**
   * Gives the claim of a job back that no call carried. False when the job has none, or not any
   * more.
   */
  giveBack(machine: Machine, jobId: string, now: number): Promise<boolean>;
  /**
   * Ends trip and cooldown of a machine and fills its budgets. False when nothing stood against it.
   */
  resume(machine: Machine, now: number): Promise<boolean>;
  /**
   * Whether people are told now that a source cut alerts off: once an hour. A message that has
   * told them may tell them again, because its worker may have died before it could.
   */
  mayTellOfTruncated(source: string, message: string, now: number): Promise<boolean>;
  /** Waits before a write is tried again that lost against another one; longer each time. */
  pause(losses: number): Promise<void>;
}

/** Chance in [0, 1), and a way to wait for milliseconds. */
export interface Patience {
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
}

/** So many writes of one item may lose against others, one after another. */
export const mostLosses = 20;

/** Every item outlives the longest time for which something in it counts. */
const keptForMs = episodesForMs + 24 * hourMs;

/**
 * The store on a table. What the table refuses is thrown, and so is an item that loses too often.
 */
export function machineStore(table: ItemTable, { random, sleep }: Patience): MachineStore {
  const pause = async (losses: number): Promise<void> => {
    if (losses > mostLosses) throw new Error(`an item was written by others ${losses} times in a row`);
    await sleep(random() * Math.min(1_000, 10 * 2 ** losses));
  };

  const readMachine = async (machine: Machine): Promise<MachineItem> => {
    const key = machineKey(machine);
    const item = await table.read(key);
    return item === null ? unknownMachine : readItem(itemSchemas.STATE, key, item);
  };
  const writeMachine = (machine: Machine, item: MachineItem, now: number): Promise<boolean> =>
    // A tripped machine waits for a person, however long that takes.
    table.write(machineKey(machine), { item, expiresAt: item.tripped === null ? expiryAfter(now) : null });

  /** Reads, changes and writes until no other write comes between. No item: nothing to write. */
  const change = async <T>(
    machine: Machine,
    now: number,
    changed: (item: MachineItem) => { readonly item: MachineItem | null; readonly answer: T },
  ): Promise<T> => {
    for (let losses = 0; ; ) {
      const { item, answer } = changed(await readMachine(machine));
      if (item === null || (await writeMachine(machine, item, now))) return answer;
      losses += 1;
      await pause(losses);
    }
  };
  const whether = (item: MachineItem | null) => ({ item, answer: item !== null });

  return {
    pause,
    readMachine,
    writeMachine,
    async readFleet(restart) {
      const key = fleetKey(restart);
      const item = await table.read(key);
      return item === null ? unknownFleet : readItem(itemSchemas['AT-ONCE'], key, item);
    },
    writeFleet: (restart, item, now) => table.write(fleetKey(restart), { item, expiresAt: expiryAfter(now) }),
    async recover(machine, recovery) {
      await change(machine, recovery.now, (item) => whether(noteRecovery(item, recovery)));
    },
    permit(machine, job, what, at, cooldownMs) {
      const call = `${at}-${random()}`;
      return change(machine, at, (item) => permitFor(item, { what, at, job, call, cooldownMs }));
    },
    withdraw: (machine, job, what, now) => change(machine, now, (item) => whether(withdrawn(item, { what, job }))),
    seenDone: (machine, jobId, now) => change(machine, now, (item) => whether(seenDone(item, jobId))),
    giveBack: (machine, jobId, now) => change(machine, now, (item) => whether(givenBack(item, jobId))),
    resume: (machine, now) => change(machine, now, (item) => whether(resumed(item))),
    async mayTellOfTruncated(source, message, now) {
      const key = truncatedKey(source);
      for (let losses = 0; ; ) {
        const item = await table.read(key);
        const last = item === null ? null : readItem(itemSchemas.TRUNCATED, key, item);
        if (last?.message === message) return true;
        if (last !== null && now < last.toldAt + hourMs) return false;
        const next = { v: 1, seq: last?.seq ?? 0, toldAt: now, message };
        if (await table.write(key, { item: next, expiresAt: expiryAfter(now) })) return true;
        losses += 1;
        await pause(losses);
      }
    },
  };
}

function expiryAfter(now: number): number {
  return Math.ceil((now + keptForMs) / 1_000);
}
