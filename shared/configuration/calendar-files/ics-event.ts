import ICAL from 'ical.js';
import { dayMs, dayText } from '../../schedule/civil-day.ts';
import type { Reading } from '../../text/reading.ts';
import { holidayYears } from '../calendars/calendar-source.ts';
import { cleanName, isCovered, isOrderly, type ListedDays, type ReportLine } from './file-days.ts';
import { readSpan, type Span } from './ics-span.ts';
import { repetitionsOf, type Steps } from './recurrence.ts';

/** The lines of an event, from BEGIN:VEVENT, and the number of that line. */
export interface EventText {
  readonly lines: readonly string[];
  readonly line: number;
}

/** An event of an iCalendar file. */
export interface IcsEvent {
  readonly line: number;
  readonly name: string;
  readonly isWorked: boolean;
  readonly isCancelled: boolean;
  readonly uid: string;
  /** The date of the repetition in whose place it stands; null for an event of its own. */
  readonly instead: string | null;
  /** Its whole days; null when it takes only a part of a day. */
  readonly span: Span | null;
  readonly component: ICAL.Component;
}

const workdayWords = ['workday', 'alternate-workday', '调休', '补班'];
const workdayPrefix = /^workday\s*[:：]\s*/i;

/** Reads an event; null when something is wrong with it, which is reported. */
export function readIcsEvent({ lines, line }: EventText, report: ReportLine): IcsEvent | null {
  let component: ICAL.Component;
  try {
    component = new ICAL.Component(ICAL.parse(lines.join('\r\n')));
  } catch (error) {
    const problem = `the event that begins here cannot be read (${cleanName(reasonOf(error))})`;
    report(line, '', { problem, fix: 'correct or delete the event' });
    return null;
  }
  const summary = cleanName(textsOf(component, 'summary').join(' '));
  const words = [...textsOf(component, 'categories'), ...textsOf(component, 'x-apple-special-day')];
  const name = summary.replace(workdayPrefix, '');
  const isCancelled = textsOf(component, 'status').some((status) => status.toUpperCase() === 'CANCELLED');
  const isWorked = workdayPrefix.test(summary) || words.some((word) => workdayWords.includes(word.trim().toLowerCase()));
  const span = isCancelled ? { value: null } : spanOf(component, isWorked);
  if ('problem' in span) {
    report(line, summary, span);
    return null;
  }
  return {
    ...{ line, name, isWorked, isCancelled, span: span.value, component },
    uid: textsOf(component, 'uid').join(''),
    instead: textsOf(component, 'recurrence-id')[0]?.slice(0, 10) ?? null,
  };
}

/**
 * The days of an event, with its repetitions: RRULE and RDATE, without EXDATE and without those in
 * whose place another event stands (`moved`, as `date uid`).
 */
export function rowsOfEvent(
  event: IcsEvent,
  moved: ReadonlySet<string>,
  steps: Steps,
  report: ReportLine,
): readonly ListedDays[] {
  const { line, name, isWorked, uid, span, component } = event;
  if (span === null) return [];
  const rowOn = (day: number): ListedDays => {
    const first = day + span.skipped * dayMs;
    return { first, last: first + (span.days - 1) * dayMs, isWorked, name, line };
  };
  const own = rowOn(span.begins);
  const repeated = ['rrule', 'rdate', 'exrule'].some((key) => component.hasProperty(key));
  const isMoved = (date: string): boolean => event.instead === null && moved.has(`${date} ${uid}`);
  if (!repeated) return isCovered(own, report) && !isMoved(dayText(span.begins)) ? [own] : [];
  if (!isOrderly(own, report)) return [];
  const days = repetitionsOf(component, span.begins, steps);
  if ('problem' in days) {
    report(line, name, days);
    return [];
  }
  const rows = days.value.filter((day) => !isMoved(dayText(day))).map(rowOn);
  const isNear = (day: number): boolean => holidayYears.includes(new Date(day).getUTCFullYear());
  return rows.filter(({ first, last }) => isNear(first) || isNear(last));
}

// Half a holiday is no holiday, but hours on a Saturday may well mean that people work then.
function spanOf(component: ICAL.Component, isWorked: boolean): Reading<Span | null> {
  const span = readSpan(component);
  if (!isWorked || 'problem' in span || span.value !== null) return span;
  return { problem: 'is a workday with hours', fix: 'write the whole day, such as DTSTART;VALUE=DATE:20270213' };
}

function textsOf(component: ICAL.Component, name: string): readonly string[] {
  return component.getAllProperties(name).flatMap((property) => property.jCal.slice(3).map(String));
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
