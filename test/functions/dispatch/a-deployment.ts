import type { DispatchConfiguration } from '../../../shared/contract/compiled-configuration.ts';
import { byProvider } from '../../../shared/contract/provider-facts.ts';
import type { FollowUp } from '../../../shared/domain/batch.ts';
import { accountQueues } from '../../../shared/lambda/account-queues.ts';
import type { BatchSender } from '../../../shared/lambda/batch-sender.ts';

const minute = 60_000;
/** A schedule of this deployment without its targets. */
export const schedule = {
  timezone: 'Asia/Shanghai',
  transitions: [{ action: 'start' as const, rule: { kind: 'cron' as const, cron: '30 8 ? * MON-FRI *' } }],
  calendar: null,
  unknownYear: 'weekdays' as const,
  exceptions: [],
  expiresAfterMs: { start: 60 * minute, stop: 60 * minute },
  confirmWithinMs: 15 * minute,
  dryRun: false,
  batchMode: 'SuccessFirst' as const,
};
/** Instances of an account, by id. */
export const target = (account: string, region: string | null, instances: readonly string[]) => ({
  account,
  region,
  instances: [...instances],
  selection: null,
  initLocalDisk: false,
  stopMode: 'keep-charging' as const,
  force: false,
  forceAfterMs: 5 * minute,
});

/**
 * Three accounts at three providers, and schedules that use one, two, an unknown one and none of
 * them.
 */
export const deployed: DispatchConfiguration = {
  accounts: { 'ali-prod': { provider: 'alibaba' }, 'tc-dev': { provider: 'tencent' }, 'zen-edge': { provider: 'zenlayer' } },
  calendars: {},
  schedules: {
    'office-hours': {
      ...schedule,
      targets: [
        target('ali-prod', 'cn-hangzhou', ['i-1', 'i-2']),
        target(
          'zen-edge',
          null,
          Array.from({ length: 120 }, (_, n) => `z-${n}`),
        ),
        target('ali-prod', 'cn-beijing', ['i-3']),
      ],
    },
    'nobodys-account': {
      ...schedule,
      targets: [target('ali-prod', 'cn-hangzhou', ['i-1']), target('constructor', null, ['x-1'])],
    },
    empty: { ...schedule, targets: [] },
  },
};

/** The work queues of this deployment, by provider, and by account as dispatch takes them. */
export const queueUrls = byProvider((provider) => `https://sqs/${provider}`);
export const queues = accountQueues(deployed.accounts, queueUrls);

/** A sender that keeps what it is given. */
export function keepingSender(): {
  readonly send: BatchSender;
  readonly sent: { queueUrl: string; followUps: readonly FollowUp[] }[];
} {
  const sent: { queueUrl: string; followUps: readonly FollowUp[] }[] = [];
  return {
    sent,
    send: async (queueUrl, followUps) => {
      sent.push({ queueUrl, followUps });
    },
  };
}
