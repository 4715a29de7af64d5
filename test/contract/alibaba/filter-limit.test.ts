import { describe, expect, it } from 'vitest';
import { aCloud } from '../../support/providers/a-cloud.ts';
import { aProvider, failureIn } from '../../support/providers/a-provider.ts';
import { alibabaPhrasing } from '../../support/providers/alibaba-phrasing.ts';
import { serve } from '../../support/scripted-server.ts';
import { allOf } from '../whole-listing.ts';

const { id, credentials, region } = alibabaPhrasing;
const tags = { power: 'office-hours' };
const wanted = (count: number) => Array.from({ length: count }, (_, n) => id(n));

/**
 * A region of so many instances with the tag and 30 without. The stand-in's filter lists 1000 at
 * most and does not say that there are more.
 */
async function aRegion(count: number) {
  const others = Array.from({ length: 30 }, (_, n) => [id(5_000 + n), { tags: { power: 'always' } }] as const);
  const rows = Object.fromEntries([...wanted(count).map((own) => [own, { tags }] as const), ...others]);
  return aCloud('alibaba', alibabaPhrasing, rows);
}

describe('more instances than a filter by tags covers', () => {
  it.each([
    { count: 999, requests: 10 },
    { count: 1_000, requests: 10 + 11 },
    { count: 1_250, requests: 10 + 13 },
  ])('$count of them are found, each once, with $requests requests', async ({ count, requests }) => {
    const called = await aRegion(count);
    expect(await allOf(called)).toEqual(wanted(count));
    expect(called.received()).toHaveLength(requests);
  });

  it('the region is listed without the filter, from its beginning', async () => {
    const server = await serve((response, { path }, number) => {
      const isFiltered = new URL(path, 'http://any').searchParams.has('Tag.1.Key');
      const rows = Array.from({ length: 100 }, (_, n) => ({ id: id(number * 100 + n), tags: number % 2 === 0 ? tags : {} }));
      response.end(JSON.stringify(alibabaPhrasing.found(rows, { number, total: 0, more: isFiltered || number < 12 })));
    });
    const called = aProvider('alibaba', { origin: server.origin, credentials, region });
    expect(await allOf(called)).toEqual([10, 12].flatMap((page) => wanted(1_300).slice(page * 100, page * 100 + 100)));
    const queries = server.requests.map(({ path }) => new URL(path, 'http://any').searchParams);
    expect(queries.map((query) => query.has('Tag.1.Key'))).toEqual([...Array(10).fill(true), false, false, false]);
    expect(queries.map((query) => query.get('NextToken')).slice(9)).toEqual(['token-9', null, 'token-11', 'token-12']);
  });
});

it('gives up on a listing whose NextToken stays the same', async () => {
  const server = await serve((response, _request, number) => {
    const row = { InstanceId: id(number), Tags: null };
    response.end(JSON.stringify({ RequestId: 'r', NextToken: 'again', Instances: { Instance: [row] } }));
  });
  const { failure } = await failureIn(allOf(aProvider('alibaba', { origin: server.origin, credentials, region })));
  expect(failure).toMatchObject({ kind: 'outcomeUnknown', message: expect.stringContaining('same NextToken') });
  expect(server.requests).toHaveLength(2);
});

it('reads on over a page without a row', async () => {
  const server = await serve((response, _request, number) => {
    const rows = number === 1 ? [] : [{ id: id(number), tags }];
    response.end(JSON.stringify(alibabaPhrasing.found(rows, { number, total: 0, more: number < 3 })));
  });
  expect(await allOf(aProvider('alibaba', { origin: server.origin, credentials, region }))).toEqual([id(0), id(2), id(3)]);
});

it.each([{ Tags: {} }, { Tags: { Tag: null } }, { Tags: { Tag: [] } }, {}])(
  'reads a row with $Tags for tags',
  async (tagless) => {
    const server = await serve((response) => {
      const rows = [
        { InstanceId: id(0), ...tagless },
        { InstanceId: id(1), Tags: { Tag: [{ TagKey: 'power', TagValue: null }] } },
      ];
      response.end(JSON.stringify({ RequestId: 'r', Instances: { Instance: rows } }));
    });
    const called = aProvider('alibaba', { origin: server.origin, credentials, region });
    expect(await allOf(called, { tags: { power: '' } })).toEqual([id(1)]);
  },
);
