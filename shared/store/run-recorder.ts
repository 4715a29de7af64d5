import type { RecordedJob } from '../contract/records.ts';
import type { WorkMessage } from '../domain/batch.ts';
import { chunk } from '../domain/cut-job.ts';
import { selectionText } from '../domain/selection.ts';
import { type DuePlace, type EndedRow, type JobItem, jobKey, type StepItem, stepKey } from './run-items.ts';
import type { RunTable } from './run-table.ts';

/** A decision about a job, with the messages that it was cut into; none when it does not run. */
export interface DecidedJob {
  readonly job: RecordedJob;
  readonly decision: JobItem['decision'];
  readonly because: string | null;
  readonly by: JobItem['by'];
  readonly messages: readonly WorkMessage[];
}

/** How a machine ended; a verdict record has all of it. */
export interface Ended extends Omit<EndedRow, 'machines'> {
  readonly instanceId: string;
  /** When its action was accepted, ISO 8601 UTC; null when it was not, or did not end confirmed. */
  readonly acceptedAt: string | null;
}

/** What one step came to. */
export interface EndedStep extends Pick<StepItem, 'job' | 'account' | 'region' | 'found'> {
  readonly ends: readonly Ended[];
}

/**
 * Writes the run record. It never throws and never waits long: a table that does not take an item
 * costs that item, which is counted and logged, and no machine waits for it.
 */
export interface RunRecorder {
  decided(job: DecidedJob): Promise<void>;
  ended(step: EndedStep): Promise<void>;
}

/** Where the record goes, the time in epoch milliseconds, and who hears of an item that was lost. */
export interface RecorderParts {
  readonly table: Pick<RunTable, 'put'>;
  readonly now: () => number;
  readonly lost: (what: 'run record', reason: unknown) => void;
}

/** An item holds 400 KB (DynamoDB quotas), and an id has at most 128 characters. */
const mostIds = 1_000;
/** A hundred of them must fit into an item beside everything else. */
const longestMessage = 400;

/** The recorder on a table. */
export function runRecorder({ table, now, lost }: RecorderParts): RunRecorder {
  const orLost = async (write: () => Promise<void>): Promise<void> => {
    try {
      await write();
    } catch (error) {
      lost('run record', error);
    }
  };
  const at = (): string => new Date(now()).toISOString();
  return {
    decided: ({ messages, ...decision }) =>
      orLost(async () => {
        const [first] = messages;
        const item: JobItem = {
          v: 1,
          kind: 'job',
          ...decision,
          deadline: first?.deadline ?? null,
          confirmWithinMs: first?.options.confirmWithinMs ?? null,
          due: [],
          at: at(),
        };
        const parts = partsOf(messages.flatMap(placesDue));
        await Promise.all(
          parts.map((due, part) => {
            const own = { ...item, due };
            return table.put(jobKey(own, part), own, now());
          }),
        );
      }),
    ended: ({ ends, ...step }) =>
      orLost(async () => {
        if (ends.length === 0 && step.found === null) return;
        const rows = rowsOf(ends, (instant) => Math.round((now() - Date.parse(instant)) / 1_000), step.job.scheduledAt);
        const item: StepItem = { v: 1, kind: 'step', ...step, rows, at: at() };
        await table.put(stepKey(item), item, now());
      }),
  };
}

/** What a message works on, with what it has still to hand on. */
function placesDue(message: WorkMessage): DuePlace[] {
  const { account, region, rest = [] } = message;
  const own =
    message.phase === 'find'
      ? { region, instances: [], selection: message.selection }
      : { region, instances: message.instances.map(({ id }) => id), selection: null };
  return [own, ...rest].map((part) => ({
    account,
    region: part.region,
    instances: [...part.instances],
    selection: part.selection === null ? null : selectionText(part.selection),
  }));
}

// A message has at most 100 ids of a place, so ten places are at most 1,000. A decision without
// machines has one part too.
function partsOf(due: readonly DuePlace[]): DuePlace[][] {
  return due.length === 0 ? [[]] : chunk(due, mostIds / 100);
}

function rowsOf(ends: readonly Ended[], secondsSince: (instant: string) => number, due: string): EndedRow[] {
  const alike = Map.groupBy(ends, ({ instanceId: _, acceptedAt: __, ...end }) => JSON.stringify(end));
  return [...alike.values()].flatMap((own) =>
    own.slice(0, 1).map(({ instanceId: _, acceptedAt: __, message, ...end }) => ({
      ...end,
      message: message === null ? null : message.slice(0, longestMessage).toWellFormed(),
      machines: own.map(({ instanceId, acceptedAt }): EndedRow['machines'][number] => [
        instanceId,
        secondsSince(due),
        acceptedAt === null ? null : secondsSince(acceptedAt),
      ]),
    })),
  );
}
