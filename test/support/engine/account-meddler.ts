import type { CallMeddler, GatewayCall } from '../../../local/engine/gateway/aws-api.ts';
import type { Operation } from '../../../local/engine/gateway/service.ts';
import { ServiceError } from '../../../local/engine/gateway/service-error.ts';
import type { AccountPlan, KillPoint, Step } from './many-accounts.ts';

/** What a meddler does to an engine that runs. */
export interface Meddling {
  /** Kills the process that works for an account now; returns how many that were. */
  kill(account: string): number;
  /** Puts a message on a queue. */
  send(queueName: string, body: string): void;
}

/** Kills and repeats by plan, for each account by itself. */
export class AccountMeddler implements CallMeddler {
  readonly kills = new Map<string, number>();
  readonly #plans: ReadonlyMap<string, AccountPlan>;
  readonly #meddling: Meddling;
  readonly #counts = new Map<string, number>();
  /** An account's first batch, until it was repeated late. */
  readonly #firstBatches = new Map<string, string>();
  /**
   * What was repeated, so that it is only once: a repeated batch has followers that must not be.
   */
  readonly #repeated = new Set<string>();

  constructor(accounts: Readonly<Record<string, AccountPlan>>, meddling: Meddling) {
    this.#plans = new Map(Object.entries(accounts));
    this.#meddling = meddling;
  }

  beforeEffect(call: GatewayCall, operation: Operation): void {
    for (const { account, step } of this.#stepsOf(call, operation)) {
      if (this.reached(account, step, 'before')) throw new ServiceError('ServiceUnavailable', 'nobody hears this', 503);
    }
  }

  beforeAnswer(call: GatewayCall, operation: Operation): void {
    if (call.action === 'SendMessageBatch') this.#repeat(operation);
    for (const { account, step } of this.#stepsOf(call, operation)) this.reached(account, step, 'after');
  }

  /** Takes note that an account's function is at a step; true when it was killed there. */
  reached(account: string, step: Step, when: KillPoint['when']): boolean {
    const point = this.#plans.get(account)?.kills?.find((each) => each.step === step && each.when === when);
    if (point === undefined) return false;
    const key = `${account} ${step} ${when}`;
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    if (count !== (point.nth ?? 1)) return false;
    const killed = this.#meddling.kill(account);
    this.kills.set(account, (this.kills.get(account) ?? 0) + killed);
    return killed > 0;
  }

  /** Takes note that an account has a verdict. */
  decided(account: string): void {
    const first = this.#firstBatches.get(account);
    this.#firstBatches.delete(account);
    const plan = this.#plans.get(account);
    if (first !== undefined && plan?.repeats?.includes('lateAct')) this.#meddling.send(`reveille-${plan.provider}`, first);
  }

  #stepsOf({ service, action }: GatewayCall, { input }: Operation): { account: string; step: Step }[] {
    if (service === 'secretsmanager') return [{ account: String(input.SecretId), step: 'secret' }];
    if (action === 'Publish') {
      const account = /^Account {3}(\S+)/m.exec(String(input.Message))?.[1];
      return account === undefined ? [] : [{ account, step: 'alert' }];
    }
    const step = String(input.QueueUrl).endsWith('-dead-letters') ? 'letters' : 'work';
    const accounts = new Set(
      batchesIn(input)
        // What dispatch sends has been nowhere yet; a power function's follow-ups have.
        .filter(({ attempt, phase }) => step === 'letters' || attempt > 0 || phase === 'confirm')
        .map(({ account }) => account),
    );
    return [...accounts].map((account) => ({ account, step }));
  }

  #repeat({ input }: Operation): void {
    const queue = String(input.QueueUrl).split('/').at(-1) ?? '';
    if (queue.endsWith('-dead-letters')) return;
    for (const { account, phase, attempt, body } of batchesIn(input)) {
      const repeats = this.#plans.get(account)?.repeats ?? [];
      const isFirst = phase === 'act' && attempt === 0;
      if (isFirst) this.#firstBatches.set(account, body);
      const repeat = repeats.find((each) => (each === 'act' && isFirst) || (each === 'confirm' && phase === 'confirm'));
      if (repeat === undefined || this.#repeated.has(`${account} ${repeat}`)) continue;
      this.#repeated.add(`${account} ${repeat}`);
      this.#meddling.send(queue, body);
    }
  }
}

interface SentBatch {
  readonly account: string;
  readonly phase: string;
  readonly attempt: number;
  readonly body: string;
}

function batchesIn(input: Operation['input']): SentBatch[] {
  const entries = Array.isArray(input.Entries) ? (input.Entries as { MessageBody?: string }[]) : [];
  return entries.flatMap(({ MessageBody: body }) => {
    if (body === undefined) return [];
    const { account, phase, attempt } = JSON.parse(body) as { account: string; phase: string; attempt: number };
    return [{ account, phase, attempt, body }];
  });
}
