import { dayOf } from '../../schedule/civil-day.ts';
import { quote } from '../../text/describe-value.ts';
import { readDate } from '../texts/read-time.ts';
import { cleanName, isCovered, type ListedDays, type ReportLine } from './file-days.ts';

/** Nobody lists more days; the text of a larger file is no list of holidays. */
const mostLines = 10_000;

/**
 * The days of a plain list: a line is `2027-02-06 Chinese New Year`, or with a last day
 * `2027-02-06..2027-02-08 Chinese New Year`, or a workday `workday: 2027-02-13 Chinese New Year`.
 * Empty lines and lines that begin with `#` say nothing.
 */
export function readListFile(text: string, report: ReportLine): readonly ListedDays[] {
  const lines = text.split(/\r\n|\r|\n/).map((line, index) => ({ text: line.trim(), line: index + 1 }));
  const written = lines.filter((line) => line.text !== '' && !line.text.startsWith('#'));
  const [first] = written;
  if (/^BEGIN:VCALENDAR$/i.test(first?.text ?? '')) {
    report(1, '', { problem: 'is an iCalendar file', fix: 'write its path under ics instead of list' });
    return [];
  }
  if (written.length > mostLines) {
    report(null, '', { problem: `has ${written.length} lines`, fix: `keep at most ${mostLines}, one for each holiday` });
    return [];
  }
  return written.flatMap((line) => rowOf(line, report));
}

// A comma after the date, as tables have it, does no harm.
const form = /^(?<worked>workday\s*[:：]\s*)?(?<first>[^\s.,;:]+)(?:\s*\.\.\s*(?<last>[^\s,;:]+))?(?:[\s,;:]+(?<name>.*))?$/i;

function rowOf({ text, line }: { readonly text: string; readonly line: number }, report: ReportLine): readonly ListedDays[] {
  const { worked, first, last = first, name = '' } = form.exec(text)?.groups ?? {};
  if (first === undefined || last === undefined) {
    report(line, '', {
      problem: `${quote(text)} has no date`,
      fix: 'write a date and a name, such as 2027-02-06 Chinese New Year',
    });
    return [];
  }
  for (const date of [first, last]) {
    const reading = readDate(date);
    if (!('problem' in reading)) continue;
    report(line, '', reading);
    return [];
  }
  const isWorked = worked !== undefined;
  const row = { first: dayOf(first), last: dayOf(last), isWorked, name: cleanName(name), line };
  return isCovered(row, report) ? [row] : [];
}
