import type { Rehearsal } from './fire-and-settle.ts';
import type { Paint } from './paint.ts';
import type { Report, VerdictRow } from './report.ts';

/** A run as text for people: every instance's verdict, then what somebody has to look at, then what it took. Ends without a newline. */
export function reportText({ report, settled, tookMs }: Rehearsal, paint: Paint): string {
  const sections = [
    ...report.jobs.map((job) => [paint.title(job.id), ...verdictLines(job.verdicts, paint)].join('\n')),
    ...report.alerts.map((alert) => [paint.title(`Alert: ${alert.subject}`), indent(alert.message)].join('\n')),
    ...report.deadLetters.map(({ queue, body }) => `${paint.title(`Dead letter on ${queue}:`)} ${paint.quiet(letterText(body))}`),
    ...alarmSection(report, paint),
    summary(report, settled, tookMs, paint),
  ];
  return sections.join('\n\n');
}

function verdictLines(rows: readonly VerdictRow[], paint: Paint): string[] {
  const cells = rows.map((row) => ({
    ...row,
    place: `${row.account}${row.region === null ? '' : ` ${row.region}`}`,
    starts: row.attempts === 1 ? '1 start' : `${row.attempts} starts`,
  }));
  const width = (pick: (cell: (typeof cells)[number]) => string) => Math.max(0, ...cells.map((cell) => pick(cell).length));
  const [verdictWidth, idWidth, placeWidth, startsWidth] = [
    width((cell) => cell.verdict),
    width((cell) => cell.instanceId),
    width((cell) => cell.place),
    width((cell) => cell.starts),
  ];
  return cells.map((cell) => {
    const colour = isFailed(cell) ? paint.bad : paint.good;
    const why = cell.code === null ? '' : `  ${cell.code}: ${cell.message ?? ''}`;
    const where = `${cell.instanceId.padEnd(idWidth)}  ${cell.place.padEnd(placeWidth)}  ${cell.starts.padEnd(startsWidth)}`;
    return `  ${colour(cell.verdict.padEnd(verdictWidth))}  ${where}${why}`.trimEnd();
  });
}

function letterText(body: unknown): string {
  if (typeof body === 'string') return body;
  const ids = (body as { instances?: { id: string }[] }).instances?.map(({ id }) => id);
  return ids === undefined ? JSON.stringify(body) : `a fresh batch of ${ids.join(', ')}`;
}

function alarmSection({ alarms }: Report, paint: Paint): string[] {
  const raised = alarms.filter(({ state }) => state === 'ALARM');
  if (raised.length === 0) return [];
  return [[paint.title('CloudWatch alarms:'), ...raised.map(({ name }) => `  ${paint.bad('ALARM')}  ${name}`)].join('\n')];
}

function summary(report: Report, settled: boolean, tookMs: number, paint: Paint): string {
  const rows = report.jobs.flatMap((job) => job.verdicts);
  const failed = rows.filter(isFailed).length;
  const counts = [...new Set(rows.map(({ verdict }) => verdict))].map(
    (verdict) => `${rows.filter((row) => row.verdict === verdict).length} ${verdict}`,
  );
  const calls = Object.entries(report.calls).map(
    ([provider, actions]) =>
      `${provider} ${Object.entries(actions)
        .map(([action, count]) => `${count} ${action}`)
        .join(', ')}`,
  );
  const lines = [
    `${rows.length} ${rows.length === 1 ? 'instance' : 'instances'}${rows.length === 0 ? '' : `: ${counts.join(', ')}`}, in ${duration(tookMs)}`,
    paint.quiet(`Calls: ${calls.length === 0 ? 'none' : calls.join('; ')}`),
  ];
  if (!settled) lines.push(paint.bad('Work was still under way when the longest time a job can take had passed.'));
  if (failed > 0) lines.push(paint.bad(`${failed} of ${rows.length} did not start; the alert above says what to do.`));
  else if (settled && report.deadLetters.length === 0) lines.push(paint.good('Every instance is where it should be.'));
  return lines.join('\n');
}

function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function isFailed({ verdict }: VerdictRow): boolean {
  return verdict === 'rejected' || verdict === 'expired';
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n');
}
