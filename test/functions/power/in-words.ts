import type { Outcome } from '../../../shared/domain/outcome.ts';
import { followUpInWords } from '../../shared/domain/a-batch.ts';

/** An outcome in words: `i-1 rejected Code (1)` with the attempts, and `confirm i-1 in 15`. */
export function inWords({ verdicts, followUps, accountFailure }: Outcome) {
  return {
    verdicts: verdicts.map(({ instanceId, verdict, code, attempts }) => `${instanceId} ${verdict} ${code} (${attempts})`),
    followUps: followUps.map(followUpInWords),
    account: accountFailure?.code ?? null,
  };
}
