import type { Batch } from '../../shared/domain/batch.ts';
import type { Report } from '../../shared/history/report.ts';
import type { AccountEnd } from './engine/many-accounts.ts';

/**
 * What a run's report says of one account, beside what its cloud saw and how often its function
 * was killed.
 */
export function accountEnd(
  account: string,
  report: Report,
  { received, instances, kills }: Pick<AccountEnd, 'received' | 'instances' | 'kills'>,
): AccountEnd {
  const letters = report.deadLetters.map(({ body }) => body as Batch).filter((letter) => letter.account === account);
  return {
    verdicts: report.jobs.flatMap(({ verdicts }) => verdicts).filter((row) => row.account === account),
    letters: letters.map(({ instances: lettered, failures = [] }) => ({
      ids: lettered.map(({ id }) => id),
      codes: failures.map(({ code }) => code),
    })),
    alerts: report.alerts.map(({ message }) => message).filter((message) => message.includes(`Account   ${account} (`)),
    received,
    instances,
    kills,
  };
}
