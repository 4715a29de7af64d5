import type { Phrasing } from './phrasing.ts';

/** How Alibaba Cloud ECS says it. */
export const alibabaPhrasing: Phrasing = {
  region: 'cn-hangzhou',
  credentials: { accessKeyId: 'LTAI-OF-THIS-TEST', accessKeySecret: 'alibaba-secret-of-this-test' },
  secretFields: ['accessKeySecret'],
  token: { field: 'securityToken', header: 'x-acs-security-token' },
  freshness: 'x-acs-signature-nonce',
  id: (n) => `i-bp67acfmxazb4p${String(n).padStart(4, '0')}`,
  stopped: 'Stopped',
  running: 'Running',
  words: { Pending: 'busy', Starting: 'starting', Running: 'running', Stopping: 'stopping', Stopped: 'stopped' },
  look: 'DescribeInstances',
  page: (rows, { number, more }) => ({
    RequestId: 'REQUEST-1',
    NextToken: more ? `token-${number + 1}` : '',
    Instances: { Instance: rows.map(([InstanceId, Status]) => ({ InstanceId, Status, OperationLocks: { LockReason: [] } })) },
  }),
  pageMark: (number) => (number === 0 ? undefined : `token-${number}`),
  pageMarkOf: ({ path }) => new URL(path, 'http://any').searchParams.get('NextToken') ?? undefined,
  foundSize: 100,
  found: (rows, { number, more }) => ({
    RequestId: 'REQUEST-1',
    NextToken: more ? `token-${number + 1}` : '',
    Instances: {
      Instance: rows.map(({ id: InstanceId, tags }) => ({
        InstanceId,
        Status: 'Stopped',
        Tags: tags && { Tag: Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })) },
      })),
    },
  }),
  foundFrom: ({ path }) => 100 * Number((new URL(path, 'http://any').searchParams.get('NextToken') ?? 'token-0').slice(6)),
  accepted: (ids) => ({
    RequestId: 'REQUEST-1',
    InstanceResponses: { InstanceResponse: ids.map((InstanceId) => ({ InstanceId, Code: '200', Message: 'success' })) },
  }),
  refused: (Code, Message) => ({ status: 403, body: { RequestId: 'REQUEST-1', HostId: 'ecs', Code, Message } }),
  throttledCode: 'Throttling.User',
  skewedCode: 'InvalidTimeStamp.Expired',
  errorWith200: { kind: 'throttled', code: 'Throttling.User' },
};
