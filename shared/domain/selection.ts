/** Which instances of an account and region a target means, when it does not name them: those that carry all of its tags. */
export interface Selection {
  readonly tags: Readonly<Record<string, string>>;
  /** Zenlayer's resource group, by id; null for any. */
  readonly resourceGroup: string | null;
  /** With more matches than this nothing is touched; null for no limit. */
  readonly maxMatches: number | null;
}

/** A selection for people, and the name under which a job reports one that came to nothing: `power=office-hours team=web`. */
export function selectionText({ tags, resourceGroup }: Selection): string {
  const words = Object.entries(tags).map(([key, value]) => `${key}=${value}`);
  if (resourceGroup !== null) words.push(`resource group ${resourceGroup}`);
  return words.join(' ');
}

/** Whether an instance with these tags is one that the selection means; the resource group is the provider's to compare. */
export function carriesAll({ tags }: Selection, own: ReadonlyMap<string, string>): boolean {
  return Object.entries(tags).every(([key, value]) => own.get(key) === value);
}
