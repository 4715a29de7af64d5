import type { TransitionAction } from '../domain/vocabulary.ts';
import { dayOf } from './civil-day.ts';
import type { Exception } from './transition.ts';

/**
 * The exception that rules a day for an action, or null. Two that contradict each other are a mistake in a configuration, so the first
 * one counts.
 * @throws RangeError for an exception whose dates are none
 */
export function exceptionOn(exceptions: readonly Exception[], action: TransitionAction, day: number): Exception | null {
  const rules = ({ from, to, actions }: Exception): boolean => actions.includes(action) && dayOf(from) <= day && day <= dayOf(to);
  return exceptions.find(rules) ?? null;
}
