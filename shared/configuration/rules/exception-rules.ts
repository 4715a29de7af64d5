import { transitionActions } from '../../domain/vocabulary.ts';
import { dayMs, dayOf, dayText } from '../../schedule/civil-day.ts';
import { isInSpan, isYearly, yearlyText } from '../../schedule/date-span.ts';
import type { Exception } from '../../schedule/transition.ts';
import type { Path, ReportMistake } from '../mistake.ts';
import type { SoundSchedule } from '../schema/source-schedule.ts';

/**
 * Reports exceptions that contradict each other, and exceptions that no start or stop of the
 * schedule can follow.
 */
export function checkExceptions({ meaning, transitions, path }: SoundSchedule, report: ReportMistake): void {
  const { exceptions } = meaning;
  for (const [index, exception] of exceptions.entries()) {
    const at = [...path, 'exceptions', index];
    const first = exceptions.findIndex((each, n) => n < index && contradicts(each, exception));
    const earlier = exceptions[first];
    if (earlier !== undefined) {
      const problem = `contradicts the exception at {first}: ${sharedPart(exception, earlier)} would both run and be skipped`;
      report(at, { problem, fix: 'change the days of one of the two' }, { first: [...path, 'exceptions', first] });
    }
    checkEffect(exception, transitions, at, report);
  }
}

function contradicts(a: Exception, b: Exception): boolean {
  return a.effect !== b.effect && a.actions.some((action) => b.actions.includes(action)) && sharedDay(a, b) !== null;
}

// The first day on which two exceptions meet, and what they disagree about: `on 2026-12-31, start
// and stop`.
function sharedPart(later: Exception, earlier: Exception): string {
  const actions = later.actions.filter((action) => earlier.actions.includes(action)).join(' and ');
  return `on ${sharedDay(later, earlier)}, ${actions}`;
}

function sharedDay(a: Exception, b: Exception): string | null {
  const [first, second] = isYearly(a.from) ? [b, a] : [a, b];
  // A span of each year meets a span with years on a day of the latter, within a year of its first.
  const day = firstDaysOf(first).find((each) => isInSpan(first, each) && isInSpan(second, each));
  if (day === undefined) return null;
  return isYearly(first.from) ? yearlyText(day) : dayText(day);
}

// Days of each year are those of a leap year, which has them all.
function firstDaysOf({ from, to }: Exception): readonly number[] {
  const first = isYearly(from) ? Date.UTC(2028, 0) : dayOf(from);
  const last = isYearly(from) ? Date.UTC(2028, 11, 31) : dayOf(to);
  return Array.from({ length: (last - first) / dayMs + 1 }, (_, n) => first + n * dayMs);
}

function checkEffect(exception: Exception, transitions: SoundSchedule['transitions'], path: Path, report: ReportMistake): void {
  const meant = transitions.filter(({ action }) => exception.actions.includes(action));
  if (meant.length === 0) {
    const [action] = transitionActions.filter((each) => exception.actions.includes(each));
    const fix = 'write all, or delete the exception';
    report([...path, exception.effect], { problem: `the schedule has no ${action}`, fix });
  } else if (meant.every(({ rule }) => rule.kind === 'once')) {
    const fix =
      exception.effect === 'run' ? 'add a once for that day, or delete the exception' : 'delete the exception, or the once';
    report([...path, exception.effect], { problem: 'has no effect on once, which has its own date', fix });
  }
}
