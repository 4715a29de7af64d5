import type * as z from 'zod/mini';
import type { Schedule } from '../../contract/compiled-configuration.ts';
import { transitionActions } from '../../domain/vocabulary.ts';
import type { Transition } from '../../schedule/transition.ts';
import type { CalendarSource } from '../calendars/calendar-source.ts';
import type { Path, Report } from '../mistake.ts';
import { type Fields, PartReader, type Whole } from './part-reader.ts';
import { calendar } from './source-calendar.ts';
import { account, alerts, sourceConfiguration } from './source-configuration.ts';
import { compileSchedule, type SourceSchedule, sourceSchedule } from './source-schedule.ts';
import { type SourceTarget, target } from './source-target.ts';

/** A schedule of a sound shape: as a person wrote it, what that means, and where each transition is in the file. */
export interface SoundSchedule {
  readonly path: Path;
  readonly source: SourceSchedule;
  readonly meaning: Schedule;
  /** In the order of `meaning.transitions`. */
  readonly transitions: readonly (Transition & { readonly path: Path })[];
}

/** A schedule as far as it could be read. */
export interface ScheduleParts {
  readonly fields: Fields<SourceSchedule>;
  readonly targets: readonly Fields<SourceTarget>[];
  readonly sound: SoundSchedule | null;
}

/** A `reveille.yaml` as far as it could be read; under each name, null where something else is than should be. */
export interface ConfigurationParts {
  readonly accounts: ReadonlyMap<string, Fields<z.output<typeof account>> | null>;
  readonly calendars: ReadonlyMap<string, CalendarSource | null>;
  readonly schedules: ReadonlyMap<string, ScheduleParts | null>;
  readonly alerts: Fields<z.output<typeof alerts>> | null;
  readonly whole: Whole<z.output<typeof sourceConfiguration>>;
}

/**
 * Reads a parsed `reveille.yaml`, each value once, and reports everything that is wrong with its shape. What is sound comes back,
 * whatever is wrong beside it, so that the rules can look at it.
 */
export function readParts(file: unknown, report: Report): ConfigurationParts {
  const reader = new PartReader(report);
  const accounts: Map<string, Fields<z.output<typeof account>> | null> = new Map();
  const calendars: Map<string, CalendarSource | null> = new Map();
  const schedules: Map<string, ScheduleParts | null> = new Map();
  let alertFields: ConfigurationParts['alerts'] = null;
  const { shape } = sourceConfiguration;
  const whole =
    reader.fields(sourceConfiguration, file, [], {
      accounts: (value, path) =>
        reader.named(shape.accounts, value, path, (entry, at) => {
          const fields = reader.fields(account, entry, at);
          accounts.set(nameOf(at), fields);
          return fields?.whole ?? null;
        }),
      calendars: (value, path) =>
        reader.named(shape.calendars, value, path, (entry, at) => {
          const part = reader.value(calendar, entry, at);
          calendars.set(nameOf(at), part?.value ?? null);
          return part;
        }),
      schedules: (value, path) =>
        reader.named(shape.schedules, value, path, (entry, at) => {
          const parts = readSchedule(reader, entry, at);
          schedules.set(nameOf(at), parts);
          return parts?.fields.whole ?? null;
        }),
      alerts: (value, path) => {
        if (value === undefined) return reader.value(shape.alerts, value, path);
        alertFields = reader.fields(alerts, value, path);
        return alertFields?.whole ?? null;
      },
    })?.whole ?? null;
  return { accounts, calendars, schedules, alerts: alertFields, whole };
}

function readSchedule(reader: PartReader, value: unknown, path: Path): ScheduleParts | null {
  const targets: Fields<SourceTarget>[] = [];
  const fields = reader.fields(sourceSchedule, value, path, {
    targets: (list, at) =>
      reader.listed(sourceSchedule.shape.targets, list, at, (entry, place) => {
        const each = reader.fields(target, entry, place);
        if (each !== null) targets.push(each);
        return each?.whole ?? null;
      }),
  });
  if (fields === null) return null;
  return { fields, targets, sound: fields.whole === null ? null : soundSchedule(fields.whole.value, fields) };
}

function soundSchedule(source: SourceSchedule, { given, path }: Fields<SourceSchedule>): SoundSchedule {
  const meaning = compileSchedule(source);
  const places = transitionActions.flatMap((action) => placesOf(given[action], [...path, action]));
  const transitions = meaning.transitions.map((each, index) => ({ ...each, path: places[index] ?? path }));
  return { path, source, meaning, transitions };
}

function placesOf(times: unknown, path: Path): readonly Path[] {
  if (times === undefined) return [];
  return Array.isArray(times) ? times.map((_, index) => [...path, index]) : [path];
}

function nameOf(path: Path): string {
  return String(path.at(-1));
}
