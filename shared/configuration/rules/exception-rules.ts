import { transitionActions } from '../../domain/vocabulary.ts';
import type { Exception } from '../../schedule/transition.ts';
import type { SourceMistake, Step } from '../source-mistake.ts';
import type { WrittenSchedule } from './written-parts.ts';

/** The mistakes of a schedule's exceptions: two that contradict each other on a day, and such as nothing could follow. */
export function exceptionMistakes({ meaning, transitions, path }: WrittenSchedule): readonly SourceMistake[] {
  return meaning.exceptions.flatMap((exception, index) => {
    const at = [...path, 'exceptions', index];
    const earlier = meaning.exceptions.findIndex((each, n) => n < index && contradicts(each, exception));
    return [
      ...(earlier < 0
        ? []
        : [contradiction(exception, meaning.exceptions[earlier] ?? exception, at, [...path, 'exceptions', earlier])]),
      ...unheard(exception, transitions, at),
    ];
  });
}

function contradicts(a: Exception, b: Exception): boolean {
  return a.effect !== b.effect && a.from <= b.to && b.from <= a.to && a.actions.some((action) => b.actions.includes(action));
}

function contradiction(later: Exception, earlier: Exception, path: readonly Step[], first: readonly Step[]): SourceMistake {
  const day = later.from > earlier.from ? later.from : earlier.from;
  const both = later.actions.filter((action) => earlier.actions.includes(action)).join(' and ');
  const problem = `on ${day} ${both} would both run and be skipped`;
  return { path, problem, fix: 'take that day out of one of the two', first };
}

function unheard(
  exception: Exception,
  transitions: WrittenSchedule['transitions'],
  path: readonly Step[],
): readonly SourceMistake[] {
  const meant = transitions.filter(({ action }) => exception.actions.includes(action));
  if (meant.length === 0) {
    const [action] = transitionActions.filter((each) => exception.actions.includes(each));
    return [
      {
        path: [...path, exception.effect],
        problem: `the schedule has no ${action}`,
        fix: 'write all, or take the exception out',
      },
    ];
  }
  if (exception.effect === 'skip' || meant.some(({ rule }) => rule.kind !== 'once')) return [];
  const problem = 'nothing could run, since a once has its own date';
  return [{ path: [...path, 'run'], problem, fix: 'write a once for that day, or take the exception out' }];
}
