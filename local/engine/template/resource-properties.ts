import type * as z from 'zod/mini';
import { explainMismatch } from './explain-mismatch.ts';
import { eventSourceMappingProperties, functionProperties, logGroupProperties } from './function-properties.ts';
import {
  queuePolicyProperties,
  queueProperties,
  subscriptionProperties,
  topicPolicyProperties,
  topicProperties,
} from './messaging-properties.ts';
import { policyProperties, roleProperties } from './permission-properties.ts';
import type { ResourceType } from './resource-identity.ts';
import { alarmProperties, scheduleGroupProperties, scheduleProperties } from './schedule-properties.ts';
import { TemplateError } from './template-error.ts';

/** The properties the engine knows, by resource type: handled, or accepted with the reason why they have no effect here. */
export const propertiesByType = {
  'AWS::SQS::Queue': queueProperties,
  'AWS::SQS::QueuePolicy': queuePolicyProperties,
  'AWS::SNS::Topic': topicProperties,
  'AWS::SNS::TopicPolicy': topicPolicyProperties,
  'AWS::SNS::Subscription': subscriptionProperties,
  'AWS::Lambda::Function': functionProperties,
  'AWS::Lambda::EventSourceMapping': eventSourceMappingProperties,
  'AWS::IAM::Role': roleProperties,
  'AWS::IAM::Policy': policyProperties,
  'AWS::Logs::LogGroup': logGroupProperties,
  'AWS::Scheduler::ScheduleGroup': scheduleGroupProperties,
  'AWS::Scheduler::Schedule': scheduleProperties,
  'AWS::CloudWatch::Alarm': alarmProperties,
} as const satisfies Readonly<Record<ResourceType, z.ZodMiniType>>;

/** The checked properties of a resource type. */
export type PropertiesOf<T extends ResourceType> = z.infer<(typeof propertiesByType)[T]>;

/**
 * Checks resolved properties against what the engine knows of the type.
 * Throws {@link TemplateError} naming the resource and every property that is unknown or has a value the engine cannot honour.
 */
export function checkProperties<T extends ResourceType>(type: T, logicalId: string, properties: unknown): PropertiesOf<T> {
  const result = propertiesByType[type].safeParse(properties);
  if (result.success) return result.data as PropertiesOf<T>;
  throw new TemplateError(`${logicalId} (${type}): ${explainMismatch(result.error)}`);
}
