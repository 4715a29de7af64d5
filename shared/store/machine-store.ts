import {
  givenBack,
  noteRecovery,
  type PermitAnswer,
  type PermitAsked,
  permitFor,
  resumed,
  seenDone,
  statementsWithoutAct,
  withdrawn,
} from '../restart/change-item.ts';
import { type FleetItem, freedPlace, unknownFleet } from '../restart/fleet-item.ts';
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
  /**
   * Notes that what a job was permitted was seen done. False when that is known, or it has no
   * permit.
   */
  seenDone(machine: Machine, jobId: string, now: number): Promise<boolean>;
  /**
   * Gives the claim of a job back that no call carried, and its place among those of its restart.
   * False when the job has no claim, or not any more.
   */
  giveBack(machine: Machine, jobId: string, now: number): Promise<boolean>;
  /**
   * Ends trip and cooldown of a machine, fills its budgets and frees its places among those of its
   * restarts. False when nothing stood against it.
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

  /** Reads, changes and writes until no other write comes between. */
  const untilWritten = async <T>(attempt: () => Promise<{ readonly isWritten: boolean; readonly answer: T }>): Promise<T> => {
    for (let losses = 0; ; ) {
      const { isWritten, answer } = await attempt();
      if (isWritten) return answer;
      losses += 1;
      await pause(losses);
    }
  };
  /** No item: nothing to write. */
  const change = <T>(
    machine: Machine,
    now: number,
    changed: (item: MachineItem) => { readonly item: MachineItem | null; readonly answer: T },
  ): Promise<T> =>
    untilWritten(async () => {
      const { item, answer } = changed(await readMachine(machine));
      return { isWritten: item === null || (await writeMachine(machine, item, now)), answer };
    });
  const whether = (item: MachineItem | null) => ({ item, answer: item !== null });

  const readFleet = async (restart: string): Promise<FleetItem> => {
    const key = fleetKey(restart);
    const item = await table.read(key);
    return item === null ? unknownFleet : readItem(itemSchemas['AT-ONCE'], key, item);
  };
  const writeFleet = (restart: string, item: FleetItem, now: number): Promise<boolean> =>
    table.write(fleetKey(restart), { item, expiresAt: expiryAfter(now) });

  /**
   * Changes a machine, and then frees the places of its acts that count no more. After a crash in
   * between a second call frees them, and until then they stay taken, which is the safe side.
   */
  const changeAndFree = async (machine: Machine, now: number, changed: (item: MachineItem) => MachineItem | null) => {
    const { after, isChanged } = await change(machine, now, (item) => {
      const next = changed(item);
      return { item: next, answer: { after: next ?? item, isChanged: next !== null } };
    });
    for (const [restart, statements] of statementsWithoutAct(after)) {
      await untilWritten(async () => {
        const fleet = freedPlace(await readFleet(restart), machine, statements);
        return { isWritten: fleet === null || (await writeFleet(restart, fleet, now)), answer: null };
      });
    }
    return isChanged;
  };

  return {
    pause,
    readMachine,
    writeMachine,
    readFleet,
    writeFleet,
    async recover(machine, recovery) {
      await change(machine, recovery.now, (item) => whether(noteRecovery(item, recovery)));
    },
    permit(machine, job, what, at, cooldownMs) {
      const call = `${at}-${random()}`;
      return change(machine, at, (item) => permitFor(item, { what, at, job, call, cooldownMs }));
    },
    withdraw: (machine, job, what, now) => change(machine, now, (item) => whether(withdrawn(item, { what, job }))),
    seenDone: (machine, jobId, now) => change(machine, now, (item) => whether(seenDone(item, jobId))),
    giveBack: (machine, jobId, now) => changeAndFree(machine, now, (item) => givenBack(item, jobId)),
    resume: (machine, now) => changeAndFree(machine, now, resumed),
    mayTellOfTruncated: (source, message, now) =>
      untilWritten(async () => {
        const key = truncatedKey(source);
        const item = await table.read(key);
        const last = item === null ? null : readItem(itemSchemas.TRUNCATED, key, item);
        if (last?.message === message) return { isWritten: true, answer: true };
        if (last !== null && now < last.toldAt + hourMs) return { isWritten: true, answer: false };
        const next = { v: 1, seq: last?.seq ?? 0, toldAt: now, message };
        return { isWritten: await table.write(key, { item: next, expiresAt: expiryAfter(now) }), answer: true };
      }),
  };
}

function expiryAfter(now: number): number {
  return Math.ceil((now + keptForMs) / 1_000);
}
