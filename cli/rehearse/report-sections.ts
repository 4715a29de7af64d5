import { selectionText } from '../../shared/domain/selection.ts';
import { hasFailed } from '../../shared/domain/verdict.ts';
import { readQueueMessage } from '../../shared/history/queue-message.ts';
import { isAllWell, type Report } from '../../shared/history/report.ts';
import type { Paint } from '../terminal/paint.ts';
import { plural } from '../terminal/plural.ts';
import { spanText } from '../terminal/time-text.ts';
import { tripLines } from './decision-lines.ts';
import type { Rehearsal } from './settle-and-report.ts';
import { countsOf } from './verdict-lines.ts';

/** The alarms that are raised, as a section; none when all are quiet. */
export function alarmSections({ alarms }: Report, paint: Paint): string[] {
  const raised = alarms.filter(({ state }) => state === 'ALARM');
  if (raised.length === 0) return [];
  return [[paint.title('CloudWatch alarms:'), ...raised.map(({ name }) => `  ${paint.bad('ALARM')}  ${name}`)].join('\n')];
}

/** What is in a dead letter, in a few words. */
export function letterText(body: unknown): string {
  if (typeof body === 'string') return body;
  const message = readQueueMessage(JSON.stringify(body));
  if (message !== null && 'alerts' in message) {
    const { source, statements } = message.alerts;
    return `alerts of ${source} about ${statements.map(({ instanceId }) => instanceId ?? 'no machine').join(', ')}`;
  }
  if (message !== null && 'alarm' in message) return `the alarm ${message.alarm.name}, now ${message.alarm.state}`;
  if (message === null || 'job' in message) return JSON.stringify(body);
  const { work } = message;
  return work.phase === 'find'
    ? `the selection ${selectionText(work.selection)}`
    : `a fresh batch of ${work.instances.map(({ id }) => id).join(', ')}`;
}

/** The summary of a run: counts, calls and whether all is well. */
export function summary({ report, settled, tookMs }: Rehearsal, paint: Paint): string {
  const rows = report.jobs.flatMap((job) => job.verdicts);
  const failed = rows.filter(hasFailed).length;
  const calls = Object.entries(report.calls).map(
    ([provider, actions]) =>
      `${provider} ${Object.entries(actions)
        .map(([action, count]) => `${count} ${action}`)
        .join(', ')}`,
  );
  const lines = [
    `${whatRan(report)}${rows.length === 0 ? '' : `: ${countsOf(rows)}`}, in ${spanText(tookMs)}`,
    paint.quiet(`Calls: ${calls.length === 0 ? 'none' : calls.join('; ')}`),
  ];
  if (!settled) lines.push(paint.bad('Work was still under way after the longest time that a job can take.'));
  lines.push(...tripLines(report, paint));
  if (failed > 0) lines.push(paint.bad(`${failed} of ${rows.length} did not ${wantedOf(report)}; ${whereToLook(report)}.`));
  else if (settled && isAllWell(report)) lines.push(wellText(report, paint));
  return lines.join('\n');
}

// A stop that never came has left machines on, although every job that came is well.
function wellText({ lost = [] }: Report, paint: Paint): string {
  if (lost.length === 0) return paint.good('Every instance is where it should be.');
  const what = lost.length === 1 ? `1 ${lost[0]?.action} does not happen` : `${lost.length} starts and stops do not happen`;
  return paint.bad(`Every job came to a good end, but ${what}: clocks go forward.`);
}

/** Text moved to the right; empty lines stay empty. */
export function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n');
}

// One job is counted in instances. In many jobs, an instance counts once in each of them.
function whatRan({ jobs }: Report): string {
  const count = jobs.reduce((sum, { verdicts }) => sum + verdicts.length, 0);
  if (jobs.length <= 1) return plural(count, 'instance');
  const skipped = jobs.filter((job) => job.skipped !== undefined).length;
  return `${jobs.length} jobs${skipped === 0 ? '' : `, ${skipped} of them skipped`}, ${plural(count, 'verdict')}`;
}

// A job that could not even be dispatched raises no notice of its own.
function whereToLook({ alerts }: Report): string {
  return alerts.length > 0 ? 'the notice above says what to do' : 'the dead letters and alarms above say more';
}

function wantedOf({ jobs }: Report): string {
  const failed = jobs.filter(({ verdicts }) => verdicts.some(hasFailed));
  return [...new Set(failed.map(({ action }) => action))].sort().join(' or ');
}
