import { describe, expect, it } from 'vitest';
import { findRoute, parseRouteKey } from '../../../../local/engine/http/route-table.ts';

function routes(...keys: readonly string[]) {
  return keys.map((key) => {
    const route = parseRouteKey(key);
    if (route === null) throw new Error(`${key} is no route key`);
    return route;
  });
}

// In an order that a search from the front would get wrong.
const all = routes(
  '$default',
  'ANY /{proxy+}',
  'ANY /pets/{id}',
  'GET /pets/{proxy+}',
  'GET /pets/{id}',
  'GET /pets/dog',
  'GET /{kind}/dog/{toy}',
  'GET /pets/{id}/{toy}',
);

describe('findRoute', () => {
  it.each([
    ['GET', '/pets/dog', 'GET /pets/dog', {}],
    ['GET', '/pets/cat', 'GET /pets/{id}', { id: 'cat' }],
    ['PUT', '/pets/cat', 'ANY /pets/{id}', { id: 'cat' }],
    ['PUT', '/pets/dog', 'ANY /pets/{id}', { id: 'dog' }],
    ['GET', '/pets/dog/ball', 'GET /pets/{id}/{toy}', { id: 'dog', toy: 'ball' }],
    ['GET', '/cows/dog/ball', 'GET /{kind}/dog/{toy}', { kind: 'cows', toy: 'ball' }],
    ['GET', '/pets/a/b/c', 'GET /pets/{proxy+}', { proxy: 'a/b/c' }],
    ['PUT', '/pets/a/b', 'ANY /{proxy+}', { proxy: 'pets/a/b' }],
    ['GET', '/', '$default', {}],
    ['GET', '/pets/a%2Fb', 'GET /pets/{id}', { id: 'a/b' }],
    ['GET', '/pets/%E4%BA%91', 'GET /pets/{id}', { id: '云' }],
  ])('%s %s goes to %s', (method, path, key, parameters) => {
    const match = findRoute(all, method, path);
    expect([match?.route.key, match?.parameters]).toEqual([key, parameters]);
  });

  it.each([
    ['POST', '/v1/alerts/x'],
    ['PUT', '/v1/alerts'],
    ['PUT', '/v1/alerts/'],
    ['PUT', '/v1/alerts/x/'],
    ['PUT', '/v1/Alerts/x'],
  ])('finds none for %s %s', (method, path) => {
    expect(findRoute(routes('PUT /v1/alerts/{source}'), method, path)).toBeNull();
  });

  it('refuses a path that cannot be decoded', () => {
    expect(() => findRoute(all, 'GET', '/pets/%zz')).toThrow(URIError);
  });
});

it.each(['/pets', 'get /pets', 'GET pets', 'TRACE /pets', 'GET /{a+}/b', 'GET /a{b}', 'GET /{}', 'GET /a b', ''])(
  '%j is no route key',
  (key) => {
    expect(parseRouteKey(key)).toBeNull();
  },
);
