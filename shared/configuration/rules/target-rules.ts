import { type Feature, providerFacts, vendorsWith } from '../../contract/provider-facts.ts';
import { tagsInOrder } from '../../domain/selection.ts';
import type { ProviderName } from '../../domain/vocabulary.ts';
import type { ReportMistake } from '../mistake.ts';
import { isGiven, type Mapping, mappingsIn, sound } from '../schema/read-part.ts';
import type { SourceSchedule } from '../schema/source-schedule.ts';
import type { SourceTarget } from '../schema/source-target.ts';
import { type Listed, reportRepeated } from './listed-names.ts';
import { type Accounts, checkPlace, keyAt, listedIds, providerOf } from './place-rules.ts';
import { checkStopMode } from './stop-option-rules.ts';

type Target = Mapping<SourceTarget>;

/**
 * Reports the mistakes of a schedule's targets, and of the schedule's options that apply to all of
 * them.
 */
export function checkTargets({ path, parts }: Mapping<SourceSchedule>, accounts: Accounts, report: ReportMistake): void {
  const stops = isGiven(parts.stop);
  const targets = mappingsIn(parts.targets).map((target) => ({ ...target, provider: providerOf(target, accounts) }));
  for (const target of targets) {
    checkPlace(target, accounts, report);
    if (target.provider !== undefined) checkProvider(target, target.provider, stops, report);
    checkSelection(target, report);
    if (sound(parts.batchMode) === 'AllTogether') checkOneByOne(target, report);
  }
  reportRepeated(targets.flatMap(listedBy), report);
  const other = targets.find(({ provider }) => lacks(provider, 'batchMode'))?.provider;
  if (isGiven(parts.batchMode) && other !== undefined) {
    const having = vendorsWith('batchMode');
    const problem = `exists only on ${having}, and a target is on ${providerFacts[other].vendor}`;
    report([...path, 'batchMode'], { problem, fix: `delete it, or move the ${having} targets to a schedule of their own` });
  }
  if (stops && !isGiven(parts.stopMode)) checkStopMode(path, targets, report);
  const heir = targets.find(
    ({ provider, parts }) => lacks(provider, 'stopCharging') && sound(parts.stopMode) === undefined,
  )?.provider;
  if (stops && sound(parts.stopMode) === 'stop-charging' && heir !== undefined) {
    const { vendor } = providerFacts[heir];
    const problem = `${vendor} has no stop-charging, and a target is on ${vendor}`;
    report([...path, 'stopMode'], { problem, fix: 'write stopMode: keep-charging on that target' });
  }
}

function lacks(provider: ProviderName | undefined, feature: Feature): boolean {
  return provider !== undefined && !providerFacts[provider].features[feature];
}

function checkProvider(target: Target, provider: ProviderName, stops: boolean, report: ReportMistake): void {
  const { path, parts } = target;
  const { vendor } = providerFacts[provider];
  const because = `account ${sound(parts.account)} is on ${vendor}`;
  // With tags or a resource group, initLocalDisk is wrong on every provider: `checkSelection`
  // reports it.
  if (sound(parts.initLocalDisk) === true && selectorOf(target) === null && lacks(provider, 'initLocalDisk')) {
    const problem = `exists only on ${vendorsWith('initLocalDisk')}, and ${because}`;
    report([...path, 'initLocalDisk'], { problem, fix: 'delete it' });
  }
  if (isGiven(parts.resourceGroup) && lacks(provider, 'resourceGroup')) {
    const problem = `exists only on ${vendorsWith('resourceGroup')}, and ${because}`;
    report([...path, 'resourceGroup'], { problem, fix: 'delete it, and select by tags' });
  }
  if (stops && sound(parts.stopMode) === 'stop-charging' && lacks(provider, 'stopCharging')) {
    const problem = `${vendor} has no stop-charging, and ${because}`;
    report([...path, 'stopMode'], { problem, fix: 'write keep-charging' });
  }
}

// A target selects instances by their ids, or by tags and resource group. Each way has keys of its
// own.
function checkSelection(target: Target, report: ReportMistake): void {
  const { path, parts } = target;
  const selector = selectorOf(target);
  if (selector === null) {
    const fix = 'write instances: [an id, …] or tags: { key: value }';
    if (!isGiven(parts.instances)) report(path, { problem: 'has neither instances nor tags', fix });
    if (isGiven(parts.maxMatches)) report([...path, 'maxMatches'], { problem: 'has no effect without tags', fix: 'delete it' });
    return;
  }
  if (isGiven(parts.instances)) {
    const fix = 'delete one of the two, or write two targets';
    report([...path, selector], { problem: 'cannot be combined with instances', fix });
  }
  if (sound(parts.initLocalDisk) === true) {
    const problem = 'would wipe the local disks of every machine that matches';
    report([...path, 'initLocalDisk'], { problem, fix: 'write the instances by their ids, or delete it' });
  }
}

function checkOneByOne({ path, parts }: Target, report: ReportMistake): void {
  if (sound(parts.initLocalDisk) !== true) return;
  const problem = 'cannot be combined with batchMode: AllTogether, because it needs one call per machine';
  report([...path, 'initLocalDisk'], { problem, fix: 'delete it, or move this target to a schedule of its own' });
}

function selectorOf({ parts }: Target): 'tags' | 'resourceGroup' | null {
  return isGiven(parts.tags) ? 'tags' : isGiven(parts.resourceGroup) ? 'resourceGroup' : null;
}

// An id or a selection may be listed once per account and region.
function listedBy(target: Target): readonly Listed[] {
  const { path, parts } = target;
  const ids = listedIds(target);
  const selector = selectorOf(target);
  if (selector === null) return ids;
  const tags = isGiven(parts.tags) ? sound(parts.tags) : {};
  const key = tags && keyAt(target, [tagsInOrder(tags), parts.resourceGroup?.given ?? null]);
  return [...ids, { key, path: [...path, selector] }];
}
