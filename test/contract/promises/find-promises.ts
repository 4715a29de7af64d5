import { expect, it } from 'vitest';
import type { ProviderName } from '../../../shared/domain/vocabulary.ts';
import { aCloud, many } from '../../support/providers/a-cloud.ts';
import { aProvider, failureIn } from '../../support/providers/a-provider.ts';
import type { Phrasing, TaggedRow } from '../../support/providers/phrasing.ts';
import { serve } from '../../support/scripted-server.ts';
import { allOf } from '../whole-listing.ts';

const tags = { power: 'office-hours' };

/**
 * Every instance that carries the tags, whatever the provider's filter makes of them, and none
 * that does not.
 */
export function findPromises(name: ProviderName, phrasing: Phrasing): void {
  const { id, credentials, region, foundSize } = phrasing;
  const tagged = (count: number): TaggedRow[] => Array.from({ length: count }, (_, n) => ({ id: id(n), tags }));

  /**
   * A server that lists these rows, `size` at a time, whatever it is asked to filter; and says
   * that there are `total`.
   */
  async function listing(rows: readonly TaggedRow[], { size = foundSize, total = rows.length } = {}) {
    const server = await serve((response, _request, number) => {
      const place = { number, total, more: (number + 1) * size < total };
      response.end(JSON.stringify(phrasing.found(rows.slice(number * size, (number + 1) * size), place)));
    });
    return { server, ...aProvider(name, { origin: server.origin, credentials, region }) };
  }

  it.each([...new Set([0, 1, 100, 101, 250, foundSize, foundSize + 1])])(
    'reads a listing of %i rows to its end',
    async (count) => {
      const called = await listing(tagged(count));
      expect(await allOf(called)).toEqual(tagged(count).map((row) => row.id));
      const pages = Math.max(1, Math.ceil(count / foundSize));
      expect(called.server.requests.map(phrasing.foundFrom)).toEqual(Array.from({ length: pages }, (_, n) => n * foundSize));
      expect(called.counted).toEqual(Array(pages).fill('DescribeInstances'));
    },
  );

  it('reads on when the server gives fewer rows at a time than it was asked for', async () => {
    const called = await listing(tagged(35), { size: 10 });
    expect(await allOf(called)).toEqual(tagged(35).map((row) => row.id));
    expect(called.server.requests).toHaveLength(4);
  });

  it('leaves out every row that does not carry all the tags, although the server lists it', async () => {
    const odd = [null, {}, { power: 'always' }, { power: 'Office-Hours' }, { Power: 'office-hours' }, { team: 'web' }];
    const both = { power: 'office-hours', team: 'web' };
    const rows = [...odd, tags, { ...both, team: '' }, { ...both, more: 'tags' }, both].map((own, n) => ({
      id: id(n),
      tags: own,
    }));
    expect(await allOf(await listing(rows))).toEqual([id(6), id(7), id(8), id(9)]);
    expect(await allOf(await listing(rows), { tags: both })).toEqual([id(8), id(9)]);
  });

  it('compares also those tags that cannot be sent', async () => {
    const wanted = Object.fromEntries(Array.from({ length: 25 }, (_, n) => [`key-${n}`, `value-${n}`]));
    const { 'key-24': _, ...lacking } = wanted;
    const rows = [lacking, wanted, { ...wanted, 'key-24': 'another' }].map((own, n) => ({ id: id(n), tags: own }));
    expect(await allOf(await listing(rows), { tags: wanted })).toEqual([id(1)]);
    const empty = [tags, { power: '' }, null].map((own, n) => ({ id: id(n), tags: own }));
    expect(await allOf(await listing(empty), { tags: { power: '' } })).toEqual([id(1)]);
  });

  it('names an instance once that a page lists twice', async () => {
    const rows = [...tagged(2), ...tagged(2)];
    expect(await allOf(await listing(rows))).toEqual([id(0), id(1)]);
  });

  it('gives up on a server that gives the same page again', async () => {
    const server = await serve((response, _request, number) => {
      response.end(JSON.stringify(phrasing.found(tagged(10), { number, total: 100, more: true })));
    });
    const { failure } = await failureIn(allOf(aProvider(name, { origin: server.origin, credentials, region })));
    expect(failure).toMatchObject({ kind: 'outcomeUnknown', message: expect.stringContaining('same page twice') });
    expect(server.requests).toHaveLength(2);
  });

  it.each(['', '{}', '[]', '{"pages":-1}', 'token-1'])('does not go on from a place that it cannot read: %j', async (cursor) => {
    const { find, server } = await listing(tagged(1));
    expect((await failureIn(find(cursor))).failure).toMatchObject({ kind: 'outcomeUnknown', code: 'Reveille.Unreadable' });
    expect(server.requests).toEqual([]);
  });

  it('goes on in another process, from the words of its cursor alone', async () => {
    const { server, find } = await listing(tagged(foundSize * 2));
    const first = await find();
    const elsewhere = aProvider(name, { origin: server.origin, credentials, region });
    const second = await elsewhere.find(first.cursor);
    expect([...first.ids, ...second.ids]).toEqual(tagged(foundSize * 2).map((row) => row.id));
    expect([first.total, second.total, second.cursor]).toEqual([second.total, first.total, null]);
  });

  it('finds in a strict peer those that carry the tags, and nobody in a fleet without them', async () => {
    const { find, counted } = await aCloud(name, phrasing, {
      ...many(phrasing, 3, { tags }),
      [id(3)]: { tags: { power: 'always' } },
      [id(4)]: {},
      [id(5)]: { tags: { power: 'office-hours', team: 'web' } },
      [id(6)]: { tags, hidden: true },
    });
    expect((await find()).ids).toEqual([id(0), id(1), id(2), id(5)]);
    expect((await find(null, { tags: { power: 'office-hours', team: 'web' } })).ids).toEqual([id(5)]);
    expect(await find(null, { tags: { unheard: 'of' } })).toMatchObject({ ids: [], cursor: null });
    expect(counted).toEqual(Array(3).fill('DescribeInstances'));
  });
}
