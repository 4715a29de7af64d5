import ICAL from 'ical.js';
import { dayOfWall, dayText, parseDay } from '../../schedule/civil-day.ts';
import { WallTime } from '../../schedule/wall-time.ts';
import { quote } from '../../text/describe-value.ts';
import type { Reading, Refusal } from '../../text/reading.ts';
import { holidayYears } from '../calendars/calendar-source.ts';
import { cleanName } from './file-days.ts';

/** How many steps the repetitions of a file may still take. */
export interface Steps {
  left: number;
}

/** The steps that one file may take. A holiday of each year takes one a year. */
export const mostSteps = 50_000;

const dayFrequencies: readonly string[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
const longestInterval = 1_000;
const tooOften = ['has an RRULE of no holiday', 'write a rule of each year, such as RRULE:FREQ=YEARLY'] as const;

/** A rule has come to the end of what calendars cover. */
class Ended extends Error {}

/** The rules of a file repeat more often than any holidays do. */
class TooManySteps extends Error {}

const lastYear = holidayYears.at(-1) ?? 0;

/**
 * The days on which an event that begins on `first` begins again, `first` included: those of its
 * RRULE and RDATE without those of EXDATE, until the last year of calendars.
 */
export function repetitionsOf(component: ICAL.Component, first: number, steps: Steps): Reading<readonly number[]> {
  if (component.hasProperty('exrule')) return refused('has an EXRULE, which RFC 5545 has not', 'write EXDATE with the dates');
  const [added, taken] = [datesOf(component, 'rdate'), datesOf(component, 'exdate')];
  if ('problem' in added) return added;
  if ('problem' in taken) return taken;
  try {
    const rules = component.getAllProperties('rrule').map((property) => property.getFirstValue() as ICAL.Recur);
    if (rules.some(isTooMuch)) return refused(...tooOften);
    // The library counts weeks of a year wrongly.
    if (rules.some((rule) => 'BYWEEKNO' in rule.parts)) {
      return refused('repeats by the number of the week, which cannot be read here', 'write each day as an event');
    }
    // Such a set is undefined in RFC 5545, and of these the library leaves days out.
    if (rules.some((rule) => rule.freq === 'MONTHLY' && !isOfRule(rule, new Date(first)))) {
      return refused('begins on a day that its RRULE does not have', 'write the first day of the rule as DTSTART');
    }
    const zone = zoneOf(component);
    const ruled = rules.map((rule) => daysOfRule(rule, { first, zone }, steps));
    if (ruled.some((each) => each.length === 0)) {
      return refused('its RRULE is true on no day', 'correct the rule, or write each day as an event');
    }
    const days = new Set([first, ...ruled.flat(), ...added.value]);
    for (const day of taken.value) days.delete(day);
    return { value: [...days] };
  } catch (error) {
    if (error instanceof TooManySteps)
      return refused('has an RRULE of no holiday', 'write a rule of each year, such as RRULE:FREQ=YEARLY');
    const reason = cleanName(error instanceof Error ? error.message : String(error));
    return refused(`its RRULE cannot be read (${reason})`, 'correct the rule, or write each day as an event');
  }
}

/** The zone in which an event begins; null where it names none, or one that nobody knows. */
function zoneOf(component: ICAL.Component): string | null {
  const zone = component.getFirstProperty('dtstart')?.getFirstParameter('tzid') ?? null;
  try {
    return zone === null ? null : new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

// RFC 5545 wants UTC for the end of a rule whose event has a zone, and there the day may be another
// one.
function localDay(text: string, zone: string | null): number | null {
  if (zone === null || !text.endsWith('Z')) return parseDay(text.slice(0, 10));
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? null : dayOfWall(new WallTime(zone).at(instant));
}

// The library gives `2027-02-06`, with or without a time, and for a period its start and its end.
function datesOf(component: ICAL.Component, name: 'rdate' | 'exdate'): Reading<readonly number[]> {
  const texts = component.getAllProperties(name).flatMap(({ jCal }) => jCal.slice(3).map((value: unknown) => [value].flat()[0]));
  const zone = zoneOf(component);
  const days = texts.map((text) => localDay(String(text), zone));
  const wrong = days.indexOf(null);
  if (wrong === -1) return { value: days.filter((day) => day !== null) };
  const fix = `write a day that exists, such as ${name.toUpperCase()};VALUE=DATE:20270206`;
  return refused(`its ${name.toUpperCase()} ${quote(String(texts[wrong]))} is not a day`, fix);
}

function daysOfRule(
  rule: ICAL.Recur,
  { first, zone }: { readonly first: number; readonly zone: string | null },
  steps: Steps,
): readonly number[] {
  // The library goes on for ever with a rule that never comes true, so each of its steps is counted.
  class Bounded extends ICAL.RecurIterator {
    override check_contracting_rules(): boolean {
      steps.left -= 1;
      if (steps.left < 0) throw new TooManySteps();
      if (this.last.year > lastYear) throw new Ended();
      return super.check_contracting_rules();
    }
  }
  withOwnDay(rule, new Date(first));
  // Days are counted, so the hours of an end do not matter, but for the day that they are on.
  if (rule.until) {
    const last = localDay(rule.until.toString(), zone);
    rule.until = ICAL.Time.fromDateString(last === null ? rule.until.toString().slice(0, 10) : dayText(last));
  }
  const days: number[] = [];
  try {
    const iterator = new Bounded({ rule, dtstart: ICAL.Time.fromDateString(dayText(first)) });
    for (let next: ICAL.Time | null = iterator.next(); next; next = iterator.next()) {
      const day = parseDay(next.toString().slice(0, 10));
      if (day !== null && isOfRule(rule, new Date(day))) days.push(day);
    }
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
  }
  return days;
}

// The library walks through each day of an interval.
function isTooMuch({ freq, interval }: ICAL.Recur): boolean {
  return !dayFrequencies.includes(freq) || interval > longestInterval;
}

// The library goes on into the next month where a month has no such day: 30 February is 2 March.
function isOfRule({ parts }: ICAL.Recur, day: Date): boolean {
  const [month, date] = [day.getUTCMonth() + 1, day.getUTCDate()];
  const fromEnd = date - ICAL.Time.daysInMonth(month, day.getUTCFullYear()) - 1;
  const has = (list: readonly (string | number)[] | undefined, ...any: readonly number[]): boolean =>
    list === undefined || list.some((each) => any.includes(Number(each)));
  return has(parts.BYMONTH, month) && has(parts.BYMONTHDAY, date, fromEnd);
}

// Without this the library repeats 29 February on 1 March, where RFC 5545 leaves such a year out.
function withOwnDay(rule: ICAL.Recur, first: Date): void {
  const isDayTold = ['BYDAY', 'BYMONTHDAY', 'BYYEARDAY', 'BYWEEKNO'].some((part) => part in rule.parts);
  if (isDayTold || (rule.freq !== 'YEARLY' && rule.freq !== 'MONTHLY')) return;
  rule.parts.BYMONTHDAY = [first.getUTCDate()];
  if (rule.freq === 'YEARLY') rule.parts.BYMONTH ??= [first.getUTCMonth() + 1];
}

function refused(problem: string, fix: string): Refusal {
  return { problem, fix };
}
