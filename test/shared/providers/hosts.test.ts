import { expect, it } from 'vitest';
import { secretOf } from '../../../shared/contract/secret.ts';
import type { HttpRequest } from '../../../shared/http/transport.ts';
import { providerOf } from '../../../shared/providers/registry.ts';

const secrets = {
  alibaba: secretOf.alibaba.parse({ accessKeyId: 'id', accessKeySecret: 'secret' }),
  tencent: secretOf.tencent.parse({ secretId: 'id', secretKey: 'secret' }),
  zenlayer: secretOf.zenlayer.parse({ accessKeyId: 'id', accessKeyPassword: 'secret' }),
};

// The real hosts must not be called by a test, so here alone the transport is replaced.
it.each([
  { name: 'alibaba', region: 'cn-hangzhou', goesTo: 'https://ecs.cn-hangzhou.aliyuncs.com' },
  { name: 'alibaba', region: 'us-east-1', goesTo: 'https://ecs.us-east-1.aliyuncs.com' },
  { name: 'tencent', region: 'ap-shanghai', goesTo: 'https://cvm.tencentcloudapi.com' },
  { name: 'tencent', region: 'ap-shanghai-fsi', goesTo: 'https://cvm.ap-shanghai-fsi.tencentcloudapi.com' },
  { name: 'tencent', region: 'ap-shenzhen-fsi', goesTo: 'https://cvm.ap-shenzhen-fsi.tencentcloudapi.com' },
  { name: 'zenlayer', region: null, goesTo: 'https://console.zenlayer.com' },
  { name: 'zenlayer', region: null, endpoint: 'https://zen.example:8443', goesTo: 'https://zen.example:8443' },
] as const)(
  '$name in $region, endpoint $endpoint: to $goesTo, whose host is signed',
  async ({ name, region, goesTo, ...row }) => {
    const sent: HttpRequest[] = [];
    const parts = {
      now: () => 0,
      nonce: () => 'nonce',
      count: () => {},
      pace: async () => {},
      send: async (request: HttpRequest) => {
        sent.push(request);
        throw new Error('far enough');
      },
    };
    const endpoint = 'endpoint' in row ? row.endpoint : undefined;
    const { signal } = new AbortController();
    const context = { account: 'an-account', credentials: secrets[name], region, endpoint, signal };
    await expect(providerOf(name, parts).observe(['id'], context)).rejects.toThrow('far enough');
    expect(sent).toMatchObject([{ origin: goesTo, method: 'POST', headers: { host: new URL(goesTo).host } }]);
  },
);
