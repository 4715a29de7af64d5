import { Annotations, CfnOutput, DefaultStackSynthesizer, type IStackSynthesizer, Stack } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Configuration } from '../shared/contract/compiled-configuration.ts';
import {
  dispatchFunctionName,
  ingestFunctionName,
  machinesTableOutput,
  type Program,
  powerFunctionName,
  type QueueOwner,
  restartFunctionName,
  watchFunctionName,
} from '../shared/domain/names.ts';
import type { ProviderName } from '../shared/domain/vocabulary.ts';
import { type ActiveDays, activeDays } from '../shared/schedule/active-days.ts';
import { dayMs } from '../shared/schedule/civil-day.ts';
import { namedRules } from '../shared/schedule/scheduler-rules.ts';
import { AlarmRule } from './constructs/alarm-rule.ts';
import { AlertsEndpoint } from './constructs/alerts-endpoint.ts';
import { CronRule } from './constructs/cron-rule.ts';
import { DispatchFunction } from './constructs/dispatch-function.ts';
import { FunctionQueue } from './constructs/function-queue.ts';
import { IngestFunction } from './constructs/ingest-function.ts';
import { MachinesTable } from './constructs/machines-table.ts';
import { MorningDashboard } from './constructs/morning-dashboard.ts';
import { NoticeTopic } from './constructs/notice-topic.ts';
import { PowerFunction } from './constructs/power-function.ts';
import { RestartFunction } from './constructs/restart-function.ts';
import { ScheduleGroup } from './constructs/schedule-group.ts';
import { StackAlarms, type StackAlarmsProps } from './constructs/stack-alarms.ts';
import { WatchFunction } from './constructs/watch-function.ts';
import { WatchRule } from './constructs/watch-rule.ts';
import { hearsAlarms, powerPart, programsInUse, providersInUse } from './function-configuration.ts';

/**
 * The code of each program's function, asked for when it is deployed. The code of power is made for
 * one provider: it has that provider's accounts beside it.
 */
export type FunctionCode = Readonly<Record<Exclude<Program, 'power'>, () => Code>> & {
  readonly power: (provider: ProviderName) => Code;
};

/** What the stack is made from. */
export interface ReveilleStackProps {
  readonly configuration: Configuration;
  readonly code: FunctionCode;
  /**
   * The time of the synthesis in epoch milliseconds: a schedule that has ended has no rules. Nothing
   * else depends on it than the rules of schedules with `from` or `until`.
   */
  readonly now: number;
}

/** What every part of the stack uses. */
interface Shared {
  readonly notices: NoticeTopic;
  readonly work: ReadonlyMap<ProviderName, FunctionQueue>;
  readonly machines: MachinesTable;
}

/** What is deployed for restarts. */
interface Restarts extends Pick<StackAlarmsProps, 'endpoint' | 'functions'> {
  readonly alerts: FunctionQueue;
}

/**
 * All of Reveille in one account and region: bound to neither, so that its template is the same
 * wherever it is synthesized.
 */
