import { type Feature, providerFacts, vendorsWith } from '../../contract/provider-facts.ts';
import type { ProviderName } from '../../domain/vocabulary.ts';
import { quote } from '../../text/describe-value.ts';
import type { SourceMistake, Step } from '../source-mistake.ts';
import { repeated } from './repeated.ts';
import type { SeenConfiguration, SeenSchedule, SeenTarget } from './seen-configuration.ts';
import { selectionMistakes } from './selection-rules.ts';
import { unknownName } from './unknown-name.ts';

/** The mistakes of a schedule's targets, and of what the schedule asks of them all. */
export function targetMistakes(schedule: SeenSchedule, path: readonly Step[], seen: SeenConfiguration): readonly SourceMistake[] {
  const targets = schedule.targets.flatMap((target, index) =>
    target === null ? [] : [{ target, at: [...path, 'targets', index] }],
  );
  const providers = targets.map(({ target }) => providerOf(target, seen));
  const other = providers.find((name) => lacks(name, 'batchMode'));
  const heirs = providers.filter((name, n) => lacks(name, 'stopCharging') && targets[n]?.target.stopMode === undefined);
  return [
    ...targets.flatMap(({ target, at }) => [
      ...ownMistakes(target, at, seen, schedule.stop !== undefined),
      ...selectionMistakes(target, at),
    ]),
    ...repeated(targets.flatMap(({ target, at }) => listedBy(target, at))),
    ...(schedule.batchMode !== undefined && other !== undefined
      ? [onlyOf('batchMode', [...path, 'batchMode'], `a target is of ${other}`)]
      : []),
    ...(schedule.batchMode === 'AllTogether' ? targets.flatMap(({ target, at }) => oneByOneMistake(target, at)) : []),
    ...(schedule.stopMode === 'stop-charging' && schedule.stop !== undefined && heirs.length > 0
      ? [alwaysCharged([...path, 'stopMode'], `a target is of ${heirs[0]}`)]
      : []),
  ];
}

function ownMistakes(
  target: SeenTarget,
  path: readonly Step[],
  seen: SeenConfiguration,
  stops: boolean,
): readonly SourceMistake[] {
  if (target.account === undefined) return [];
  const unknown = unknownName(target.account, Object.keys(seen.accounts), 'accounts', [...path, 'account']);
  const provider = providerOf(target, seen);
  if (provider === undefined) return unknown;
  // A selection must not have it on any provider, which is another rule's to say.
  const listed = target.tags === undefined && target.resourceGroup === undefined;
  const because = `account ${target.account} is of ${provider}`;
  return [
    ...regionMistake(target, provider, [...path, 'region']),
    ...(target.initLocalDisk === true && listed && lacks(provider, 'initLocalDisk')
      ? [onlyOf('initLocalDisk', [...path, 'initLocalDisk'], because)]
      : []),
    ...(target.resourceGroup !== undefined && lacks(provider, 'resourceGroup')
      ? [onlyOf('resourceGroup', [...path, 'resourceGroup'], because)]
      : []),
    ...(stops && target.stopMode === 'stop-charging' && lacks(provider, 'stopCharging')
      ? [alwaysCharged([...path, 'stopMode'], because)]
      : []),
  ];
}

function oneByOneMistake({ initLocalDisk }: SeenTarget, path: readonly Step[]): readonly SourceMistake[] {
  if (initLocalDisk !== true) return [];
  const problem = 'takes one call per instance, which AllTogether cannot start all or none';
  return [{ path: [...path, 'initLocalDisk'], problem, fix: 'take it out or move that target to a schedule of its own' }];
}

function regionMistake(target: SeenTarget, provider: ProviderName, path: readonly Step[]): readonly SourceMistake[] {
  const example = providerFacts[provider].region;
  if (example === null) {
    return target.region === undefined ? [] : [{ path, problem: `${provider} has no regions`, fix: 'take the region out' }];
  }
  const fix = `write a region of ${provider} such as ${example}`;
  if (target.region === undefined) return [{ path, problem: 'is missing', fix }];
  if (typeof target.region !== 'string' || /^[a-z]{2,}-[a-z0-9-]+$/.test(target.region)) return [];
  return [{ path, problem: `${quote(target.region)} is not a region`, fix }];
}

function providerOf(target: SeenTarget, seen: SeenConfiguration): ProviderName | undefined {
  const name = target.account;
  return name !== undefined && Object.hasOwn(seen.accounts, name) ? seen.accounts[name]?.provider : undefined;
}

function lacks(provider: ProviderName | undefined, feature: Feature): boolean {
  return provider !== undefined && !providerFacts[provider].features[feature];
}

function onlyOf(feature: Feature, path: readonly Step[], because: string): SourceMistake {
  const fix = 'take it out or move those targets to a schedule of their own';
  return { path, problem: `only ${vendorsWith(feature)} has this, and ${because}`, fix };
}

// Nothing in its API lets go of what a stopped instance holds (StopInstances).
function alwaysCharged(path: readonly Step[], because: string): SourceMistake {
  return { path, problem: `stop-charging is not to be had, as ${because}`, fix: 'write keep-charging for it' };
}

// The same id or selection in two regions or accounts is another one. JSON keeps the parts apart whatever they hold.
function listedBy(target: SeenTarget, path: readonly Step[]) {
  const { account, region = null, tags, resourceGroup, instances = [] } = target;
  const key = (rest: unknown): string | undefined =>
    account === undefined ? undefined : JSON.stringify([account, region, rest]);
  const ids = instances.map((id, index) => ({ key: id === undefined ? id : key(id), path: [...path, 'instances', index] }));
  if (tags === undefined && resourceGroup === undefined) return ids;
  const selection = [typeof tags === 'object' && tags !== null ? Object.entries(tags).sort() : [], resourceGroup ?? null];
  return [...ids, { key: key(selection), path: [...path, tags === undefined ? 'resourceGroup' : 'tags'] }];
}
