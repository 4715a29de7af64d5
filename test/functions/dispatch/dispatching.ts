import { type DispatchDeps, dispatchJob } from '../../../functions/dispatch/dispatch-job.ts';
import type { DispatchConfiguration, Schedule } from '../../../shared/contract/compiled-configuration.ts';
import type { SkipRecord } from '../../../shared/contract/records.ts';
import type { TransitionAction } from '../../../shared/domain/vocabulary.ts';
import { mailOf } from '../../../shared/notice/notice-mail.ts';
import { slotOf } from '../../../shared/schedule/rule-slot.ts';
import { schedulerRules } from '../../../shared/schedule/scheduler-rules.ts';
import type { Rule } from '../../../shared/schedule/transition.ts';
import { WallTime } from '../../../shared/schedule/wall-time.ts';
import { noRecorder } from '../../support/no-memory.ts';
import { deployed, keepingSender, queues, schedule, target } from './a-deployment.ts';

const cn = {
  weekend: [1, 7],
  years: [2026],
  holidays: { '2026-10-01': 'National Day' },
  workdays: { '2026-10-10': 'National Day' },
};
/** A time of day on some days. */
export const at = (time: string, days: Extract<Rule, { kind: 'at' }>['days']): Rule => ({ kind: 'at', time, days });
const hours: Schedule = {
  ...schedule,
  transitions: [
    { action: 'start', rule: at('08:30', 'workdays') },
    { action: 'stop', rule: at('19:00', 'workdays') },
    { action: 'stop', rule: { kind: 'once', date: '2026-12-24', time: '12:00' } },
  ],
  calendar: 'cn',
  targets: [target('ali-prod', 'cn-hangzhou', ['i-1', 'i-2'])],
};

/** The expression of the rule of an action that fires at an instant; undefined when none does. */
function ruleAt(schedule: Schedule, action: TransitionAction, scheduledAt: string): string | undefined {
  const wall = new WallTime(schedule.timezone).at(Date.parse(scheduledAt));
  const own = schedulerRules(schedule).filter((rule) => rule.action === action);
  return own.find(({ expression }) => {
    const { day, time } = slotOf({ expression, timezone: schedule.timezone }, Date.parse(scheduledAt));
    return day + time === wall;
  })?.expression;
}

/**
 * Dispatches a job of these hours, that of the rule which fires then, or of no rule (null). What is
 * told comes in the order in which it happened.
 */
export async function dispatching(
  action: TransitionAction,
  scheduledAt: string,
  changes: Partial<Schedule> = {},
  { rule: given, timezone, ...deps }: Partial<DispatchDeps> & { readonly rule?: string | null; readonly timezone?: string } = {},
) {
  const { send, sent } = keepingSender();
  const skips: SkipRecord[] = [];
  const told: string[] = [];
  const logged: string[] = [];
  const log = (message: string, fields: object) => void logged.push(`${message}: ${JSON.stringify(fields)}`);
  const changed = { ...hours, ...changes };
  const configuration: DispatchConfiguration = { ...deployed, calendars: { cn }, schedules: { hours: changed } };
  const rule = given === undefined ? ruleAt(changed, action, scheduledAt) : (given ?? undefined);
  const done = await dispatchJob(
    { version: 1, schedule: 'hours', action, scheduledAt, rule, timezone },
    { redelivered: false },
    {
      configuration,
      queues,
      send: async (...mail) => {
        told.push('batches');
        await send(...mail);
      },
      recorder: noRecorder,
      announce: async (notice) => void told.push(mailOf(notice).subject),
      telemetry: {
        skip: (record) => skips.push(record),
        logger: { info: log, error: log } as DispatchDeps['telemetry']['logger'],
      },
      ...deps,
    },
  ).catch((error: unknown) => (error instanceof Error ? error.message : 'threw no error'));
  const messages = sent.flatMap(({ followUps }) => followUps.map(({ batch }) => batch));
  return { done, messages, skips, told, logged };
}
