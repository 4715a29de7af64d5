/** Decoded query parameters; null when an escape is broken or a name comes twice, which no signature could be checked over. */
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
 * Gathers `InstanceId.1`, `InstanceId.2` … into the list `InstanceId`; a gap in the numbers is undefined in the list. One
 * element more than 100 is enough to show that there are too many, whatever the highest number. A query that has a plain
 * `InstanceId` as well is left as it is, for every action to refuse.
 */
export function gatherInstanceIds(query: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  const numbered = Object.keys(query).flatMap((name) => {
    const number = /^InstanceId\.([1-9]\d*)$/.exec(name)?.[1];
    return number === undefined ? [] : [{ name, number: Number(number) }];
  });
  if (numbered.length === 0 || 'InstanceId' in query) return query;
  const taken = new Set(numbered.map(({ name }) => name));
  const others = Object.entries(query).filter(([name]) => !taken.has(name));
  const length = Math.min(101, Math.max(...numbered.map(({ number }) => number)));
  const ids = Array.from({ length }, (_, index) => query[`InstanceId.${index + 1}`]);
  return { ...Object.fromEntries(others), InstanceId: ids };
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}
