import { AlarmWatch } from './alarms/alarm-watch.ts';
import { EventSource } from './delivery/event-source.ts';
import { stackMappings } from './delivery/mappings.ts';
import { Driver } from './driver.ts';
import type { EngineEvent } from './engine-event.ts';
import { AwsApi, type CallMeddler, type GatewayCall } from './gateway/aws-api.ts';
import type { MessagingBackend } from './gateway/messaging-backend.ts';
import { type Published, publishedBy } from './gateway/published.ts';
import { QueueService } from './gateway/queue-service.ts';
import { SecretService } from './gateway/secret-service.ts';
import type { Operation, WireReply } from './gateway/service.ts';
import { TopicService } from './gateway/topic-service.ts';
import type { Access } from './iam/access.ts';
import type { FunctionFleet } from './lambda/function-fleet.ts';
import { type CivilDays, spanOf } from './scheduler/civil-days.ts';
import type { Window } from './scheduler/cron-plan.ts';
import { type DueFiring, Scheduler } from './scheduler/scheduler.ts';
import { StackQueues } from './stack-queues.ts';
import type { Stack } from './template/stack.ts';
import type { VirtualDate } from './virtual-date.ts';

/** What a stack runs on. */
export interface RunningStackParts {
  readonly secrets: Readonly<Record<string, unknown>>;
  readonly virtual: boolean;
  readonly clock: VirtualDate;
  readonly backend: MessagingBackend;
  readonly stack: Stack;
  readonly access: Access;
  readonly fleet: FunctionFleet;
  readonly report: (event: EngineEvent) => void;
  readonly meddler: CallMeddler;
}

/** A deployed stack with its services, and the ways to make something happen in it. All instants are milliseconds of its clock. */
export class RunningStack {
  readonly now: () => number;
  readonly api: AwsApi;
  readonly fleet: FunctionFleet;
  readonly queues: StackQueues;
  readonly alarms: readonly AlarmWatch[];
  readonly published: Published[] = [];
  readonly #report: (event: EngineEvent) => void;
  readonly #scheduler: Scheduler;
  readonly #driver: Driver;

  constructor({ secrets, virtual, clock, backend, stack, access, fleet, report, meddler }: RunningStackParts) {
    const { now } = clock;
    this.now = now;
    this.fleet = fleet;
    this.#report = report;
    this.queues = new StackQueues(stack, backend);
    const services = {
      sqs: new QueueService(backend),
      sns: new TopicService(backend),
      secretsmanager: new SecretService(secrets, now),
    };
    const onCalled = (call: GatewayCall, operation: Operation, reply: WireReply): void => this.#onCalled(call, operation, reply);
    const api = new AwsApi({ services, access, now, report, meddler, onCalled });
    this.api = api;
    this.#scheduler = new Scheduler(stack, { api, now, report });
    this.alarms = stack.resources('AWS::CloudWatch::Alarm').map((alarm) => new AlarmWatch(alarm, { api, backend, now, report }));
    const wake = (): void => this.#driver.wake();
    const sources = stackMappings(stack, (name) => fleet.find(name), access).map(
      (mapping) => new EventSource(mapping, { api, backend, fleet, now, report, wake }),
    );
    this.#driver = new Driver([this.#scheduler, ...sources, ...this.alarms], { clock, virtual, report });
  }

  /** Fires a schedule by its physical name, with `at` (else now) as its due time. */
  async fire({ name, at }: { readonly name: string; readonly at?: number }): Promise<void> {
    await this.#scheduler.fire(name, at ?? this.now());
    await this.queues.look(this.now());
  }

  /** Puts a raw message into a queue. */
  async send(queueLogicalOrName: string, body: string): Promise<void> {
    await this.queues.send(queueLogicalOrName, body);
    this.#driver.wake();
    await this.queues.look(this.now());
  }

  /** Every firing there was, in order. */
  get firings(): readonly DueFiring[] {
    return this.#scheduler.firings;
  }

  /** Lets rules fire by themselves until `instant`, and everything else happen until then. */
  async runUntil(instant: number): Promise<void> {
    const after = this.now();
    await this.#run(instant, () => ({ after, until: instant }));
  }

  /** The same through whole days, which begin and end for every rule in its own zone. Of those a rule may be late for, none is left out. */
  async runDays(days: CivilDays): Promise<void> {
    const ends = this.#scheduler.timeZones.map((timeZone) => spanOf(days, timeZone).to);
    await this.#run(Math.max(this.now(), ...ends), (timeZone) => {
      const { from, to } = spanOf(days, timeZone);
      return { after: from - 1, until: to - 1 };
    });
  }

  /** Runs until nothing is left to do, or until `limitMs` have passed. */
  async settle(limitMs: number): Promise<{ readonly settled: boolean }> {
    const end = await this.#driver.run(this.now() + limitMs);
    await this.queues.look(this.now());
    return { settled: end === 'idle' };
  }

  async #run(instant: number, windowIn: (timeZone: string) => Window): Promise<void> {
    this.#scheduler.letRulesFire(windowIn);
    try {
      while ((await this.#driver.run(instant)) === 'idle' && this.now() < instant) await this.#driver.advanceTo(instant);
    } finally {
      this.#scheduler.letRulesFire(null);
      await this.queues.look(this.now());
    }
  }

  #onCalled(call: GatewayCall, operation: Operation, reply: WireReply): void {
    const message = publishedBy(call, operation, reply);
    if (message !== null) {
      this.published.push(message);
      this.#report({ kind: 'published', topicArn: message.topicArn, subject: message.subject, at: call.at });
    }
    this.#driver.wake();
  }
}
