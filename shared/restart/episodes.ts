import type { Question } from './decide.ts';
import { dayMs, type Episode, hourMs, keyOf, type MachineItem, pruned } from './machine-item.ts';

/** A firing statement as far as its episode depends on it. */
type Asked = Pick<Question, 'source' | 'statement' | 'receivedAt' | 'now'>;

/**
 * A message whose workers die is delivered five times in so long
 * (infra/constructs/function-queue.ts). A waiting statement that has not come so long after its
 * time is taken for lost.
 */
export const lateMs = 15 * 60_000;

/** A repeat is noted when the last note of its episode is older than this. */
const notedEachMs = hourMs;

/**
 * An alert that does not say when it began is over when nothing was heard of it for so long. Its
 * recovery was lost, or its source sends none. The rarest repeats are a day apart (CloudMonitor,
 * 86,400 s), and the last of them may not be noted.
 */
const silentMs = dayMs + 2 * hourMs;

/**
 * The episode of a statement, if a decision has met it and it is not over. It ends when a recovery
 * of its series comes in after it, or in silence: what fires then is another episode, also under
 * the same key.
 */
export function knownEpisode(asked: Asked, { episodes, resolved }: MachineItem): Episode | undefined {
  const { source, statement, receivedAt } = asked;
  const key = keyOf(source, statement.episode);
  const series = keyOf(source, statement.series);
  const last = episodes.findLast((each) => each.key === key);
  if (last === undefined || resolved.some((known) => known.series === series && known.at > last.receivedAt)) return undefined;
  return statement.startsAt === null && receivedAt > last.heardAt + silentMs ? undefined : last;
}

/** Whether an episode had its answer, or waits for another statement. */
export function isTaken({ state, statement: by, until }: Episode, { statement, now }: Asked): boolean {
  return state === 'acted' || (state === 'waiting' && by !== statement.id && now <= Number(until) + lateMs);
}

/** The machine's item with this episode in it: first met now, or when it was met before. */
export function noteEpisode(asked: Asked, machine: MachineItem, state: Episode['state'], until: number | null): MachineItem {
  const { source, statement, receivedAt, now } = asked;
  const known = knownEpisode(asked, machine);
  const first = { key: keyOf(source, statement.episode), at: now, receivedAt, heardAt: receivedAt, counts: true };
  const episode = { ...(known ?? first), state, statement: statement.id, until };
  return withLast(machine, known, { ...episode, heardAt: Math.max(episode.heardAt, receivedAt) }, now);
}

/** The machine's item after a repeat; null when it is known that the alert went on so long. */
export function noteRepeat({ receivedAt, now }: Asked, machine: MachineItem, known: Episode): MachineItem | null {
  if (receivedAt <= known.heardAt + notedEachMs) return null;
  return withLast(machine, known, { ...known, heardAt: receivedAt }, now);
}

function withLast(machine: MachineItem, before: Episode | undefined, episode: Episode, now: number): MachineItem {
  const { episodes } = machine;
  return pruned({ ...machine, episodes: [...episodes.filter((each) => each !== before), episode] }, now);
}
