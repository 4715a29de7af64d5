import type { Configuration, Target } from '../contract/compiled-configuration.ts';
import { selectionText } from '../domain/selection.ts';
import { dangerOf, removedProviders, removedSchedule } from './dangerous-changes.ts';

/**
 * One difference between two configurations. `path` is dotted, as in `schedules.office-hours.dryRun`;
 * `before` and `after` are JSON values, null for one that is not there. `danger`: what may go wrong, as a
 * clause; null for a change that can harm nothing.
 */
export interface ConfigurationChange {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly danger: string | null;
}

/** The machines that a schedule or restart gains and loses in one region of an account, by id. */
export interface MachinesChange {
  readonly path: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly danger: string | null;
}

/** Everything that differs, the dangerous first. */
export interface ConfigurationChanges {
  readonly changes: readonly ConfigurationChange[];
  readonly machines: readonly MachinesChange[];
}

/** What a target asks of each of its machines. */
type Options = Omit<Target, 'account' | 'region' | 'instances' | 'selection'>;

/**
 * Everything that differs between two configurations, machine by machine and key by key: a key that
 * nobody here has thought of is compared like any other. `schedule`: only what is of that schedule;
 * null for all.
 */
export function configurationChanges(before: Configuration, after: Configuration, schedule: string | null): ConfigurationChanges {
  const [old, now] = [onlyOf(before, schedule), onlyOf(after, schedule)];
  const changes = [...differences('', withoutTargets(old), withoutTargets(now)), ...optionChanges(old, now)];
  const named = changes.map((change) => ({ ...change, danger: dangerOf(change) ?? removedSchedule(change) }));
  const all = schedule === null ? [...named, ...removedProviders(before, after)] : named;
  return { changes: all.toSorted(dangerousFirst), machines: machineChanges(old, now).toSorted(dangerousFirst) };
}

function dangerousFirst(a: { readonly danger: string | null }, b: { readonly danger: string | null }): number {
  return Number(a.danger === null) - Number(b.danger === null);
}

function onlyOf(configuration: Configuration, schedule: string | null): Configuration {
  if (schedule === null) return configuration;
  const own = Object.entries(configuration.schedules).filter(([name]) => name === schedule);
  const asked = new Set(own.map(([, { calendar }]) => calendar));
  const used = new Set(own.flatMap(([, { targets }]) => targets.map(({ account }) => account)));
  const kept = <T>(named: Readonly<Record<string, T>>, names: ReadonlySet<string | null>) =>
    Object.fromEntries(Object.entries(named).filter(([name]) => names.has(name)));
  return {
    accounts: kept(configuration.accounts, used),
    calendars: kept(configuration.calendars, asked),
    schedules: Object.fromEntries(own),
    sources: {},
    restarts: {},
    alerts: { email: [] },
  };
}

// Targets are compared by their machines, because their order and their cut mean nothing.
function withoutTargets({ schedules, restarts, ...others }: Configuration): Record<string, unknown> {
  const bare = (named: Readonly<Record<string, { readonly targets: unknown }>>) =>
    Object.fromEntries(Object.entries(named).map(([name, { targets: _, ...own }]) => [name, own]));
  return { ...others, schedules: bare(schedules), restarts: bare(restarts) };
}

type Difference = Omit<ConfigurationChange, 'danger'>;

function differences(path: string, before: unknown, after: unknown): Difference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  // The plan shows what the days of a calendar come to.
  const isWhole = /^calendars\.[^.]+$/.test(path);
  if (isWhole || !isMapping(before) || !isMapping(after))
    return [{ path, before: shown(path, before), after: shown(path, after) }];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    differences(path === '' ? key : `${path}.${key}`, before[key], after[key]),
  );
}

/** A value as it is shown. The path of a heartbeat is often its only secret. */
function shown(path: string, value: unknown): unknown {
  if (path === 'alerts.heartbeat' && typeof value === 'string') return new URL(value).host;
  if (!path.startsWith('calendars.') || !isMapping(value)) return value ?? null;
  return `${Object.keys(value.holidays ?? {}).length} holidays`;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every machine or selection of a configuration, by owner and place, with what is asked of it. */
function machinesOf({ schedules, restarts }: Configuration) {
  const found = new Map<string, Map<string, Options | null>>();
  const add = (
    path: string,
    { account, region }: Pick<Target, 'account' | 'region'>,
    ids: readonly string[],
    options: Options | null,
  ) => {
    const place = `${path}.targets.${account}${region === null ? '' : `/${region}`}`;
    const own = found.get(place) ?? new Map<string, Options | null>();
    found.set(place, own);
    for (const id of ids) own.set(id, options);
  };
  for (const [name, schedule] of Object.entries(schedules))
    for (const { account, region, instances, selection, ...options } of schedule.targets) {
      const asked = selection === null ? options : { ...options, maxMatches: selection.maxMatches };
      const ids = selection === null ? instances : [selectionText({ ...selection, maxMatches: null })];
      add(`schedules.${name}`, { account, region }, ids, asked);
    }
  for (const [name, { targets }] of Object.entries(restarts))
    for (const { account, region, instances } of targets) add(`restarts.${name}`, { account, region }, instances, null);
  return found;
}

function machineChanges(before: Configuration, after: Configuration): MachinesChange[] {
  const [old, now] = [machinesOf(before), machinesOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((path) => {
    const [was, is] = [old.get(path) ?? new Map(), now.get(path) ?? new Map<string, Options | null>()];
    const added = [...is.keys()].filter((id) => !was.has(id));
    const removed = [...was.keys()].filter((id) => !is.has(id));
    if (added.length + removed.length === 0) return [];
    const wipes = added.some((id) => is.get(id)?.initLocalDisk === true);
    const selects = added.some((id) => id.includes('='));
    const danger = wipes ? 'their local disks are WIPED at each start' : selects ? 'whatever has these tags is switched' : null;
    return [{ path, added, removed, danger }];
  });
}

/** What is asked differently of machines that stay, once for all of them that change alike. */
function optionChanges(before: Configuration, after: Configuration): Difference[] {
  const [old, now] = [machinesOf(before), machinesOf(after)];
  const alike = new Map<string, Difference>();
  for (const [path, is] of now)
    for (const [id, options] of is) {
      if (old.get(path)?.has(id) !== true) continue;
      for (const each of differences(path, old.get(path)?.get(id), options)) alike.set(JSON.stringify(each), each);
    }
  return [...alike.values()];
}
