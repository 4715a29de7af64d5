import type { CloudState } from './cloud-state.ts';

/** The tag by which the sample configuration selects. */
const officeHours = { power: 'office-hours' };

/**
 * The state without a state file: made-up keys, and the instance ids of the providers' own
 * examples (seeds 000, 001, 003).
 */
export const sampleState: CloudState = {
  credentials: {
    alibaba: { accessKeyId: 'LTAI-SAMPLE-ONLY', accessKeySecret: 'sample-alibaba-secret' },
    tencent: { secretId: 'AKID-SAMPLE-ONLY', secretKey: 'sample-tencent-secret' },
    zenlayer: { accessKeyId: 'ZC-SAMPLE-ONLY', accessKeyPassword: 'sample-zenlayer-secret' },
  },
  instances: [
    { provider: 'alibaba', region: 'cn-hangzhou', id: 'i-bp67acfmxazb4p0001', status: 'Stopped' },
    { provider: 'alibaba', region: 'cn-hangzhou', id: 'i-bp67acfmxazb4p0002', status: 'Stopped' },
    { provider: 'alibaba', region: 'cn-hangzhou', id: 'i-bp67acfmxazb4p0003', status: 'Running' },
    { provider: 'alibaba', region: 'cn-hangzhou', id: 'i-bp1localdisk0001', status: 'Stopped' },
    { provider: 'tencent', region: 'ap-shanghai', id: 'ins-r8hr2upy', status: 'STOPPED', tags: officeHours },
    { provider: 'tencent', region: 'ap-shanghai', id: 'ins-5d8a23rs', status: 'RUNNING', tags: officeHours },
    { provider: 'zenlayer', id: '1500000000000000001', status: 'STOPPED' },
    { provider: 'zenlayer', id: '1500000000000000002', status: 'STOPPED' },
  ],
};
