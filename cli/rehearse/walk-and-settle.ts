import type { Engine } from '../../local/engine/engine.ts';
import type { CivilDays } from '../../local/engine/scheduler/civil-days.ts';
import type { Configuration } from '../../shared/contract/compiled-configuration.ts';
import type { LostTime } from '../../shared/history/report.ts';
import { localText, plannedMoments } from '../../shared/plan/planned-moment.ts';
import type { SentAlerts } from './send-alerts.ts';
import { type Rehearsal, type SettlingEngine, settleAndReport } from './settle-and-report.ts';

/** What a walk begins with. */
export interface Walk {
  readonly days: CivilDays;
  /**
   * The bodies of the messages that lie in the engine's work queues already; none when left out.
   */
  readonly waiting?: readonly string[];
  /** The alerts that were planned; none when left out. */
  readonly alerts?: SentAlerts;
}

/**
 * Lets every rule fire by itself through whole days of its own zone, then waits until all work has
 * settled. The report has the starts and stops that no rule fires, because the clock leaves their
 * times out.
 */
export async function walkAndSettle(
  engine: SettlingEngine & Pick<Engine, 'runDays'>,
  configuration: Configuration,
  { days, waiting = [], alerts }: Walk,
): Promise<Rehearsal> {
  const began = engine.now();
  await engine.runDays(days);
  const run = { configuration, waiting, began, lastDue: engine.now(), ...(alerts && { alerts }) };
  const { report, ...settled } = await settleAndReport(engine, run);
  const { jobs, ...others } = report;
  return { ...settled, report: { jobs, lost: lostTimes(configuration, days), ...others } };
}

function lostTimes({ schedules, calendars }: Configuration, { first, count }: CivilDays): LostTime[] {
  return Object.entries(schedules).flatMap(([name, schedule]) => {
    const table = schedule.calendar === null ? null : (calendars[schedule.calendar] ?? null);
    return plannedMoments(name, schedule, table, first, count)
      .filter(({ decision, shown }) => decision.kind === 'run' && shown === 0)
      .map((moment) => ({ schedule: name, action: moment.action, local: localText(moment), because: moment.because }))
      .toArray();
  });
}
