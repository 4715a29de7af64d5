import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { ProviderName, Region } from '../../shared/domain/vocabulary.ts';
import type { HttpRequest } from '../../shared/http/transport.ts';
import type { CallContext, PowerProvider } from '../../shared/providers/provider.ts';
import { providerOf } from '../../shared/providers/registry.ts';

/**
 * What a vendor's own SDK sent when it was asked for the same. The captures say null of a token
 * that is not there.
 */
function captured(path: string) {
  const isThere = (_: string, value: unknown) => (value === null ? undefined : value);
  return JSON.parse(readFileSync(new URL(`./${path}.json`, import.meta.url), 'utf8'), isThere);
}

interface AskedAs {
  readonly region?: Region;
  readonly credentials: unknown;
  readonly now?: number;
}

type Call = (provider: PowerProvider<unknown>, context: CallContext<unknown>) => Promise<unknown>;

/** The one request that a call sends, which is never answered well. */
async function sentBy(name: ProviderName, { region = null, credentials, now = 0 }: AskedAs, call: Call): Promise<HttpRequest> {
  const requests: HttpRequest[] = [];
  const provider = providerOf(name, {
    send: async (request) => {
      requests.push(request);
      return { status: 500, headers: {}, body: '{}' };
    },
    now: () => now,
    nonce: () => 'nonce',
    count: () => {},
    pace: async () => {},
  });
  const { signal } = new AbortController();
  await call(provider, { account: 'a', credentials, region, endpoint: undefined, signal }).catch(() => {});
  const [request] = requests;
  if (request === undefined || requests.length > 1) throw new Error(`${requests.length} requests were sent`);
  return request;
}

const stop = { action: 'stop', batchMode: 'SuccessFirst', force: false } as const;
const selection = { resourceGroup: null, maxMatches: null };

it("asks Alibaba for a stop as the vendor's SDK does", async () => {
  const { credentials, request } = captured('alibaba/ali-v3-stopinstances');
  const ids = ['i-bp1fake000000000001', 'i-bp1fake000000000002'];
  const sent = await sentBy('alibaba', { region: 'cn-hangzhou', credentials }, (provider, context) =>
    provider.act(ids, { ...stop, mode: 'stop-charging' }, context),
  );
  expect(sent.path).toBe(request.target);
});

it("asks Alibaba for instances by tags as the vendor's SDK does", async () => {
  const { credentials, request } = captured('alibaba/ali-v3-describeinstances-tags');
  const tags = { schedule: 'office-hours', env: 'prod' };
  const sent = await sentBy('alibaba', { region: 'cn-hangzhou', credentials }, (provider, context) =>
    provider.find({ ...selection, tags }, null, context),
  );
  expect(sent.path).toBe(request.target);
});

it("asks Tencent for instances by tags in the words of the vendor's SDK", async () => {
  const { credentials, request } = captured('tencent/tc-tc3-describeinstances-tags');
  const { Filters, ...page } = JSON.parse(request.bodyUtf8);
  const sent = await sentBy('tencent', { region: 'ap-guangzhou', credentials }, (provider, context) =>
    provider.find({ ...selection, tags: { schedule: 'office-hours', env: '' } }, null, context),
  );
  // The third filter of the capture is one by state, which a selection does not have.
  expect(JSON.parse(sent.body)).toEqual({ ...page, Filters: Filters.slice(0, 2) });
});

it("asks Zenlayer for a stop byte for byte as the vendor's signer does, signature included", async () => {
  const { credentials, request, signing } = captured('zenlayer/pysigner-stop-soft');
  const ids = ['1500000000000000001', '1500000000000000002'];
  const sent = await sentBy('zenlayer', { credentials, now: Number(signing.timestamp) * 1000 }, (provider, context) =>
    provider.act(ids, { ...stop, mode: 'keep-charging' }, context),
  );
  expect([sent.body, sent.headers.authorization]).toEqual([request.body, signing.authorization]);
});
