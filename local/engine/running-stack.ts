import { Driver } from './driver.ts';
import { AwsApi, type CallMeddler } from './gateway/aws-api.ts';
import type { HttpAnswer, HttpRequest } from './http/http-message.ts';
import { functionDefinitions } from './lambda/function-definition.ts';
import { FunctionFleet } from './lambda/function-fleet.ts';
import { PlannedWork } from './planned-work.ts';
import { type CivilDays, spanOf } from './scheduler/civil-days.ts';
import type { Window } from './scheduler/cron-plan.ts';
import type { DueFiring } from './scheduler/scheduler.ts';
import type { Ground, Published } from './services/aws-service.ts';
import { type DeployedServices, deployServices, serviceOperations } from './services/services.ts';

/** What a stack runs on. */
export interface RunningStackParts extends Omit<Ground, 'fleet' | 'published' | 'wake' | 'rulesFire'> {
  /** True: waits in which every process is idle are jumped over. */
  readonly virtual: boolean;
  readonly meddler: CallMeddler;
}

interface Parts {
  readonly api: AwsApi;
  readonly services: DeployedServices;
  readonly driver: Driver;
  readonly planned: PlannedWork;
}

/**
 * A deployed stack with its services, and the ways to make something happen in it. All instants
 * are milliseconds of its clock.
 */
export class RunningStack {
  readonly api: AwsApi;
  readonly services: DeployedServices;
  readonly published: readonly Published[];
  readonly #now: () => number;
  readonly #driver: Driver;
  readonly #planned: PlannedWork;

  /** Deploys a stack. Throws TemplateError for what AWS would refuse at deployment. */
  static async deploy({ virtual, meddler, ...given }: RunningStackParts): Promise<RunningStack> {
    const { clock, access, report } = given;
    let driver: Driver | null = null;
    let scheduler: DeployedServices['scheduler']['scheduler'] | null = null;
    const fleet = new FunctionFleet(functionDefinitions(given.stack), { ...given, gateway: given.origin });
    given.onClose(() => fleet.close());
    const ground: Ground = {
      ...given,
      fleet,
      published: [],
      wake: () => driver?.wake(),
      rulesFire: () => scheduler?.fires ?? false,
    };
    const operations = serviceOperations(ground);
    const api = new AwsApi({ services: operations, access, now: clock.now, report, meddler, wake: ground.wake });
    const services = await deployServices({ ...ground, api });
    scheduler = services.scheduler.scheduler;
    const planned = new PlannedWork({ now: clock.now, wake: ground.wake });
    const works = Object.values(services).flatMap((service) => service.works);
    driver = new Driver([planned, ...works], { clock, virtual, report });
    return new RunningStack(ground, { api, services, driver, planned });
  }

  private constructor({ clock, published }: Ground, { api, services, driver, planned }: Parts) {
    this.#now = clock.now;
    this.published = published;
    this.api = api;
    this.services = services;
    this.#driver = driver;
    this.#planned = planned;
  }

  /**
   * Plans something that comes from outside at an instant; an instant in the past is due at once.
   */
  plan(at: number, work: () => Promise<void>): void {
    this.#planned.plan(at, work);
  }

  /** Fires a schedule by its physical name, with `at` (else now) as its due time. */
  async fire({ name, at }: { readonly name: string; readonly at?: number }): Promise<void> {
    await this.#scheduler.fire(name, at ?? this.#now());
    await this.#look();
  }

  /** Puts a raw message into a queue. */
  async send(queueLogicalOrName: string, body: string): Promise<void> {
    await this.services.sqs.queues.send(queueLogicalOrName, body);
    this.#driver.wake();
    await this.#look();
  }

  /** Sends a request to the HTTP API of the stack. */
  async request(request: HttpRequest): Promise<HttpAnswer> {
    const answer = await this.services.apigateway.request(request);
    await this.#look();
    return answer;
  }

  /** Puts an event on the default event bus. */
  async putEvent(event: Readonly<Record<string, unknown>>): Promise<void> {
    await this.services.events.bus.put(event);
    await this.#look();
  }

  /** Every firing so far, in order. */
  get firings(): readonly DueFiring[] {
    return this.#scheduler.firings;
  }

  /** Lets rules fire by themselves until `instant`, and everything else happen until then. */
  async runUntil(instant: number): Promise<void> {
    const after = this.#now();
    await this.#run(instant, () => ({ after, until: instant }));
  }

  /**
   * Lets rules fire by themselves through whole days, which begin and end for every rule in its
   * own zone. A rule whose time the clock has already passed on these days fires late rather than
   * never.
   */
  async runDays(days: CivilDays): Promise<void> {
    const ends = this.#scheduler.timeZones.map((timeZone) => spanOf(days, timeZone).to);
    await this.#run(Math.max(this.#now(), ...ends), (timeZone) => {
      const { from, to } = spanOf(days, timeZone);
      return { after: from - 1, until: to - 1 };
    });
  }

  /** Runs until nothing is left to do, or until `limitMs` have passed. */
  async settle(limitMs: number): Promise<{ readonly settled: boolean }> {
    const end = await this.#driver.run(this.#now() + limitMs);
    await this.#look();
    return { settled: end === 'idle' };
  }

  get #scheduler(): DeployedServices['scheduler']['scheduler'] {
    return this.services.scheduler.scheduler;
  }

  async #look(): Promise<void> {
    await this.services.sqs.queues.look(this.#now());
  }

  async #run(instant: number, windowIn: (timeZone: string) => Window): Promise<void> {
    this.#scheduler.letRulesFire(windowIn);
    try {
      while ((await this.#driver.run(instant)) === 'idle' && this.#now() < instant) await this.#driver.advanceTo(instant);
    } finally {
      this.#scheduler.letRulesFire(null);
      await this.#look();
    }
  }
}
