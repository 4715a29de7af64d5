/**
 * Decoded query parameters; null when an escape is broken or a name comes twice: no signature can
 * be checked then.
 */
export function readQuery(rawQuery: string): Readonly<Record<string, string>> | null {
  if (rawQuery === '') return {};
  try {
    const pairs = rawQuery.split('&').map((pair) => {
      const mark = pair.indexOf('=');
      return mark === -1 ? ([decode(pair), ''] as const) : ([decode(pair.slice(0, mark)), decode(pair.slice(mark + 1))] as const);
    });
    const query = Object.fromEntries(pairs);
    return Object.keys(query).length === pairs.length ? query : null;
  } catch {
    return null;
  }
}

/**
 * Gathers numbered parameters: `InstanceId.1`, `InstanceId.2` … into the list `InstanceId`, and
 * `Tag.1.Key`, `Tag.1.Value` … into the list `Tag` of objects. A gap in the numbers is undefined
 * in the list. The list ends one element beyond the limit, which is enough to see that there are
 * too many. A query that also has a plain `InstanceId` or `Tag` is left as it is: every action
 * refuses it.
 */
export function gatherLists(query: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  return gather(gather(query, 'InstanceId', /^InstanceId\.([1-9]\d*)$/, 100), 'Tag', /^Tag\.([1-9]\d*)\.(Key|Value)$/, 20);
}

function gather(query: Readonly<Record<string, unknown>>, list: string, form: RegExp, most: number) {
  const elements = new Map<number, unknown>();
  const others: [string, unknown][] = [];
  for (const [name, value] of Object.entries(query)) {
    const [, number, field] = form.exec(name) ?? [];
    if (number === undefined) others.push([name, value]);
    else if (field === undefined) elements.set(Number(number), value);
    else elements.set(Number(number), { ...(elements.get(Number(number)) as object | undefined), [field]: value });
  }
  if (elements.size === 0 || list in query) return query;
  const length = Math.min(most + 1, Math.max(...elements.keys()));
  return { ...Object.fromEntries(others), [list]: Array.from({ length }, (_, index) => elements.get(index + 1)) };
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}
