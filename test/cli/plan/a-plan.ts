import { parseConfiguration } from '../../../shared/configuration/configuration-file.ts';
import { momentsInOrder } from '../../../shared/plan/plan-report.ts';
import type { PlannedMoment } from '../../../shared/plan/planned-moment.ts';
import { type SchedulePlan, schedulePlans } from '../../../shared/plan/schedule-plan.ts';
import { dayOf } from '../../../shared/schedule/civil-day.ts';

/**
 * A `reveille.yaml` with these lines below `schedules:`, each schedule's targets left to this.
 * Knows China and a calendar of its own.
 */
export function aFile(schedules: Readonly<Record<string, string>>): string {
  const targets = (name: string) => `    targets: [{ account: ali, region: cn-hangzhou, instances: [i-${name}] }]`;
  const mode = (lines: string) => (lines.includes('stop:') ? '\nstopMode: keep-charging' : '');
  const own = Object.entries(schedules).map(
    ([name, lines]) => `  ${name}:\n${`${lines}${mode(lines)}`.replace(/^/gm, '    ')}\n${targets(name)}`,
  );
  return [
    'accounts: { ali: { provider: alibaba, secret: reveille/ali } }',
    'calendars:',
    '  cn: { country: CN }',
    '  feasts: { holidays: [2026-03-30] }',
    'schedules:',
    ...own,
  ].join('\n');
}

/** The plans of such a file from a date on. */
export function plansOf(schedules: Readonly<Record<string, string>>, from: string, days: number): readonly SchedulePlan[] {
  const plans = schedulePlans(parseConfiguration(aFile(schedules), 'plan.yaml'), { from: dayOf(from), days, schedule: null }, 0);
  if ('value' in plans) return plans.value;
  throw new Error(plans.problem);
}

/** The moments of such a file's plans. */
export function momentsOf(schedules: Readonly<Record<string, string>>, from: string, days: number): PlannedMoment[] {
  return momentsInOrder(plansOf(schedules, from, days));
}

/** Office hours by China's calendar. */
export const chineseOffice = [
  'timezone: Asia/Shanghai',
  'calendar: cn',
  'start: { at: "08:30", days: workdays }',
  'stop: { at: "19:00", days: workdays }',
].join('\n');

/** A start every night at a time that London's clocks leave out and show twice. */
export const londonNights = ['timezone: Europe/London', 'start: { at: "01:30", days: daily }'].join('\n');
