import { describe, expect, it } from 'vitest';
import { aProvider } from '../support/providers/a-provider.ts';
import { alibabaPhrasing } from '../support/providers/alibaba-phrasing.ts';
import { tencentPhrasing } from '../support/providers/tencent-phrasing.ts';
import { zenlayerPhrasing } from '../support/providers/zenlayer-phrasing.ts';
import { serve } from '../support/scripted-server.ts';

type Row = readonly [id: string, status: string];

/** Pages as each provider writes them: the rows of one, and whether more follow. */
const pageOf = {
  alibaba: (rows: readonly Row[], more: boolean) => ({
    RequestId: 'r',
    NextToken: more ? 'next' : '',
    Instances: { Instance: rows.map(([InstanceId, Status]) => ({ InstanceId, Status })) },
  }),
  tencent: (rows: readonly Row[], more: boolean) => ({
    Response: {
      RequestId: 'r',
      TotalCount: more ? 99 : 0,
      InstanceSet: rows.map(([InstanceId, InstanceState]) => ({ InstanceId, InstanceState })),
    },
  }),
  zenlayer: (rows: readonly Row[], more: boolean) => ({
    requestId: 'r',
    response: {
      totalCount: more ? 99 : 0,
      dataSet: rows.map(([instanceId, instanceStatus]) => ({ instanceId, instanceStatus })),
    },
  }),
};

describe.each([
  { name: 'alibaba', phrasing: alibabaPhrasing, stopped: 'Stopped', running: 'Running' },
  { name: 'tencent', phrasing: tencentPhrasing, stopped: 'STOPPED', running: 'RUNNING' },
  { name: 'zenlayer', phrasing: zenlayerPhrasing, stopped: 'STOPPED', running: 'RUNNING' },
] as const)('pages of $name that repeat and leave out', ({ name, phrasing, stopped, running }) => {
  const [first, second, missing] = [phrasing.id(0), phrasing.id(1), phrasing.id(2)];

  it('give each id its latest row, once, and leave out what no page has', async () => {
    const pages: readonly (readonly Row[])[] = [
      [
        [first, stopped],
        [second, stopped],
      ],
      [
        [first, running],
        ['somebody-elses', running],
      ],
    ];
    const server = await serve((response, _request, number) => {
      const body = JSON.stringify(pageOf[name](pages[number] ?? [], number + 1 < pages.length));
      response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    });
    const { observe } = aProvider(name, { origin: server.origin, credentials: phrasing.credentials, region: phrasing.region });
    const seen = await observe([first, second, missing]);
    expect([...seen].map(([id, { state }]) => `${id} ${state}`)).toEqual([`${first} running`, `${second} stopped`]);
  });
});
