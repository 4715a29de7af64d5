import type { Statement } from '../../../shared/contract/alert-message.ts';
import type { RestartRecord } from '../../../shared/contract/records.ts';
import type { Notice } from '../../../shared/notice/notice.ts';
import type { MachineItem } from '../../../shared/restart/machine-item.ts';
import type { ItemTable } from '../../../shared/store/item-table.ts';
import type { MemoryTable } from '../../support/table/memory-table.ts';
import type { Story, StoryRequest } from './draw-story.ts';

/** Who works on the table: the restart function, power for a job, or a person who resumes. */
export type By = { readonly who: 'restart' | 'person' } | { readonly who: 'power'; readonly job: string };

/** A write of a machine's item that held. */
export interface MachineWrite {
  readonly pk: string;
  readonly before: MachineItem | null;
  readonly after: MachineItem;
  readonly by: By;
}

/** Everything that a story led to. `order` is how many writes had held before. */
export interface AlertHistory {
  readonly story: Story;
  readonly writes: MachineWrite[];
  readonly batches: { readonly job: string; readonly instanceId: string }[];
  readonly records: (RestartRecord & { readonly order: number })[];
  readonly notices: Notice[];
  readonly reboots: { readonly instanceId: string; readonly at: number; readonly cooldownMs: number }[];
  /** When a person resumed a machine. */
  readonly resumes: { readonly instanceId: string; readonly at: number }[];
  /** Ids of statements whose message was given up by SQS. */
  dead: ReadonlySet<string>;
  kills: number;
}

/** A history in which nothing has happened yet. */
export function emptyHistory(story: Story): AlertHistory {
  return { story, writes: [], batches: [], records: [], notices: [], reboots: [], resumes: [], dead: new Set(), kills: 0 };
}

/**
 * The table as one worker sees it: each access waits for its turn, and writes go into the history.
 */
export function watchedTable(
  table: MemoryTable,
  history: AlertHistory,
  by: By,
  effect: <T>(run: () => Promise<T>) => Promise<T>,
): ItemTable {
  const itemAt = (pk: string) => JSON.parse(table.items.get(pk) ?? 'null');
  return {
    read: (key) => effect(() => table.read(key)),
    write: (key, write) =>
      effect(async () => {
        const before = itemAt(key.pk);
        const holds = await table.write(key, write);
        if (holds && key.sk === 'STATE') history.writes.push({ pk: key.pk, before, after: itemAt(key.pk), by });
        return holds;
      }),
  };
}

/** A statement of a story, with the request that it came in. */
export type ToldStatement = Statement & { readonly request: StoryRequest };

/** Every statement of a story by its id. */
export function statementsOf({ requests }: Story): ReadonlyMap<string, ToldStatement> {
  return new Map(requests.flatMap((request) => request.statements.map((each) => [each.id, { ...each, request }] as const)));
}

/**
 * The recoveries of a statement's series that came in at `from` or later, and before `to`, in the
 * order of the story. Every instant is in epoch milliseconds.
 */
export function recoveriesOf(
  { story }: Pick<AlertHistory, 'story'>,
  { series, request }: ToldStatement,
  from: number,
  to: number,
): string[] {
  return [...statementsOf(story).values()]
    .filter((other) => other.status === 'resolved' && other.series === series && other.request.source === request.source)
    .filter((other) => other.request.at >= from && other.request.at < to)
    .map(({ id }) => id);
}
