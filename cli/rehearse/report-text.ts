import type { ReportedJob } from '../../shared/history/report.ts';
import type { Paint } from '../terminal/paint.ts';
import { alertSections } from './decision-lines.ts';
import { alarmSections, indent, letterText, summary } from './report-sections.ts';
import type { ZonedRun } from './settle-and-report.ts';
import { verdictLines } from './verdict-lines.ts';

/**
 * A run as text for people: what alerts led to, every instance's verdict, then notices, dead
 * letters and alarms, then the summary. Ends without a newline.
 */
export function reportText(run: ZonedRun, paint: Paint): string {
  const { jobs, alerts, deadLetters } = run.report;
  const sections = [
    ...alertSections(run.report, run.zones, paint),
    ...jobs.map((job) => jobText(job, paint)),
    ...alerts.map((notice) => [paint.title(`Notice: ${notice.subject}`), indent(notice.message)].join('\n')),
    ...deadLetters.map(({ queue, body }) => `${paint.title(`Dead letter on ${queue}:`)} ${paint.quiet(letterText(body))}`),
    ...alarmSections(run.report, paint),
    summary(run, paint),
  ];
  return sections.join('\n\n');
}

function jobText({ id, action, skipped, verdicts }: ReportedJob, paint: Paint): string {
  const lines = skipped === undefined ? verdictLines(verdicts, action, paint) : [`  ${paint.quiet(`skipped: ${skipped}`)}`];
  return [paint.title(id), ...lines].join('\n');
}
