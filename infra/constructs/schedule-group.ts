import { Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { scheduleGroupName } from '../../shared/domain/names.ts';
import type { FunctionQueue } from './function-queue.ts';

/** Where the group's cron rules send their jobs. */
export interface ScheduleGroupProps {
  readonly jobs: FunctionQueue;
}

/**
 * The group that holds all cron rules, and the one role with which EventBridge Scheduler acts for
 * them.
 */
export class ScheduleGroup extends Construct {
  readonly name: string;
  readonly jobs: FunctionQueue;
  /**
   * May send to the jobs queue and its dead-letter queue, nothing else, and only for rules of this
   * group.
   */
  readonly role: Role;

  constructor(scope: Construct, id: string, props: ScheduleGroupProps) {
    super(scope, id);
    const group = new CfnScheduleGroup(this, 'Group', { name: scheduleGroupName });
    this.name = group.ref;
    this.jobs = props.jobs;
    this.role = new Role(this, 'Role', {
      // The source is the group, never one rule: Scheduler says so (Scheduler user guide,
      // "Confused deputy prevention").
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account, 'aws:SourceArn': group.attrArn } },
      }),
    });
    this.jobs.grantSend(this.role);
    this.jobs.grantSendDeadLetter(this.role);
  }
}
