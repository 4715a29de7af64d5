import type { Engine } from '../../local/engine/engine.ts';
import type { Configuration, Schedule } from '../../shared/contract/compiled-configuration.ts';
import type { JobMessage } from '../../shared/contract/job.ts';
import { queueName } from '../../shared/domain/names.ts';
import type { TransitionAction } from '../../shared/domain/vocabulary.ts';
import { instantText } from '../../shared/plan/planned-moment.ts';
import { activeDays } from '../../shared/schedule/active-days.ts';
import { slotOf } from '../../shared/schedule/rule-slot.ts';
import { namedRules } from '../../shared/schedule/scheduler-rules.ts';
import { WallTime } from '../../shared/schedule/wall-time.ts';
import { actionsOf } from './read-trigger.ts';
import type { SentAlerts } from './send-alerts.ts';
import { type Rehearsal, type SettlingEngine, settleAndReport } from './settle-and-report.ts';

/** What makes a run begin. */
export interface Fire {
  /** The schedule of which one job is fired; null to work on the waiting messages only. */
  readonly schedule: string | null;
  /** Null, or left out: its start, or its stop when it has no start. */
  readonly action?: TransitionAction | null;
  /** Its due time in epoch milliseconds; null for now. */
  readonly at: number | null;
  /**
   * The bodies of the messages that lie in the engine's work queues already; none when left out.
   */
  readonly waiting?: readonly string[];
  /** The alerts that were planned; none when left out. */
  readonly alerts?: SentAlerts;
}

/**
 * Fires one job of a schedule, if any, and waits until all work has settled, that of the waiting
 * messages too. At a due time that was asked for, and that a rule may have, the rule fires, and the
 * calendar decides; else the job is one that a person fires, and always runs.
 */
export async function fireAndSettle(
  engine: SettlingEngine & Pick<Engine, 'fire'>,
  configuration: Configuration,
  { schedule: name, action = null, at, waiting = [], alerts }: Fire,
): Promise<Rehearsal> {
  const began = engine.now();
  const due = at ?? began;
  const run = { configuration, began, lastDue: due, ...(alerts && { alerts }) };
  const schedule = name === null ? undefined : configuration.schedules[name];
  if (name === null || schedule === undefined) return settleAndReport(engine, { ...run, waiting });
  const meant = action ?? actionsOf(configuration, name)[0] ?? 'start';
  const ended = activeDays(schedule, configuration.calendars[schedule.calendar ?? ''] ?? null).to;
  // The stack has no rules of a schedule that has ended.
  const hasRules = ended === null || ended > began;
  const rule = at === null || !hasRules ? null : ruleAround(name, schedule, meant, at);
  if (rule !== null) {
    await engine.fire({ name: rule, at: due });
    return settleAndReport(engine, { ...run, waiting });
  }
  const job: JobMessage = { version: 1, schedule: name, action: meant, scheduledAt: instantText(Math.floor(due / 1000) * 1000) };
  const body = JSON.stringify(job);
  await engine.send(queueName('jobs'), body);
  return settleAndReport(engine, { ...run, waiting: [body, ...waiting] });
}

/**
 * Two tables of time zones differ by an hour or two when a government changes its clock, so a due
 * time as near as this to a time of a rule may be that of the rule.
 */
const nearMs = 3 * 3_600_000;

/** The rule of an action whose time is nearest to an instant; null when none is near. */
function ruleAround(name: string, schedule: Schedule, action: TransitionAction, at: number): string | null {
  const { timezone } = schedule;
  const wall = new WallTime(timezone).at(at);
  const near = namedRules(name, schedule)
    .filter(({ rule }) => rule.action === action)
    .map(({ name: id, rule: { expression } }) => {
      const { day, time } = slotOf({ expression, timezone }, at);
      return { id, away: Math.abs(day + time - wall) };
    })
    .filter(({ away }) => away <= nearMs);
  return near.toSorted((a, b) => a.away - b.away)[0]?.id ?? null;
}
