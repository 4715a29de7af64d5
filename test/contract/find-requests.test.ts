import { describe, expect, it } from 'vitest';
import type { Selection } from '../../shared/domain/selection.ts';
import type { ProviderName } from '../../shared/domain/vocabulary.ts';
import { aCloud, many } from '../support/providers/a-cloud.ts';
import { aProvider, failureIn } from '../support/providers/a-provider.ts';
import { alibabaPhrasing } from '../support/providers/alibaba-phrasing.ts';
import type { Phrasing } from '../support/providers/phrasing.ts';
import { tencentPhrasing } from '../support/providers/tencent-phrasing.ts';
import { zenlayerPhrasing } from '../support/providers/zenlayer-phrasing.ts';
import { always, serve } from '../support/scripted-server.ts';
import { allOf } from './whole-listing.ts';

async function answering(name: ProviderName, { credentials, region }: Phrasing, body: unknown, status = 200) {
  const server = await serve(always(status, JSON.stringify(body)));
  return { server, ...aProvider(name, { origin: server.origin, credentials, region }) };
}

async function firstSent(name: ProviderName, phrasing: Phrasing, selection: Partial<Selection>) {
  const { find, server } = await answering(name, phrasing, phrasing.found([], { number: 0, total: 0, more: false }));
  await find(null, selection);
  return server.requests[0];
}

const range = (count: number) => Array.from({ length: count }, (_, n) => n);
const many25 = Object.fromEntries(range(25).map((n) => [`k${n}`, `v${n}`]));

describe('the listing of Alibaba, word for word', () => {
  const queryOf = async (tags: Selection['tags']) => {
    const request = await firstSent('alibaba', alibabaPhrasing, { tags });
    expect(request).toMatchObject({ body: '', headers: { 'x-acs-action': 'DescribeInstances' } });
    return Object.fromEntries(new URL(request?.path ?? '', 'http://any').searchParams);
  };
  const always100 = { RegionId: 'cn-hangzhou', MaxResults: '100' };

  it.each([
    { of: { power: 'office-hours' }, sent: { 'Tag.1.Key': 'power', 'Tag.1.Value': 'office-hours' } },
    {
      of: { a: '', b: '1', c: 'x y&z' },
      sent: { 'Tag.1.Key': 'b', 'Tag.1.Value': '1', 'Tag.2.Key': 'c', 'Tag.2.Value': 'x y&z' },
    },
    { of: { a: '' }, sent: {} },
  ])('filters by $of', async ({ of, sent }) => {
    expect(await queryOf(of)).toEqual({ ...always100, ...sent });
  });

  it('sends no more than 20 tags', async () => {
    const sent = range(20).map((n) => [[`Tag.${n + 1}.Key`, `k${n}`] as const, [`Tag.${n + 1}.Value`, `v${n}`] as const]);
    expect(await queryOf(many25)).toEqual({ ...always100, ...Object.fromEntries(sent.flat()) });
  });
});

describe('the listing of Tencent, word for word', () => {
  it.each([
    { of: { power: 'office-hours' }, Filters: [{ Name: 'tag:power', Values: ['office-hours'] }] },
    {
      of: { power: '', team: 'web' },
      Filters: [
        { Name: 'tag-key', Values: ['power'] },
        { Name: 'tag:team', Values: ['web'] },
      ],
    },
    { of: many25, Filters: range(10).map((n) => ({ Name: `tag:k${n}`, Values: [`v${n}`] })) },
  ])('filters by $of', async ({ of, Filters }) => {
    const request = await firstSent('tencent', tencentPhrasing, { tags: of });
    expect(request?.headers).toMatchObject({ 'x-tc-action': 'DescribeInstances', 'x-tc-region': 'ap-shanghai' });
    expect(JSON.parse(request?.body ?? '')).toEqual({ Filters, Offset: 0, Limit: 100 });
  });

  it('goes on after the rows that came, however few', async () => {
    const row = (n: number) => ({ id: tencentPhrasing.id(n), tags: { power: 'office-hours' } });
    const server = await serve((response, _request, number) => {
      const rows = range(10).map((n) => row(number * 10 + n));
      response.end(JSON.stringify(tencentPhrasing.found(rows, { number, total: 30, more: number < 2 })));
    });
    const { credentials, region } = tencentPhrasing;
    await allOf(aProvider('tencent', { origin: server.origin, credentials, region }));
    expect(server.requests.map(({ body }) => JSON.parse(body).Offset)).toEqual([0, 10, 20]);
  });

  it('takes a tag key that does not exist for a listing without a row, and no other refusal', async () => {
    const refused = (code: string) => tencentPhrasing.refused(code, 'no such key').body;
    const { find } = await answering('tencent', tencentPhrasing, refused('InvalidParameterValue.TagKeyNotFound'));
    expect(await find()).toEqual({ ids: [], unread: [], cursor: null, total: 0 });
    const other = await answering('tencent', tencentPhrasing, refused('FailedOperation.IllegalTagKey'));
    expect((await failureIn(other.find())).failure).toMatchObject({ kind: 'request', code: 'FailedOperation.IllegalTagKey' });
  });
});

