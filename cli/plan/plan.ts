import { standingWarnings } from '../../shared/configuration/configuration-warnings.ts';
import type { Configuration } from '../../shared/contract/compiled-configuration.ts';
import { type ConfigurationChanges, configurationChanges } from '../../shared/plan/configuration-changes.ts';
import { loneSchedules, type PlanChange, planChanges } from '../../shared/plan/plan-changes.ts';
import { planReport } from '../../shared/plan/plan-report.ts';
import { rowOf } from '../../shared/plan/planned-moment.ts';
import { type SchedulePlan, schedulePlans } from '../../shared/plan/schedule-plan.ts';
import { stopBillLines } from '../../shared/plan/stop-bills.ts';
import { nearestWord } from '../../shared/text/nearest-word.ts';
import { readConfigurationFile } from '../configuration/read-configuration-file.ts';
import { exitCodes, UsageError } from '../terminal/exit-code.ts';
import { paintFor } from '../terminal/paint.ts';
import { replaceFile } from '../terminal/replace-file.ts';
import { type World, writeJson, writeLines } from '../terminal/world.ts';
import { configurationChangesText, configurationSummary } from './configuration-changes-text.ts';
import { changesText } from './plan-changes-text.ts';
import type { PlanOptions } from './plan-command.ts';
import { planCalendar } from './plan-ics.ts';
import { planText } from './plan-text.ts';

/**
 * Shows what a configuration's schedules do on the days asked for, or what that changes against
 * another file.
 * @returns the exit code: 3 when a comparison found a change. Throws UsageError and
 * ConfigurationError for the operator's mistakes.
 */
export async function plan(options: PlanOptions, world: World): Promise<number> {
  const now = world.now();
  const configuration = await readConfigurationFile(options.config);
  const older = options.against === null ? null : await readConfigurationFile(options.against);
  if (options.schedule !== null) requireSchedule(options.schedule, older === null ? [configuration] : [configuration, older]);
  const plans = plansOf(configuration, options, now);
  if (older !== null) {
    const times = { before: plansOf(older, options, now), after: plans };
    return showChanges(times, configurationChanges(older, configuration, options.schedule), options, world);
  }
  const chosen = chosenOf(configuration, options.schedule);
  const report = planReport(plans, standingWarnings(chosen, now));
  if (options.json) writeJson(world, report);
  else
    writeLines(world.stdout, [planText(plans, { ...report, bills: stopBillLines(chosen) }, paintFor(world.stdout, world.env))]);
  if (options.ics === null) return exitCodes.allWell;
  await replaceFile(options.ics, planCalendar(plans, options.schedule ?? 'Reveille', now));
  writeLines(world.stderr, [`${options.ics}: ${report.transitions.length} transitions, ${report.skipped.length} skipped`]);
  return exitCodes.allWell;
}

// The schedule asked for by name must be there, in one of the configurations at least.
function requireSchedule(name: string, configurations: readonly Configuration[]): void {
  const names = [...new Set(configurations.flatMap(({ schedules }) => Object.keys(schedules)))];
  if (names.includes(name)) return;
  const meant = nearestWord(name, names);
  const fix = meant === null ? `there is ${names.join(', ')}` : `did you mean ${meant}?`;
  throw new UsageError(`--schedule ${name}: there is no such schedule; ${fix}`);
}

function plansOf(configuration: Configuration, options: PlanOptions, now: number): readonly SchedulePlan[] {
  const plans = schedulePlans(configuration, options, now);
  if ('value' in plans) return plans.value;
  throw new UsageError(`--days: ${plans.problem}; ${plans.fix}`);
}

function chosenOf(configuration: Configuration, schedule: string | null): Configuration {
  const chosen = Object.entries(configuration.schedules).filter(([name]) => schedule === null || name === schedule);
  return { ...configuration, schedules: Object.fromEntries(chosen) };
}

interface Times {
  readonly before: readonly SchedulePlan[];
  readonly after: readonly SchedulePlan[];
}

function showChanges({ before, after }: Times, configured: ConfigurationChanges, { json }: PlanOptions, world: World): number {
  const changes = planChanges(before, after);
  const lone = loneSchedules(before, after);
  if (json) {
    // The rows name only the schedules that do something in these days.
    writeLines(world.stderr, lone);
    writeJson(world, { ...changesReport(changes), configuration: configured.changes, machines: configured.machines });
  } else {
    const paint = paintFor(world.stdout, world.env);
    const summary = configurationSummary(configured);
    const settings = summary === null ? [] : [summary, ...configurationChangesText(configured, paint), ''];
    writeLines(world.stdout, [...settings, changesText(changes, lone, paint)]);
  }
  const isSame = changes.length + configured.changes.length + configured.machines.length === 0;
  return isSame ? exitCodes.allWell : exitCodes.changed;
}

function changesReport(changes: readonly PlanChange[]) {
  const of = (kind: PlanChange['kind']) => changes.filter((change) => change.kind === kind);
  return {
    added: of('added').map(({ moment }) => rowOf(moment)),
    removed: of('removed').map(({ moment }) => rowOf(moment)),
    changed: of('changed').map(({ moment, was }) => ({ ...rowOf(moment), was })),
  };
}
