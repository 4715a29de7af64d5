/**
 * Which instances of an account and region a target means when it does not name them: the
 * instances that carry all of its tags.
 */
export interface Selection {
  readonly tags: Readonly<Record<string, string>>;
  /** Zenlayer's resource group, by id; null for any. */
  readonly resourceGroup: string | null;
  /** With more matches than this nothing is touched; null for no limit. */
  readonly maxMatches: number | null;
}

/**
 * A selection for people: `power=office-hours team=web`. A selection without a result is reported
 * under this name.
 */
export function selectionText({ tags, resourceGroup }: Selection): string {
  const words = Object.entries(tags).map(([key, value]) => `${key}=${value}`);
  if (resourceGroup !== null) words.push(`resource group ${resourceGroup}`);
  return words.join(' ');
}

/**
 * Whether the selection means an instance with these tags. The provider itself compares the
 * resource group.
 */
export function carriesAll({ tags }: Selection, own: ReadonlyMap<string, string>): boolean {
  return Object.entries(tags).every(([key, value]) => own.get(key) === value);
}
