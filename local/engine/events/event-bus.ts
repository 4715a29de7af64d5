import { randomUUID } from 'node:crypto';
import type { EngineEvent } from '../engine-event.ts';
import type { AwsApi } from '../gateway/aws-api.ts';
import { ServiceError } from '../gateway/service-error.ts';
import { locality } from '../locality.ts';
import { queueUrlOf } from '../messaging/stack-queues.ts';
import type { Stack, StackResource } from '../template/stack.ts';
import { type EventPattern, matchesPattern, parseEventPattern } from './event-pattern.ts';

/** What the event bus needs from the engine. */
export interface EventBusParts {
  readonly stack: Stack;
  readonly api: AwsApi;
  readonly now: () => number;
  readonly report: (event: EngineEvent) => void;
}

type Rule = StackResource<'AWS::Events::Rule'>;
type Target = Rule['properties']['Targets'][number];

/**
 * The default event bus: sends an event to the queues of every enabled rule whose pattern it
 * matches.
 */
export class EventBus {
  readonly #parts: EventBusParts;
  readonly #rules: readonly { readonly rule: Rule; readonly pattern: EventPattern }[];

  /** Throws TemplateError for a pattern that cannot be matched and for a queue of elsewhere. */
  constructor(parts: EventBusParts) {
    this.#parts = parts;
    const all = parts.stack.resources('AWS::Events::Rule').map((rule) => {
      for (const { Arn, DeadLetterConfig } of rule.properties.Targets)
        for (const arn of [Arn, DeadLetterConfig?.Arn ?? []].flat()) queueUrlOf(parts.stack, arn);
      return { rule, pattern: parseEventPattern(rule.properties.EventPattern, `${rule.logicalId}.EventPattern`) };
    });
    this.#rules = all.filter(({ rule }) => rule.properties.State !== 'DISABLED');
  }

  /**
   * Puts an event on the bus and returns when every target took or refused it. What an event of AWS
   * has and this one lacks is filled in: version, id, account, region, time, resources.
   * @throws Error for an event without source, detail-type or detail
   */
  async put(given: Readonly<Record<string, unknown>>): Promise<void> {
    const missing = ['source', 'detail-type', 'detail'].filter((key) => given[key] === undefined);
    if (missing.length > 0) throw new Error(`an event has ${missing.join(', ')}; add it`);
    const event = {
      version: '0',
      id: randomUUID(),
      account: locality.accountId,
      time: `${new Date(this.#parts.now()).toISOString().slice(0, 19)}Z`,
      region: locality.region,
      resources: [],
      ...given,
    };
    for (const { rule, pattern } of this.#rules) {
      if (!matchesPattern(pattern, event)) continue;
      for (const target of rule.properties.Targets) await this.#deliver(rule, target, JSON.stringify(event));
    }
  }

  async #deliver(rule: Rule, target: Target, MessageBody: string): Promise<void> {
    const { now, report } = this.#parts;
    try {
      await this.#send(rule, target.Arn, { MessageBody });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      report({ kind: 'event-undelivered', rule: rule.name, code: error.code, at: now() });
      await this.#bury(rule, target, MessageBody, error);
    }
  }

  async #bury(rule: Rule, { Arn, DeadLetterConfig }: Target, MessageBody: string, error: ServiceError): Promise<void> {
    if (DeadLetterConfig === undefined) return;
    try {
      await this.#send(rule, DeadLetterConfig.Arn, { MessageBody, MessageAttributes: deadLetterAttributes(rule, Arn, error) });
    } catch (refusal) {
      // Then the event is lost, as it is on AWS. The API has reported the refusal.
      if (!(refusal instanceof ServiceError)) throw refusal;
    }
  }

  async #send({ arn }: Rule, queueArn: string, message: Readonly<Record<string, unknown>>): Promise<void> {
    const principal = { kind: 'service', service: 'events.amazonaws.com', sourceArn: arn } as const;
    const QueueUrl = queueUrlOf(this.#parts.stack, queueArn);
    await this.#parts.api.call(principal, 'sqs', 'SendMessage', { QueueUrl, ...message });
  }
}

// The attributes of an event in a dead-letter queue (EventBridge user guide, "Using dead-letter
// queues to process undelivered events").
function deadLetterAttributes({ arn }: Rule, target: string, { code, message }: ServiceError): Record<string, object> {
  const ERROR_CODE = code === 'AccessDenied' ? 'NO_PERMISSIONS' : 'ERROR_FROM_TARGET';
  const values = { RULE_ARN: arn, TARGET_ARN: target, ERROR_CODE, ERROR_MESSAGE: message, RETRY_ATTEMPTS: '0' };
  return Object.fromEntries(
    Object.entries(values).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }] as const),
  );
}
