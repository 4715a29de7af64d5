// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation and IAM write their
// variables so.
import { describe, expect, it } from 'vitest';
import { deploy } from '../fixture/deploy.ts';
import { propertiesIn, type Template } from '../fixture/template.ts';

const redrive = (deadLetterTargetArn: string) => ({ deadLetterTargetArn, maxReceiveCount: 3 });
const set = (logicalId: string, properties: object) => (template: Template) => {
  Object.assign(propertiesIn(template, logicalId), properties);
};
const target = (changes: object) => (template: Template) => {
  Object.assign(propertiesIn(template, 'Morning').Target as object, changes);
};
const policy = (statement: object) => ({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: 'sqs:*', Resource: '*', ...statement },
});

describe('before anything runs', () => {
  it('takes the fixture as it is', async () => {
    await expect(deploy(() => {})).resolves.toBeUndefined();
  });

  it.each([
    [
      'a policy operator',
      set('WorkerPolicy', { PolicyDocument: policy({ Condition: { DateLessThan: { 'aws:CurrentTime': 'x' } } }) }),
      /DateLessThan/,
    ],
    ['a policy element', set('WorkerPolicy', { PolicyDocument: policy({ NotAction: 'x' }) }), /NotAction/],
    [
      'an identity policy with a principal',
      set('WorkerPolicy', { PolicyDocument: policy({ Principal: '*' }) }),
      /has no Principal/,
    ],
    [
      'an identity policy without a resource',
      set('WorkerPolicy', { PolicyDocument: policy({ Resource: undefined }) }),
      /needs a Resource/,
    ],
    ['a policy variable', set('WorkerPolicy', { PolicyDocument: policy({ Resource: 'a/${aws:username}' }) }), /policy variables/],
    [
      'a managed policy',
      set('WorkerRole', { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] }),
      /AdministratorAccess/,
    ],
    [
      'a role Lambda may not assume',
      set('WorkerRole', { AssumeRolePolicyDocument: trustOf('ec2.amazonaws.com') }),
      /lambda.amazonaws.com/,
    ],
    [
      'a rule that should have begun',
      set('Morning', { StartDate: '2020-01-01T00:00:00Z' }),
      /StartDate you specify cannot be earlier than 5 minutes ago/,
    ],
    [
      'a role of another group',
      set('SchedulerRole', { AssumeRolePolicyDocument: trustOf('scheduler.amazonaws.com', 'other') }),
      /scheduler.amazonaws.com/,
    ],
    [
      'a mapping its role may not read',
      set('WorkerPolicy', { PolicyDocument: policy({ Action: 'sqs:SendMessage' }) }),
      /sqs:ReceiveMessage/,
    ],
    ['a mapping without a queue', set('WorkerMapping', { EventSourceArn: 'arn:aws:sqs:us-east-1:000000000000:x' }), /no queue/],
    ['a visibility timeout below the function timeout', set('Jobs', { VisibilityTimeout: 5 }), /visibility timeout/],
    [
      'a dead-letter queue of elsewhere',
      set('Jobs', { RedrivePolicy: redrive('arn:aws:sqs:us-east-1:000000000000:x') }),
      /dead-letter queue .*:x/,
    ],
    [
      'a dead-letter queue that denies all',
      set('JobsDead', { RedriveAllowPolicy: { redrivePermission: 'denyAll' } }),
      /RedriveAllowPolicy/,
    ],
    [
      'a dead-letter queue that names others',
      set('JobsDead', {
        RedriveAllowPolicy: { redrivePermission: 'byQueue', sourceQueueArns: ['arn:aws:sqs:us-east-1:000000000000:x'] },
      }),
      /does not allow Fixture-Jobs/,
    ],
    [
      'a receive count of nought',
      set('Jobs', { RedrivePolicy: { ...redrive('x'), maxReceiveCount: 0 } }),
      /maxReceiveCount: must be at least 1/,
    ],
    ['a delay beyond fifteen minutes', set('Jobs', { DelaySeconds: 901 }), /Jobs: /],
    [
      'a retention in which a message cannot be delayed and received as often as it may be',
      set('Jobs', { MessageRetentionPeriod: 1079 }),
      /Jobs: SQS would drop messages after 1079 s; its delay and receives may take 1080 s/,
    ],
    [
      'a dead-letter queue that forgets sooner than its source',
      set('JobsDead', { MessageRetentionPeriod: 345_599 }),
      /JobsDead: it must keep messages at least as long as Fixture-Jobs/,
    ],
    [
      'a deny by something it does not know of a call',
      set('WorkerPolicy', {
        PolicyDocument: policy({ Effect: 'Deny', Condition: { StringEquals: { 'aws:ResourceTag/team': 'x' } } }),
      }),
      /does not know the condition key aws:resourcetag\/team, so it cannot honour this Deny/,
    ],
    ['a schedule to a queue of elsewhere', target({ Arn: 'arn:aws:sqs:us-east-1:000000000000:x' }), /no queue .*:x/],
    [
      'a schedule with dead letters of elsewhere',
      target({ DeadLetterConfig: { Arn: 'arn:aws:sqs:us-east-1:000000000000:x' } }),
      /no queue .*:x/,
    ],
    [
      'a mapping that its function would throttle',
      set('Worker', { ReservedConcurrentExecutions: 1 }),
      /WorkerMapping: it runs 2 batches at a time, and .*Worker.* reserves 1; write a MaximumConcurrency of at most 1/,
    ],
    ['a role of elsewhere', set('Worker', { Role: 'arn:aws:iam::000000000000:role/x' }), /role\/x/],
  ])('refuses %s', async (_, change, says) => {
    await expect(deploy(change)).rejects.toThrow(says);
  });
});

function trustOf(Service: string, group = 'default'): object {
  const source = `arn:aws:scheduler:us-east-1:000000000000:schedule-group/${group}`;
  const Condition = group === 'default' ? {} : { Condition: { StringEquals: { 'aws:SourceArn': source } } };
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service }, ...Condition }],
  };
}
