import type { WorkMessage } from '../../shared/domain/batch.ts';
import type { Permits, PermittedBefore } from '../../shared/domain/port.ts';
import type { Telemetry } from '../../shared/lambda/telemetry.ts';
import type { MachineStore } from '../../shared/store/machine-store.ts';

/** What permits and claims are kept with. `now` is in epoch milliseconds. */
export interface RestartMemoryParts {
  readonly store: Pick<MachineStore, 'permit' | 'withdraw' | 'giveBack' | 'seenDone'>;
  readonly now: () => number;
  readonly logger: Pick<Telemetry['logger'], 'error'>;
}

/** What a power function remembers of restarts outside its messages. */
export interface RestartMemory {
  /** The permits of a message's machines. */
  readonly permitsOf: (message: WorkMessage) => Permits;
  /**
   * Gives the claims of machines back that ended without a call. Never throws: a claim that stays
   * is the safe side, and its cooldown ends by itself.
   */
  readonly giveBack: (message: WorkMessage, ids: readonly string[]) => Promise<void>;
  /**
   * Notes that machines were seen back from their reboots, so that another delivery of the message
   * does not miss them. Never throws: without the note it says that it has seen no reboot.
   */
  readonly seenDone: (message: WorkMessage, ids: readonly string[]) => Promise<void>;
}

/**
 * The memory in the table. Permits are taken one after another, and what the table refuses or does
 * not answer is thrown: then nothing is sent, and the message is delivered again. What cannot be
 * given back or noted is logged.
 */
export function tableMemory({ store, now, logger }: RestartMemoryParts): RestartMemory {
  const machineIn = ({ account, region }: WorkMessage, instanceId: string) => ({ account, region, instanceId });
  const orLog = async (what: string, message: WorkMessage, ids: readonly string[], give: (id: string) => Promise<unknown>) => {
    for (const id of ids) {
      try {
        await give(id);
      } catch (error) {
        const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
        logger.error(what, { job: message.job.id, account: message.account, instanceId: id, reason });
      }
    }
  };
  return {
    permitsOf: (message) => ({
      async permit(ids, what) {
        const cooldownMs = message.options.action === 'restart' ? message.options.cooldownMs : 0;
        const refused = new Map<string, PermittedBefore>();
        for (const id of ids) {
          const answer = await store.permit(machineIn(message, id), message.job.id, what, now(), cooldownMs);
          if (answer.got === 'refusal')
            refused.set(id, { deed: answer.before, own: answer.by === message.job.id, seen: answer.seen });
        }
        return refused;
      },
      withdraw: (ids, what) =>
        orLog('permit not given back', message, ids, (id) => store.withdraw(machineIn(message, id), message.job.id, what, now())),
    }),
    giveBack: (message, ids) =>
      orLog('claim not given back', message, ids, (id) => store.giveBack(machineIn(message, id), message.job.id, now())),
    seenDone: (message, ids) =>
      orLog('reboot not noted', message, ids, (id) => store.seenDone(machineIn(message, id), message.job.id, now())),
  };
}
