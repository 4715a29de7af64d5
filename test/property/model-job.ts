import type { WorkMessage } from '../../shared/domain/batch.ts';
import { jobId } from '../../shared/domain/batch-job.ts';
import { type BatchOptions, wipesDisks } from '../../shared/domain/batch-options.ts';
import { cutJob, type DueSchedule, type DueTarget } from '../../shared/domain/cut-job.ts';
import { type Selection, selectionText } from '../../shared/domain/selection.ts';
import type { PowerAction, ProviderName, TransitionAction } from '../../shared/domain/vocabulary.ts';
import type { Draw } from './draw.ts';
import { drawMachine, type ModelMachine } from './model-machine.ts';

/**
 * A job of the model: its messages as dispatch would send them at `sentAt`, both instants in epoch
 * milliseconds.
 */
export interface ModelJob {
  readonly id: string;
  readonly action: PowerAction;
  readonly sentAt: number;
  readonly deadline: number;
  readonly options: BatchOptions;
  readonly messages: readonly WorkMessage[];
  /** The ids that it names. */
  readonly named: readonly string[];
  /** What it selects, as a job reports it, or null. */
  readonly selection: (Pick<Selection, 'maxMatches'> & { readonly text: string }) | null;
}

/** The jobs of a schedule that follow one another, at one provider, and the machines there are. */
export interface ModelDay {
  readonly provider: ProviderName;
  readonly jobs: readonly ModelJob[];
  readonly machines: ReadonlyMap<string, ModelMachine>;
  /** True: Scheduler has delivered the first job as two messages. */
  readonly isTwin: boolean;
  /**
   * From when on the schedule wants the opposite of the first job; null when it is gone by then.
   */
  readonly oppositeFrom: number | null;
}

const opposite = { start: 'stop', stop: 'start' } as const;

/**
 * One job due at `now`, now and then with its opposite as soon after it as a configuration allows;
 * and machines that nobody asked for beside those they are about.
 */
export function drawDay(draw: Draw, now: number): ModelDay {
  const provider = draw.pick(['alibaba', 'tencent', 'zenlayer'] as const);
  const action = draw.pick(['start', 'stop'] as const);
  const selects = draw.chance(0.2);
  const ids = Array.from({ length: draw.whole(1, draw.pick([2, 6, 12])) }, (_, n) => `i-${n}`);
  const tagged = drawTags(draw, now);
  const machines = new Map(ids.map((id) => [id, drawMachine(id, action, selects ? tagged() : never, draw, now)]));
  machines.set('i-other', drawMachine('i-other', action, never, draw, now));
  const schedule = drawSchedule(draw, provider, ids, selects);
  const first = jobOf(schedule, action, now, draw.chance(0.15));
  const isTwin = draw.chance(wipesDisks(first.options) ? 0.3 : 0.1);
  const gap = schedule.expiresAfterMs[action] + schedule.confirmWithinMs;
  if (!draw.chance(0.15)) {
    const oppositeFrom = draw.pick([null, now + gap, now + gap + 7_200_000]);
    return { provider, machines, jobs: [first], isTwin, oppositeFrom };
  }
  const second = jobOf(schedule, opposite[action], now + gap, false);
  return { provider, machines, jobs: [first, second], isTwin, oppositeFrom: second.sentAt };
}

const ever = Number.POSITIVE_INFINITY;
const never: ModelMachine['tagged'] = { from: ever, until: ever };

/**
 * When the machines of one fleet carry their tags. Some appear or some vanish: both at once could
 * cancel out, and then no provider tells.
 */
function drawTags(draw: Draw, now: number): () => ModelMachine['tagged'] {
  const appear = draw.chance(0.5);
  return () => {
    const at = now + draw.whole(0, 20_000);
    if (!draw.chance(0.3)) return { from: 0, until: ever };
    return appear ? { from: at, until: ever } : { from: 0, until: at };
  };
}

function drawSchedule(draw: Draw, provider: ProviderName, ids: readonly string[], selects: boolean): DueSchedule {
  const together = provider === 'alibaba' && draw.chance(0.2);
  const common = {
    account: 'it',
    initLocalDisk: provider === 'alibaba' && !together && !selects && draw.chance(0.4),
    stopMode: draw.pick(['keep-charging', 'stop-charging', 'stop-charging-or-keep'] as const),
    force: draw.chance(0.6),
    forceAfterMs: draw.pick([60_000, 300_000]),
  };
  const regions = Array.from({ length: draw.whole(1, 3) }, (_, n) => `region-${n}`);
  const named = ids.map((id, n): DueTarget => {
    return { ...common, region: regions[n % regions.length] ?? null, instances: [id], selection: null };
  });
  const selection = { tags: { power: 'hours' }, resourceGroup: null, maxMatches: draw.pick([null, null, 3, 100]) };
  const expiresAfterMs = draw.pick([60_000, 600_000, 3_600_000]);
  return {
    expiresAfterMs: { start: expiresAfterMs, stop: expiresAfterMs },
    confirmWithinMs: draw.pick([60_000, 900_000]),
    dryRun: draw.chance(0.1),
    batchMode: together ? 'AllTogether' : 'SuccessFirst',
    targets: selects ? [{ ...common, region: 'region-0', instances: [], selection }] : named,
  };
}

function jobOf(schedule: DueSchedule, action: TransitionAction, sentAt: number, redriven: boolean): ModelJob {
  const due = { schedule: 'hours', action, scheduledAt: new Date(sentAt).toISOString() };
  const cut = cutJob(due, schedule);
  const messages = cut.map((message) => (redriven ? { ...message, deadline: null } : message));
  const [first] = messages;
  if (first === undefined) throw new Error('a job of the model has a message');
  const selection =
    first.phase === 'find' ? { text: selectionText(first.selection), maxMatches: first.selection.maxMatches } : null;
  return {
    id: jobId('hours', action, first.job.scheduledAt),
    action,
    sentAt,
    deadline: sentAt + schedule.expiresAfterMs[action],
    options: first.options,
    messages,
    named: schedule.targets.flatMap(({ instances }) => instances),
    selection,
  };
}
