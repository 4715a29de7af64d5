import type { Schedule } from '../../contract/compiled-configuration.ts';
import { transitionActions } from '../../domain/vocabulary.ts';
import type { Transition } from '../../schedule/transition.ts';
import type { CalendarSource } from '../calendars/calendar-source.ts';
import { compileSchedule } from '../schema/compile-schedule.ts';
import { calendar } from '../schema/source-calendar.ts';
import { type SourceSchedule, sourceSchedule } from '../schema/source-schedule.ts';
import type { Step } from '../source-mistake.ts';

/** A schedule of a sound shape: as it was written, what that means, and where each transition stands. */
export interface WrittenSchedule {
  readonly path: readonly Step[];
  readonly source: SourceSchedule;
  readonly meaning: Schedule;
  /** In the order of `meaning.transitions`. */
  readonly transitions: readonly (Transition & { readonly path: readonly Step[] })[];
}

/** Every schedule of a parsed YAML value that can be understood, whatever is wrong elsewhere. */
export function writtenSchedules(source: unknown): readonly WrittenSchedule[] {
  return Object.entries(mappingIn(mappingIn(source).schedules)).flatMap(([name, value]) => {
    const result = sourceSchedule.safeParse(value);
    if (!result.success) return [];
    const path = ['schedules', name];
    const meaning = compileSchedule(result.data);
    const places = transitionActions.flatMap((action) => placesOf(mappingIn(value)[action], [...path, action]));
    const transitions = meaning.transitions.map((each, index) => ({ ...each, path: places[index] ?? path }));
    return [{ path, source: result.data, meaning, transitions }];
  });
}

/** Every calendar that can be understood, by name. */
export function writtenCalendars(calendars: Readonly<Record<string, unknown>>): ReadonlyMap<string, CalendarSource> {
  return new Map(
    Object.entries(calendars).flatMap(([name, value]) => {
      const result = calendar.safeParse(value);
      return result.success ? [[name, result.data] as const] : [];
    }),
  );
}

function placesOf(written: unknown, path: readonly Step[]): readonly (readonly Step[])[] {
  if (written === undefined) return [];
  return Array.isArray(written) ? written.map((_, index) => [...path, index]) : [path];
}

function mappingIn(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
