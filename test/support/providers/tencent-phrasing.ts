import type { Phrasing } from './phrasing.ts';

/** How Tencent Cloud CVM says it. */
export const tencentPhrasing: Phrasing = {
  region: 'ap-shanghai',
  credentials: { secretId: 'AKID-OF-THIS-TEST', secretKey: 'tencent-secret-of-this-test' },
  secretFields: ['secretKey'],
  token: { field: 'token', header: 'x-tc-token' },
  freshness: 'x-tc-timestamp',
  id: (n) => `ins-r8hr${String(n).padStart(4, '0')}`,
  stopped: 'STOPPED',
  running: 'RUNNING',
  words: {
    PENDING: 'busy',
    LAUNCH_FAILED: 'locked',
    RUNNING: 'running',
    STOPPED: 'stopped',
    STARTING: 'starting',
    STOPPING: 'stopping',
    REBOOTING: 'starting',
    SHUTDOWN: 'stopped',
    TERMINATING: 'locked',
    ENTER_RESCUE_MODE: 'busy',
    RESCUE_MODE: 'locked',
    EXIT_RESCUE_MODE: 'busy',
    ENTER_SERVICE_LIVE_MIGRATE: 'busy',
    SERVICE_LIVE_MIGRATE: 'busy',
    EXIT_SERVICE_LIVE_MIGRATE: 'busy',
  },
  look: 'DescribeInstances',
  page: (rows, { total }) => ({
    Response: {
      RequestId: 'request-1',
      TotalCount: total,
      InstanceSet: rows.map(([InstanceId, InstanceState]) => ({ InstanceId, InstanceState, RestrictState: 'NORMAL' })),
    },
  }),
  pageMark: (number, size) => `offset ${number * size} of 100`,
  pageMarkOf: ({ body }) => {
    const { Offset, Limit } = JSON.parse(body);
    return `offset ${Offset} of ${Limit}`;
  },
  foundSize: 100,
  found: (rows, { total }) => ({
    Response: {
      RequestId: 'request-1',
      TotalCount: total,
      InstanceSet: rows.map(({ id: InstanceId, tags }) => ({
        InstanceId,
        InstanceState: 'STOPPED',
        Tags: tags && Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      })),
    },
  }),
  foundFrom: ({ body }) => JSON.parse(body).Offset,
  accepted: () => ({ Response: { RequestId: 'request-1' } }),
  refused: (Code, Message) => ({ status: 200, body: { Response: { Error: { Code, Message }, RequestId: 'request-1' } } }),
  throttledCode: 'RequestLimitExceeded',
  skewedCode: 'AuthFailure.SignatureExpire',
  errorWith200: { kind: 'throttled', code: 'RequestLimitExceeded' },
};
