import { localArn } from '../locality.ts';
import type { Stack } from '../template/stack.ts';
import type { Access } from './access.ts';

/**
 * Checks that Lambda and Scheduler may act as the roles they are given. Throws TemplateError where one may not.
 * Scheduler names the schedule's group as its source (EventBridge Scheduler user guide, "Confused deputy prevention").
 */
export function requireTrusts(stack: Stack, access: Access): void {
  for (const { arn, properties } of stack.resources('AWS::Lambda::Function')) {
    access.requireTrust(properties.Role, 'lambda.amazonaws.com', arn);
  }
  for (const { properties } of stack.resources('AWS::Scheduler::Schedule')) {
    const group = localArn('scheduler', `schedule-group/${properties.GroupName ?? 'default'}`);
    access.requireTrust(properties.Target.RoleArn, 'scheduler.amazonaws.com', group);
  }
}
