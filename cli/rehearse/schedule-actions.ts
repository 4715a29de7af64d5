import type { Configuration } from '../../shared/contract/compiled-configuration.ts';
import { type PowerAction, powerActions } from '../../shared/domain/vocabulary.ts';

/** What the transitions of a schedule ask for, start before stop; nothing when there is no such schedule. */
export function actionsOf({ schedules }: Configuration, name: string): readonly PowerAction[] {
  const transitions = Object.hasOwn(schedules, name) ? (schedules[name]?.transitions ?? []) : [];
  return powerActions.filter((action) => transitions.some((transition) => transition.action === action));
}
