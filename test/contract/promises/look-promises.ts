import { expect, it } from 'vitest';
import type { ProviderName } from '../../../shared/domain/vocabulary.ts';
import { aCloud, many } from '../../support/providers/a-cloud.ts';
import { aProvider, failureIn } from '../../support/providers/a-provider.ts';
import type { Phrasing } from '../../support/providers/phrasing.ts';
import { always, serve } from '../../support/scripted-server.ts';

/** Every state in neutral words, and every page to its end. */
export function lookPromises(name: ProviderName, phrasing: Phrasing): void {
  const { id, credentials, region, look } = phrasing;
  const onePage = (rows: readonly (readonly [string, string])[]) =>
    JSON.stringify(phrasing.page(rows, { number: 0, total: rows.length, more: false }));

  it('translates every documented word, keeps the word itself, and takes none that it does not know for a state', async () => {
    const words = Object.keys(phrasing.words);
    const strange = ['Hibernating2', 'constructor', ''];
    const rows = [...words, ...strange].map((word, n) => [id(n), word] as const);
    const { origin } = await serve(always(200, onePage(rows)));
    const seen = await aProvider(name, { origin, credentials, region }).observe(rows.map(([own]) => own));
    expect([...seen.values()].map(({ state, raw }) => [raw, state])).toEqual([
      ...Object.entries(phrasing.words),
      ...strange.map((word) => [word, 'unknown']),
    ]);
    expect([...seen.values()].some(({ failed }) => failed !== null)).toBe(false);
  });

  it('leaves out ids that the provider does not list', async () => {
    const { observe } = await aCloud(name, phrasing, { [id(0)]: {}, [id(1)]: { hidden: true } });
    expect([...(await observe([id(0), id(1), id(2)])).keys()]).toEqual([id(0)]);
  });

  it('leaves out instances that nobody asked for', async () => {
    const rows = [[id(0), phrasing.stopped] as const, [id(1), phrasing.stopped] as const];
    const { origin } = await serve(always(200, onePage(rows)));
    const seen = await aProvider(name, { origin, credentials, region }).observe([id(1)]);
    expect([...seen.keys()]).toEqual([id(1)]);
  });

  it('sees each of 100 ids in one request, and of 120 in two', async () => {
    const { observe, received } = await aCloud(name, phrasing, many(phrasing, 120));
    const ids = Array.from({ length: 120 }, (_, n) => id(n));
    const seen = [...(await observe(ids.slice(0, 100))).keys(), ...(await observe(ids.slice(100))).keys()];
    expect(seen).toEqual(ids);
    expect(received()).toEqual([
      { action: look, ids: 100, code: null },
      { action: look, ids: 20, code: null },
    ]);
  });

  it('asks for page after page of a server that gives ten rows at a time', async () => {
    const rows = Array.from({ length: 100 }, (_, n) => [id(n), phrasing.stopped] as const);
    const server = await serve((response, _request, number) => {
      const place = { number, total: rows.length, more: number < 9 };
      response.end(JSON.stringify(phrasing.page(rows.slice(number * 10, number * 10 + 10), place)));
    });
    const { observe, counted } = aProvider(name, { origin: server.origin, credentials, region });
    expect([...(await observe(rows.map(([own]) => own))).keys()]).toEqual(rows.map(([own]) => own));
    expect(server.requests.map(phrasing.pageMarkOf)).toEqual(
      Array.from({ length: 10 }, (_, number) => phrasing.pageMark(number, 10)),
    );
    expect(counted).toEqual(Array(10).fill(look));
  });

  it('gives up on a server whose pages never end', async () => {
    const server = await serve((response, _request, number) =>
      response.end(JSON.stringify(phrasing.page([[id(0), phrasing.stopped]], { number, total: 1_000_000, more: true }))),
    );
    const { observe } = aProvider(name, { origin: server.origin, credentials, region });
    const { failure } = await failureIn(observe([id(0)]));
    expect(failure).toMatchObject({
      kind: 'outcomeUnknown',
      code: 'Reveille.Unreadable',
      message: expect.stringContaining('pages'),
    });
    expect(server.requests).toHaveLength(20);
  });
}
