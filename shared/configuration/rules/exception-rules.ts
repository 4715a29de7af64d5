import { transitionActions } from '../../domain/vocabulary.ts';
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
  return a.effect !== b.effect && a.from <= b.to && b.from <= a.to && a.actions.some((action) => b.actions.includes(action));
}

// The first day on which two exceptions meet, and what they disagree about: `on 2026-12-31, start
// and stop`.
function sharedPart(later: Exception, earlier: Exception): string {
  const day = later.from > earlier.from ? later.from : earlier.from;
  return `on ${day}, ${later.actions.filter((action) => earlier.actions.includes(action)).join(' and ')}`;
}

function checkEffect(exception: Exception, transitions: SoundSchedule['transitions'], path: Path, report: ReportMistake): void {
  const meant = transitions.filter(({ action }) => exception.actions.includes(action));
  if (meant.length === 0) {
    const [action] = transitionActions.filter((each) => exception.actions.includes(each));
    const fix = 'write all, or delete the exception';
    report([...path, exception.effect], { problem: `the schedule has no ${action}`, fix });
  } else if (exception.effect === 'run' && meant.every(({ rule }) => rule.kind === 'once')) {
    const fix = 'add a once for that day, or delete the exception';
    report([...path, 'run'], { problem: 'has no effect on once, which has its own date', fix });
  }
}