describe('the listing of Zenlayer, word for word', () => {
  const long = 'v'.repeat(65);
  const paged = { pageSize: 500, pageNum: 1 };

  it.each([
    { of: { tags: { power: 'office-hours' } }, sent: { tags: [{ key: 'power', value: 'office-hours' }] } },
    { of: { tags: { a: '', b: long, [long]: 'c', d: 'e' } }, sent: { tags: [{ key: 'd', value: 'e' }] } },
    { of: { tags: {}, resourceGroup: 'group-1' }, sent: { resourceGroupId: 'group-1' } },
    {
      of: { tags: { power: 'on' }, resourceGroup: 'group-1' },
      sent: { tags: [{ key: 'power', value: 'on' }], resourceGroupId: 'group-1' },
    },
    { of: { tags: many25 }, sent: { tags: range(20).map((n) => ({ key: `k${n}`, value: `v${n}` })) } },
  ])('filters by $of', async ({ of, sent }) => {
    const request = await firstSent('zenlayer', zenlayerPhrasing, of);
    expect(request?.headers['x-zc-action']).toBe('DescribeInstances');
    expect(JSON.parse(request?.body ?? '')).toEqual({ ...sent, ...paged });
  });

  it('leaves out rows of another resource group, or of none', async () => {
    const { id, found } = zenlayerPhrasing;
    const tags = { power: 'office-hours' };
    const rows = [{ group: 'group-1' }, { group: 'group-2' }, {}].map((own, n) => ({ id: id(n), tags, ...own }));
    const { find } = await answering('zenlayer', zenlayerPhrasing, found(rows, { number: 0, total: 3, more: false }));
    expect((await find(null, { resourceGroup: 'group-1' })).ids).toEqual([id(0)]);
    expect((await find(null, { tags: {}, resourceGroup: 'group-2' })).ids).toEqual([id(1)]);
    expect((await find()).ids).toEqual([id(0), id(1), id(2)]);
  });

  it('finds the instances of a resource group in a strict peer', async () => {
    const { id } = zenlayerPhrasing;
    const rows = {
      ...many(zenlayerPhrasing, 2, { resourceGroup: 'group-1' }),
      [id(2)]: { resourceGroup: 'group-2' },
      [id(3)]: {},
    };
    const called = await aCloud('zenlayer', zenlayerPhrasing, rows);
    expect(await allOf(called, { tags: {}, resourceGroup: 'group-1' })).toEqual([id(0), id(1)]);
  });
});

describe.each([
  ['tencent', tencentPhrasing],
  ['zenlayer', zenlayerPhrasing],
] as const)('the total that %s gives', (name, phrasing) => {
  const rows = range(3).map((n) => ({ id: phrasing.id(n), tags: { power: 'office-hours' } }));

  it('is passed on, all rows counted', async () => {
    const body = phrasing.found([...rows, { id: phrasing.id(3), tags: null }], { number: 0, total: 4, more: false });
    expect(await (await answering(name, phrasing, body)).find()).toEqual({
      ids: rows.map(({ id }) => id),
      unread: [],
      cursor: null,
      total: 4,
    });
  });

  it('is never reached in silence: a listing that ends before it fails', async () => {
    const server = await serve((response, _request, number) => {
      response.end(JSON.stringify(phrasing.found(number === 0 ? rows : [], { number, total: 4, more: true })));
    });
    const { credentials, region } = phrasing;
    const { failure } = await failureIn(allOf(aProvider(name, { origin: server.origin, credentials, region })));
    expect(failure).toMatchObject({ kind: 'outcomeUnknown', message: 'DescribeInstances ended after 3 of 4 rows' });
  });
});
