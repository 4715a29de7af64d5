import type { WorkMessage } from '../../../../shared/domain/batch.ts';
import type { Delivery } from '../../../../shared/domain/moment.ts';
import type { Outcome } from '../../../../shared/domain/outcome.ts';
import { carryOut } from '../../../../shared/domain/step/carry-out.ts';
import { due, followUpInWords } from '../../../support/a-batch.ts';
import { type Script, scriptedPort } from './scripted-port.ts';

/**
 * One step of a message over a scripted port, in the middle of the random range: what came of it
 * and what was called. `now` is epoch ms; `overtaken`: since when its schedule wants the
 * opposite.
 */
export async function carriedOut(
  message: WorkMessage,
  script: Script = {},
  delivery: Partial<Delivery> = {},
  now = due,
  overtaken: number | null = null,
) {
  const { port, calls, names } = scriptedPort(script);
  const setting = { now: () => now, random: () => 0.5, overtakenSince: () => overtaken };
  const outcome = await carryOut(message, { sentAt: due, redelivered: false, ...delivery }, port, setting);
  return { outcome, ...inWords(outcome), calls, names: names() };
}

/** An outcome in words: `i-1 rejected Code (1)` with the attempts, and `confirm i-1 in 15`. */
export function inWords({ verdicts, followUps, accountFailure }: Outcome) {
  return {
    verdicts: verdicts.map(({ instanceId, verdict, code, attempts }) => `${instanceId} ${verdict} ${code} (${attempts})`),
    followUps: followUps.map(followUpInWords),
    account: accountFailure?.code ?? null,
  };
}
