import type { ProviderName } from '../../../shared/domain/vocabulary.ts';
import type { ArrivedRequest } from '../scripted-server.ts';
import { alibabaPhrasing } from './alibaba-phrasing.ts';
import type { Phrasing } from './phrasing.ts';
import { tencentPhrasing } from './tencent-phrasing.ts';
import { zenlayerPhrasing } from './zenlayer-phrasing.ts';

/** Answers of one provider with a text in every field that Reveille reads. */
export interface RichAnswers {
  readonly phrasing: Phrasing;
  /** Which of the answers a request is for. */
  answerTo(request: ArrivedRequest, isFind: boolean): 'look' | 'page' | 'dryRun' | 'act';
  readonly status: { readonly refusal: number; readonly dryRun: number };
  readonly answers: Readonly<Record<'look' | 'page' | 'dryRun' | 'act' | 'refusal', unknown>>;
}

const tags = { power: 'office-hours', team: 'web' };

function idsOf({ id }: Phrasing): readonly string[] {
  return [id(0), id(1), id(2)];
}

const lockWords = [[{ LockReason: 'financial' }], [], [{ LockReason: 'Recycling' }]];

const alibaba: RichAnswers = {
  phrasing: alibabaPhrasing,
  status: { refusal: 403, dryRun: 400 },
  answerTo: ({ path }, isFind) => {
    if (path.includes('DryRun=true')) return 'dryRun';
    if (path.includes('MaxResults')) return isFind ? 'page' : 'look';
    return 'act';
  },
  answers: {
    look: {
      RequestId: 'R',
      NextToken: '',
      Instances: {
        Instance: idsOf(alibabaPhrasing).map((InstanceId, n) => ({
          InstanceId,
          Status: 'Stopped',
          OperationLocks: { LockReason: lockWords[n] },
        })),
      },
    },
    page: alibabaPhrasing.found(
      idsOf(alibabaPhrasing).map((id) => ({ id, tags })),
      { number: 0, total: 3, more: true },
    ),
    dryRun: { Code: 'DryRunOperation', Message: 'would work', RequestId: 'R' },
    act: {
      RequestId: 'R',
      InstanceResponses: {
        InstanceResponse: idsOf(alibabaPhrasing).map((InstanceId, n) => ({
          InstanceId,
          Code: n === 0 ? '200' : 'IncorrectInstanceStatus',
          Message: 'no',
        })),
      },
    },
    refusal: {
      Code: 'Forbidden.RAM',
      Message: 'no',
      RequestId: 'R',
      AccessDeniedDetail: { AuthAction: 'ecs:StartInstances', AuthPrincipalType: 'SubUser' },
    },
  },
};

const tencent: RichAnswers = {
  phrasing: tencentPhrasing,
  status: { refusal: 200, dryRun: 200 },
  answerTo: ({ headers }, isFind) => (headers['x-tc-action'] === 'DescribeInstances' ? (isFind ? 'page' : 'look') : 'act'),
  answers: {
    look: {
      Response: {
        RequestId: 'R',
        TotalCount: 3,
        InstanceSet: idsOf(tencentPhrasing).map((InstanceId, n) => ({
          InstanceId,
          InstanceState: 'STOPPED',
          RestrictState: n === 0 ? 'EXPIRED' : 'NORMAL',
          LatestOperation: 'StartInstances',
          LatestOperationState: n === 1 ? 'OPERATING' : 'FAILED',
          LatestOperationErrorMsg: 'no stock',
        })),
      },
    },
    page: tencentPhrasing.found(
      idsOf(tencentPhrasing).map((id) => ({ id, tags })),
      { number: 0, total: 9, more: true },
    ),
    dryRun: {},
    act: tencentPhrasing.accepted([]),
    refusal: tencentPhrasing.refused('UnauthorizedOperation', 'no').body,
  },
};

const zenlayer: RichAnswers = {
  phrasing: zenlayerPhrasing,
  status: { refusal: 403, dryRun: 200 },
  answerTo: ({ headers }, isFind) => (String(headers['x-zc-action']).startsWith('Describe') ? (isFind ? 'page' : 'look') : 'act'),
  answers: {
    look: zenlayerPhrasing.page(
      idsOf(zenlayerPhrasing).map((id) => [id, 'STOPPED'] as const),
      { number: 0, total: 3, more: false },
    ),
    page: zenlayerPhrasing.found(
      idsOf(zenlayerPhrasing).map((id) => ({ id, tags, group: 'g' })),
      { number: 0, total: 9, more: true },
    ),
    dryRun: {},
    act: { requestId: 'R', response: { instanceIds: [zenlayerPhrasing.id(0)] } },
    refusal: zenlayerPhrasing.refused('AUTHFAILURE_UNAUTHORIZED_OPERATION', 'no').body,
  },
};

/** The rich answers of each provider. */
export const richAnswers: Readonly<Record<ProviderName, RichAnswers>> = { alibaba, tencent, zenlayer };
