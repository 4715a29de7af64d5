import type { Phrasing } from './phrasing.ts';

/** How Zenlayer ZEC says it. */
export const zenlayerPhrasing: Phrasing = {
  region: null,
  credentials: { accessKeyId: 'ZC-OF-THIS-TEST', accessKeyPassword: 'zenlayer-secret-of-this-test' },
  secretFields: ['accessKeyPassword'],
  freshness: 'x-zc-timestamp',
  id: (n) => `15000000000000${String(n).padStart(5, '0')}`,
  stopped: 'STOPPED',
  running: 'RUNNING',
  words: {
    STOPPED: 'stopped',
    RUNNING: 'running',
    BOOTING: 'starting',
    STARTING: 'starting',
    REBOOT: 'starting',
    STOPPING: 'stopping',
    PENDING: 'busy',
    DEPLOYING: 'busy',
    REBUILDING: 'busy',
    RESIZING: 'busy',
    IMAGING: 'busy',
    RECYCLING: 'stopped',
    RECYCLE: 'stopped',
    RECYCLED: 'stopped',
    RELEASING: 'locked',
    CREATE_FAILED: 'locked',
    REINSTALL_FAILED: 'locked',
  },
  look: 'DescribeInstancesStatus',
  page: (rows, { total }) => ({
    requestId: 'T1',
    response: {
      requestId: 'T1',
      totalCount: total,
      dataSet: rows.map(([instanceId, instanceStatus]) => ({ instanceId, instanceStatus })),
    },
  }),
  pageMark: (number) => `page ${number + 1} of 100`,
  pageMarkOf: ({ body }) => {
    const { pageNum, pageSize } = JSON.parse(body);
    return `page ${pageNum} of ${pageSize}`;
  },
  foundSize: 500,
  found: (rows, { total }) => ({
    requestId: 'T1',
    response: {
      requestId: 'T1',
      totalCount: total,
      dataSet: rows.map(({ id: instanceId, tags, group: resourceGroupId }) => ({
        instanceId,
        status: 'STOPPED',
        resourceGroupId,
        tags: tags && { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) },
      })),
    },
  }),
  foundFrom: ({ body }) => {
    const { pageNum, pageSize } = JSON.parse(body);
    return (pageNum - 1) * pageSize;
  },
  accepted: () => ({ requestId: 'T1', response: { requestId: 'T1', instanceIds: [] } }),
  refused: (code, message) => ({ status: 403, body: { requestId: 'T1', code, message } }),
  throttledCode: 'REQUEST_LIMIT_EXCEEDED',
  skewedCode: 'AUTHFAILURE_SIGNATURE_EXPIRED',
  // Success is whatever comes with 200; a flat error in its place is not documented, so nobody
  // knows what was done.
  errorWith200: { kind: 'outcomeUnknown', code: 'Reveille.Unreadable' },
};
