import type { RestartConfiguration } from '../contract/compiled-configuration.ts';
import { Timetable } from '../schedule/timetable.ts';
import { dayMs, type Machine } from './machine-item.ts';

/** What the schedules of a deployment say of its machines. Instants are epoch milliseconds. */
export interface MachineHours {
  /**
   * Whether a schedule wants its machines on at `now`: the last of its transitions that ran was a
   * start. A schedule that has run nothing in the last 400 days wants nothing. Without a schedule
   * (null) always.
   */
  wantsOn(schedule: string | null, now: number): boolean;
  /**
   * The last transition after `after` and not after `now` of any schedule that lists the machine,
   * and of `schedule`, that of its restart: it may find the machine by tags.
   */
  lastTransition(machine: Machine, schedule: string | null, after: number, now: number): number | null;
}

/**
 * The hours of these schedules. Each timetable is read once, and asked once for the machines that
 * are decided at the same instant.
 * @throws Error for a restart whose schedule this deployment does not have
 */
export function machineHours({ schedules, calendars }: Pick<RestartConfiguration, 'schedules' | 'calendars'>): MachineHours {
  const timetables = new Map(
    Object.entries(schedules).map(([name, schedule]) => {
      const table = calendars[schedule.calendar ?? ''] ?? null;
      return [name, rememberingLast(new Timetable(schedule, table))] as const;
    }),
  );
  const listing = new Map<string, Set<string>>();
  for (const [name, { targets }] of Object.entries(schedules)) {
    for (const { account, region, instances } of targets) {
      for (const instanceId of instances) {
        const key = machineKey({ account, region, instanceId });
        listing.set(key, (listing.get(key) ?? new Set()).add(name));
      }
    }
  }
  return {
    wantsOn(schedule, now) {
      if (schedule === null) return true;
      const lastRun = timetables.get(schedule);
      if (lastRun === undefined) throw new Error(`a restart names schedule "${schedule}", which this deployment does not have`);
      return lastRun(now - longestMs, now)?.action === 'start';
    },
    lastTransition(machine, schedule, after, now) {
      const names = new Set(listing.get(machineKey(machine)));
      if (schedule !== null) names.add(schedule);
      const ran = [...names].flatMap((name) => timetables.get(name)?.(after, now)?.at ?? []);
      return ran.length === 0 ? null : Math.max(...ran);
    },
  };
}

/** A timetable looks back no further. */
const longestMs = 400 * dayMs;

type LastRun = Timetable['lastRun'];

/** The last answer is kept, because a storm asks the same for every machine. */
function rememberingLast(timetable: Timetable): LastRun {
  const answers = new Map<number, ReturnType<LastRun>>();
  let at = Number.NaN;
  return (after, until) => {
    if (at !== until) answers.clear();
    at = until;
    const known = answers.get(after);
    if (known !== undefined) return known;
    const answer = timetable.lastRun(after, until);
    answers.set(after, answer);
    return answer;
  };
}

function machineKey({ account, region, instanceId }: Machine): string {
  return JSON.stringify([account, region, instanceId]);
}
