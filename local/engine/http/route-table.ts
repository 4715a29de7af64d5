/** A route as its key has it: `POST /a/{b}`, `ANY /{c+}` or `$default`. */
export interface RoutePattern {
  readonly key: string;
  /** Upper case; null for ANY and for `$default`. */
  readonly method: string | null;
  /** The parts between slashes; null for `$default`. */
  readonly segments: readonly string[] | null;
}

/** The route of a request, and its path parameters, decoded. */
export interface RouteMatch<R extends RoutePattern> {
  readonly route: R;
  readonly parameters: Readonly<Record<string, string>>;
}

const keyPattern = /^(GET|POST|PUT|PATCH|HEAD|OPTIONS|DELETE|ANY) (\/\S*)$/;
const parameterPattern = /^\{([A-Za-z0-9._-]+)(\+?)\}$/;

/** Reads a route key; null for a key that API Gateway does not take. */
export function parseRouteKey(key: string): RoutePattern | null {
  if (key === '$default') return { key, method: null, segments: null };
  const [, method = '', path = ''] = keyPattern.exec(key) ?? [];
  const segments = path.split('/').slice(1);
  const isRight = segments.every((segment, index) => {
    if (!/[{}]/.test(segment)) return true;
    const [, name, greedy] = parameterPattern.exec(segment) ?? [];
    // A greedy parameter stands at the end alone.
    return name !== undefined && (greedy === '' || index === segments.length - 1);
  });
  return method !== '' && isRight ? { key, method: method === 'ANY' ? null : method, segments } : null;
}

/**
 * Finds the route of a request by its method and its path as sent, without the query. A full match
 * comes before a greedy one, and `$default` last; between two the more specific wins: a text before
 * a parameter from the left on, a method before ANY (API Gateway developer guide, "Create routes
 * for HTTP APIs"). Null when there is none.
 * @throws URIError for a path that is not percent-encoded right
 */
export function findRoute<R extends RoutePattern>(routes: readonly R[], method: string, path: string): RouteMatch<R> | null {
  const given = path.split('/').slice(1).map(decodeURIComponent);
  const matching = routes.flatMap((route) => {
    if (route.method !== null && route.method !== method) return [];
    const parameters = route.segments === null ? {} : parametersOf(route.segments, given);
    return parameters === null ? [] : [{ route, parameters, rank: rankOf(route) }];
  });
  const [best] = matching.toSorted((a, b) => (a.rank < b.rank ? -1 : 1));
  return best === undefined ? null : { route: best.route, parameters: best.parameters };
}

function parametersOf(segments: readonly string[], given: readonly string[]): Record<string, string> | null {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const [, name, greedy] = parameterPattern.exec(segment) ?? [];
    const value = greedy === '+' ? given.slice(index).join('/') : (given[index] ?? '');
    if (name === undefined ? value !== segment : value === '') return null;
    if (name !== undefined) parameters[name] = value;
    if (greedy === '+') return parameters;
  }
  return segments.length === given.length ? parameters : null;
}

// Sorts like a word: 0 for a text, 1 for a parameter, 2 for a greedy one, and the method last.
function rankOf({ method, segments }: RoutePattern): string {
  if (segments === null) return '4';
  const isGreedy = segments.at(-1)?.endsWith('+}') === true;
  const parts = segments.map((segment) => (segment.endsWith('+}') ? '2' : segment.startsWith('{') ? '1' : '0'));
  return [isGreedy ? '1' : '0', ...parts, '3', method === null ? '1' : '0'].join('');
}
