// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation and IAM write their variables so.
import { describe, expect, it } from 'vitest';
import { stackMappings } from '../../../local/engine/delivery/mappings.ts';
import { deployMessaging } from '../../../local/engine/gateway/deploy-messaging.ts';
import { MessagingBackend } from '../../../local/engine/gateway/messaging-backend.ts';
import { stackAccess } from '../../../local/engine/iam/access.ts';
import { requireTrusts } from '../../../local/engine/iam/require-trusts.ts';
import { functionDefinitions } from '../../../local/engine/lambda/function-definition.ts';
import { loadStack } from '../../../local/engine/template/stack.ts';
import { fixtureTemplate, propertiesIn, type Template } from './fixture/template.ts';

// What the engine does with a template before anything runs.
async function deploy(change: (template: Template) => void): Promise<void> {
  const template = fixtureTemplate();
  change(template);
  const assembly = { stackName: 'Fixture', template, codeFolder: (key: string) => `/code/${key}` };
  const stack = loadStack(assembly, 'http://127.0.0.1:4566');
  const access = stackAccess(stack);
  requireTrusts(stack, access);
  const definitions = functionDefinitions(stack);
  stackMappings(stack, (name) => definitions.find((definition) => definition.name === name) ?? never(name), access);
  const backend = new MessagingBackend();
  await deployMessaging(stack, backend).finally(() => backend.close());
}

function never(name: string): never {
  throw new Error(`no function ${name}`);
}

const redrive = (deadLetterTargetArn: string) => ({ deadLetterTargetArn, maxReceiveCount: 3 });
const set = (logicalId: string, properties: object) => (template: Template) => {
  Object.assign(propertiesIn(template, logicalId), properties);
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