export class ReveilleStack extends Stack {
  constructor(scope: Construct, id: string, { configuration, code, now }: ReveilleStackProps) {
    // Deleting the stack deletes letters and subscriptions, and ends every start and stop.
    super(scope, id, { synthesizer: synthesizer(), terminationProtection: true });
    const notices = new NoticeTopic(this, 'Alerts', configuration.alerts);
    this.output('AlertTopicArn', notices.topic.topicArn);
    if (configuration.alerts.email.length === 0) {
      Annotations.of(this).addWarningV2(
        'reveille:nobody-is-told',
        'alerts.email is empty: nobody is told when a start or a stop fails',
      );
    }

    const jobs = this.queue('jobs', notices);
    const watch = this.queue('watch', notices);
    const work = new Map(providersInUse(configuration).map((provider) => [provider, this.queue(provider, notices)]));

    const machines = new MachinesTable(this, 'Machines');
    this.output(machinesTableOutput, machines.table.tableName);
    const dispatch = new DispatchFunction(this, 'Dispatch', { code: code.dispatch(), jobs, watch, notices, work, machines });
    const watcher = new WatchFunction(this, 'Watcher', { code: code.watch(), watch, notices, machines, work });
    const functions = new Map([[dispatchFunctionName, dispatch.lambda]]).set(watchFunctionName, watcher.lambda);
    this.output('WatchFunctionName', watcher.lambda.functionName);
    this.output('DispatchFunctionName', dispatch.lambda.functionName);
    const restarts = programsInUse(configuration).includes('restart')
      ? this.restarts({ configuration, code, now }, { notices, work, machines })
      : null;
    for (const [provider, queue] of work) {
      const { accounts } = powerPart(configuration, provider);
      const props = { provider, code: code.power(provider), work: queue, notices, machines, accounts };
      const power = new PowerFunction(this, `Power${titleCase(provider)}`, props);
      functions.set(powerFunctionName(provider), power.lambda);
      this.output(`Power${titleCase(provider)}FunctionName`, power.lambda.functionName);
    }
    const queues = [jobs, watch, ...work.values(), ...(restarts === null ? [] : [restarts.alerts])];
    const all = new Map([...functions, ...(restarts?.functions ?? [])]);
    const endpoint = restarts?.endpoint ?? null;
    new StackAlarms(this, 'Watched', { notices, queues, functions: all, table: machines, endpoint });
    new MorningDashboard(this, 'Morning', { queues, functions: [...all.values()] });

    const group = new ScheduleGroup(this, 'Schedules', { jobs });
    new WatchRule(this, 'Hourly', { group, dispatch: dispatch.lambda });
    const rules = Object.entries(configuration.schedules).flatMap(([scheduleName, schedule]) => {
      const active = activeFrom(now, activeDays(schedule, configuration.calendars[schedule.calendar ?? ''] ?? null));
      if (active === null) return [];
      return namedRules(scheduleName, schedule).map(
        ({ name, rule }) => new CronRule(group, name, { id: name, scheduleName, schedule, rule, active, group }),
      );
    });
    dispatch.updateAfter(rules);
  }

  /** What restarts by alerts need besides power. */
  private restarts({ configuration, code }: ReveilleStackProps, { notices, work, machines }: Shared): Restarts {
    const alerts = this.queue('alerts', notices);
    const restart = new RestartFunction(this, 'Restart', { code: code.restart(), alerts, machines, notices, work });
    const functions = new Map([[restartFunctionName, restart.lambda]]);
    this.output('RestartFunctionName', restart.lambda.functionName);
    if (hearsAlarms(configuration)) new AlarmRule(this, 'Alarms', { alerts });
    if (!programsInUse(configuration).includes('ingest')) return { alerts, functions, endpoint: null };
    const senders = Object.entries(configuration.sources).flatMap(([name, { secret, kmsKey }]) =>
      secret === null ? [] : [{ name, secret, kmsKey }],
    );
    const ingest = new IngestFunction(this, 'Ingest', { code: code.ingest(), alerts, secrets: senders });
    functions.set(ingestFunctionName, ingest.lambda);
    this.output('IngestFunctionName', ingest.lambda.functionName);
    const api = new AlertsEndpoint(this, 'Endpoint', { ingest: ingest.lambda });
    this.output('AlertsEndpoint', api.url);
    return { alerts, functions, endpoint: { api, sources: senders.map(({ name }) => name) } };
  }

  private queue(owner: QueueOwner, notices: NoticeTopic): FunctionQueue {
    // The topic has had the construct id that the alerts queue would get.
    const queue = new FunctionQueue(this, owner === 'alerts' ? 'AlertsQueue' : titleCase(owner), { owner, notices });
    this.output(`${titleCase(owner)}QueueUrl`, queue.queue.queueUrl);
    this.output(`${titleCase(owner)}DeadLetterQueueUrl`, queue.deadLetters.queueUrl);
    if (queue.poison !== queue.deadLetters) this.output(`${titleCase(owner)}PoisonQueueUrl`, queue.poison.queueUrl);
    return queue;
  }

  private output(name: string, value: string): void {
    new CfnOutput(this, name, { value });
  }
}

// Without the bootstrap rule in the template: the cdk command checks the version itself. The cast
// is needed because CDK's declarations are not written for exactOptionalPropertyTypes.
function synthesizer(): IStackSynthesizer {
  return new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }) as IStackSynthesizer;
}

/**
 * Scheduler refuses a StartDate that is more than five minutes old, in an update too (moto's pull
 * request 8172 has its words). So that an assembly can wait for its deployment, a beginning within
 * a week is left to dispatch, which decides by the date.
 */
const weekMs = 7 * dayMs;

// Null for a schedule that has ended.
function activeFrom(now: number, { from, to }: ActiveDays): ActiveDays | null {
  if (to !== null && to <= now) return null;
  return { from: from !== null && from > now + weekMs ? from : null, to };
}

function titleCase(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
