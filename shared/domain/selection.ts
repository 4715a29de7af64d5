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
 * A selection for people: `power=office-hours team="web and db"`. A selection without a result is
 * reported under this name, so the order in which its tags were written does not change it, and no
 * other selection of the target has it.
 */
export function selectionText({ tags, resourceGroup }: Selection): string {
  const words = tagsInOrder(tags).map((tag) => tag.map(quoted).join('='));
  if (resourceGroup !== null) words.push(`resource group ${resourceGroup}`);
  return words.join(' ');
}

// In quotes where a blank or an = would make two tags of one, or one of two.
function quoted(text: string): string {
  return /[\s="]/.test(text) ? JSON.stringify(text) : text;
}

/**
 * A selection as a key: two selections have the same one when they ask for the same, in whatever
 * order their tags were written.
 */
export function selectionKey({ tags, resourceGroup, maxMatches }: Selection): string {
  return JSON.stringify([tagsInOrder(tags), resourceGroup, maxMatches]);
}

/**
 * Tags as entries in the order of their keys. Every key and every text that is made of tags uses
 * it, because the order in which tags are written means nothing.
 */
export function tagsInOrder(tags: Selection['tags']): [string, string][] {
  return Object.entries(tags).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * Whether the selection means an instance with these tags. The provider itself compares the
 * resource group.
 */
export function carriesAll({ tags }: Selection, own: ReadonlyMap<string, string>): boolean {
  return Object.entries(tags).every(([key, value]) => own.get(key) === value);
}
