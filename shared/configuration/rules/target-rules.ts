import type { ProviderName } from '../../domain/vocabulary.ts';
import { quote } from '../../text/describe-value.ts';
import type { Path, Report } from '../mistake.ts';
import type { Fields } from '../schema/part-reader.ts';
import type { ConfigurationParts, ScheduleParts } from '../schema/read-parts.ts';
import type { SourceTarget } from '../schema/source-target.ts';
import { type Listed, reportRepeated, reportUnknown } from './listed-names.ts';

/**
 * A provider's name for people, and a region of it: Alibaba (seed 000) and Tencent (seed 003) start by region, Zenlayer (seed 004) by
 * id alone.
 */
const facts: Readonly<Record<ProviderName, { readonly title: string; readonly region: string | null }>> = {
  alibaba: { title: 'Alibaba', region: 'cn-hangzhou' },
  tencent: { title: 'Tencent', region: 'ap-shanghai' },
  zenlayer: { title: 'Zenlayer', region: null },
};

type Target = Fields<SourceTarget>;

/** Reports the mistakes of a schedule's targets, and of what the schedule asks of them all. */
export function checkTargets({ fields, targets }: ScheduleParts, { accounts }: ConfigurationParts, report: Report): void {
  const { path, given, sound } = fields;
  const stops = given.stop !== undefined;
  const providerOf = (target: Target): ProviderName | undefined => accounts.get(target.sound.account ?? '')?.sound.provider;
  for (const target of targets) {
    const { account } = target.sound;
    if (account !== undefined) reportUnknown(account, accounts.keys(), 'account', [...target.path, 'account'], report);
    const provider = providerOf(target);
    if (provider !== undefined) checkProvider(target, provider, stops, report);
    checkSelection(target, report);
    if (sound.batchMode === 'AllTogether') checkOneByOne(target, report);
  }
  reportRepeated(targets.flatMap(listedBy), report);
  const other = targets.map(providerOf).find((name) => name !== undefined && name !== 'alibaba');
  if (given.batchMode !== undefined && other !== undefined) {
    const problem = `exists only on Alibaba, and a target is on ${facts[other].title}`;
    report([...path, 'batchMode'], { problem, fix: 'delete it, or move the Alibaba targets to a schedule of their own' });
  }
  const inherits = targets.some((target) => providerOf(target) === 'zenlayer' && target.sound.stopMode === undefined);
  if (stops && sound.stopMode === 'stop-charging' && inherits) {
    // Nothing in Zenlayer's API releases what a stopped instance holds (StopInstances).
    const problem = 'Zenlayer has no stop-charging, and a target is on Zenlayer';
    report([...path, 'stopMode'], { problem, fix: 'write stopMode: keep-charging on that target' });
  }
}

function checkProvider(target: Target, provider: ProviderName, stops: boolean, report: Report): void {
  const { path, given, sound } = target;
  const because = `account ${sound.account} is on ${facts[provider].title}`;
  checkRegion(target, provider, report);
  // With tags or a resource group, initLocalDisk is wrong on every provider: `checkSelection` reports it.
  if (sound.initLocalDisk === true && selectorOf(target) === null && provider !== 'alibaba') {
    report([...path, 'initLocalDisk'], { problem: `exists only on Alibaba, and ${because}`, fix: 'delete it' });
  }
  if (given.resourceGroup !== undefined && provider !== 'zenlayer') {
    report([...path, 'resourceGroup'], {
      problem: `exists only on Zenlayer, and ${because}`,
      fix: 'delete it, and select by tags',
    });
  }
  if (stops && sound.stopMode === 'stop-charging' && provider === 'zenlayer') {
    const problem = `Zenlayer has no stop-charging, and ${because}`;
    report([...path, 'stopMode'], { problem, fix: 'write keep-charging' });
  }
}

function checkRegion({ path, given }: Target, provider: ProviderName, report: Report): void {
  const { title, region } = facts[provider];
  const at = [...path, 'region'];
  if (region === null) {
    if (given.region !== undefined) report(at, { problem: `${title} has no regions`, fix: 'delete the region' });
    return;
  }
  const fix = `write a region of ${title} such as ${region}`;
  if (given.region === undefined) report(at, { problem: 'is missing', fix });
  else if (typeof given.region === 'string' && !/^[a-z]{2,}-[a-z0-9-]+$/.test(given.region)) {
    report(at, { problem: `${quote(given.region)} is not a region`, fix });
  }
}

// Whether a target says which instances it means, by their ids or by what they carry, and nothing that fits only the other way.
function checkSelection(target: Target, report: Report): void {
  const { path, given, sound } = target;
  const selector = selectorOf(target);
  if (selector === null) {
    if (given.instances === undefined) {
      const fix = 'write instances: [an id, …] or tags: { key: value }';
      report(path, { problem: 'has neither instances nor tags', fix });
    }
    if (given.maxMatches !== undefined)
      report([...path, 'maxMatches'], { problem: 'has no effect without tags', fix: 'delete it' });
    return;
  }
  if (given.instances !== undefined) {
    const fix = 'delete one of the two, or write two targets';
    report([...path, selector], { problem: 'cannot be combined with instances', fix });
  }
  if (sound.initLocalDisk === true) {
    const problem = 'would wipe the local disks of every machine that matches';
    report([...path, 'initLocalDisk'], { problem, fix: 'write the instances by their ids, or delete it' });
  }
}

function checkOneByOne({ path, sound }: Target, report: Report): void {
  if (sound.initLocalDisk !== true) return;
  const problem = 'cannot be combined with batchMode: AllTogether, because it needs one call per machine';
  report([...path, 'initLocalDisk'], { problem, fix: 'delete it, or move this target to a schedule of its own' });
}

function selectorOf({ given }: Target): 'tags' | 'resourceGroup' | null {
  return given.tags !== undefined ? 'tags' : given.resourceGroup !== undefined ? 'resourceGroup' : null;
}

// The same id or selection in two regions or accounts is another one. JSON keeps the parts apart whatever they hold.
function listedBy(target: Target): readonly Listed[] {
  const { path, given, sound } = target;
  const key = (rest: unknown): string | undefined =>
    sound.account === undefined ? undefined : JSON.stringify([sound.account, given.region ?? null, rest]);
  const entries: readonly unknown[] = Array.isArray(given.instances) ? given.instances : [];
  const ids = entries.map((id, index) => ({
    key: typeof id === 'string' ? key(id) : undefined,
    path: [...path, 'instances', index] as Path,
  }));
  const selector = selectorOf(target);
  if (selector === null) return ids;
  const tags = typeof given.tags === 'object' && given.tags !== null ? Object.entries(given.tags).sort() : [];
  return [...ids, { key: key([tags, given.resourceGroup ?? null]), path: [...path, selector] }];
}
