import { providerFacts } from '../../contract/provider-facts.ts';
import type { ProviderName } from '../../domain/vocabulary.ts';
import type { ReportMistake } from '../mistake.ts';
import { isGiven, type Mapping, type Part, sound } from '../schema/read-part.ts';
import type { SourceConfiguration } from '../schema/source-configuration.ts';
import type { SourceTarget } from '../schema/source-target.ts';
import { idMistake, regionMistake } from './known-places.ts';
import { type Listed, reportUnknown } from './listed-names.ts';

/** What says where machines are: a target of a schedule or of a restart. */
export type Place = Mapping<Pick<SourceTarget, 'account' | 'region' | 'instances'>>;

/** The accounts of a file. */
export type Accounts = Part<SourceConfiguration['accounts']> | undefined;

/** The provider of a place, as far as its account is known. */
export function providerOf({ parts }: Place, accounts: Accounts): ProviderName | undefined {
  return sound(accounts?.parts?.[sound(parts.account) ?? '']?.parts?.provider);
}

/** Reports an unknown account, and a region or ids that cannot be of its provider. */
export function checkPlace(place: Place, accounts: Accounts, report: ReportMistake): void {
  const account = sound(place.parts.account);
  if (account !== undefined) reportUnknown(account, accounts, 'account', [...place.path, 'account'], report);
  const provider = providerOf(place, accounts);
  if (provider === undefined) return;
  checkRegion(place, provider, report);
  checkIds(place, provider, report);
}

function checkRegion({ path, parts }: Place, provider: ProviderName, report: ReportMistake): void {
  const { vendor, region } = providerFacts[provider];
  const at = [...path, 'region'];
  if (region === null) {
    if (isGiven(parts.region)) report(at, { problem: `${vendor} has no regions`, fix: 'delete the region' });
    return;
  }
  const given = sound(parts.region);
  const mistake = given === undefined ? null : regionMistake(provider, given);
  if (!isGiven(parts.region)) report(at, { problem: 'is missing', fix: `write a region of ${vendor} such as ${region}` });
  else if (mistake !== null) report(at, mistake);
}

function checkIds({ parts }: Place, provider: ProviderName, report: ReportMistake): void {
  for (const each of parts.instances?.parts ?? []) {
    const id = sound(each);
    const mistake = id === undefined ? null : idMistake(provider, id);
    if (each !== undefined && mistake !== null) report(each.path, mistake);
  }
}

/** The ids of a place. Each may be listed once per account and region. */
export function listedIds(place: Place): readonly Listed[] {
  return (place.parts.instances?.parts ?? []).flatMap((each) =>
    typeof each?.given === 'string' ? [{ key: keyAt(place, each.given), path: each.path }] : [],
  );
}

/**
 * A key for something in the account and region of a place; undefined where the account is wrong.
 * JSON keeps the parts of the key apart.
 */
export function keyAt({ parts }: Place, what: unknown): string | undefined {
  const account = sound(parts.account);
  return account === undefined ? undefined : JSON.stringify([account, parts.region?.given ?? null, what]);
}
