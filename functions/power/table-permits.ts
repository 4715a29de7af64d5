import type { WorkMessage } from '../../shared/domain/batch.ts';
import type { Permits } from '../../shared/domain/port.ts';
import type { MachineStore } from '../../shared/store/machine-store.ts';

/**
 * The permits of a message's machines, as the table remembers them. Permits are taken one after
 * another, and what the table refuses or does not answer is thrown: then nothing is sent, and the
 * message is delivered again. `now` is in epoch milliseconds.
 */
export function tablePermits(
  store: Pick<MachineStore, 'permit' | 'withdraw'>,
  now: () => number,
): (message: WorkMessage) => Permits {
  return ({ account, region, job, options }) => {
    const cooldownMs = options.action === 'restart' ? options.cooldownMs : 0;
    const machineOf = (instanceId: string) => ({ account, region, instanceId });
    return {
      async permit(ids, kind) {
        const permitted = new Set<string>();
        for (const id of ids) {
          const answer = await store.permit(machineOf(id), job.id, kind, now(), cooldownMs);
          if (answer.got === 'permit') permitted.add(id);
        }
        return permitted;
      },
      async withdraw(ids, kind) {
        for (const id of ids) await store.withdraw(machineOf(id), job.id, kind, now());
      },
    };
  };
}
