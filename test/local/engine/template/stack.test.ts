// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation and IAM write their variables so.
import { describe, expect, it } from 'vitest';
import { loadStack, type Stack } from '../../../../local/engine/template/stack.ts';
import { fixtureTemplate, propertiesIn, type Template } from '../fixture/template.ts';

const origin = 'http://127.0.0.1:4566';

function load(change: (template: Template) => void): Stack {
  const template = fixtureTemplate();
  change(template);
  return loadStack({ stackName: 'Fixture', template, codeFolder: (key) => `/code/${key}` }, origin);
}

const set = (logicalId: string, properties: object) => (template: Template) => {
  Object.assign(propertiesIn(template, logicalId), properties);
};
const addLogGroup = (properties: object) => (template: Template) => {
  Object.assign(template.Resources, { Lines: { Type: 'AWS::Logs::LogGroup', Properties: properties } });
};

describe('loadStack', () => {
  it('names resources, and gives a queue a URL of the gateway', () => {
    const stack = load(() => {});
    expect(stack.resources('AWS::SQS::Queue').find(({ logicalId }) => logicalId === 'Jobs')).toMatchObject({
      name: 'Fixture-Jobs',
      ref: `${origin}/000000000000/Fixture-Jobs`,
      arn: 'arn:aws:sqs:us-east-1:000000000000:Fixture-Jobs',
      properties: { RedrivePolicy: { deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:jobs-dead' } },
    });
    expect(stack.resources('AWS::Scheduler::Schedule')[0]?.arn).toBe(
      'arn:aws:scheduler:us-east-1:000000000000:schedule/default/morning',
    );
  });

  it("leaves out what the CDK adds for CloudFormation's own use", () => {
    const stack = load((template) => {
      template.Resources.CDKMetadata = { Type: 'AWS::CDK::Metadata', Condition: 'CDKMetadataAvailable', Properties: {} };
      template.Conditions = { CDKMetadataAvailable: { 'Fn::Or': [] } };
      template.Parameters = { BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>' } };
      template.Rules = { CheckBootstrapVersion: { Assertions: [] } };
      template.Outputs = { Url: { Value: { Ref: 'Jobs' } } };
    });
    expect(stack.resources('AWS::Lambda::Function')).toHaveLength(1);
  });

  it('takes properties that a run may ignore, with the values for which it may', () => {
    const stack = load((template) => {
      Object.assign(propertiesIn(template, 'Worker'), {
        Architectures: ['arm64'],
        Description: 'for people',
        EphemeralStorage: { Size: 512 },
        TracingConfig: { Mode: 'PassThrough' },
        Tags: [{ Key: 'team', Value: 'x' }],
      });
      Object.assign(propertiesIn(template, 'Jobs'), { ReceiveMessageWaitTimeSeconds: 20, SqsManagedSseEnabled: true });
      Object.assign(propertiesIn(template, 'Alarm'), { TreatMissingData: 'notBreaching' });
      addLogGroup({ RetentionInDays: 90, LogGroupClass: 'STANDARD' })(template);
    });
    expect(stack.resources('AWS::Logs::LogGroup')).toMatchObject([
      { name: 'Fixture-Lines', properties: { RetentionInDays: 90 } },
    ]);
  });

  it.each([
    [
      'a resource type',
      (t: Template) => Object.assign(t.Resources, { X: { Type: 'AWS::S3::Bucket', Properties: {} } }),
      /X: .* resource type AWS::S3::Bucket/,
    ],
    ['a property', set('Worker', { Layers: ['x'] }), /Worker \(AWS::Lambda::Function\): Layers: not known/],
    [
      'a nested property',
      set('Morning', { FlexibleTimeWindow: { Mode: 'OFF', Minutes: 5 } }),
      /FlexibleTimeWindow\.Minutes: not known/,
    ],
    ['a value it cannot honour', set('Worker', { Runtime: 'python3.13' }), /Worker .*Runtime: /],
    ['a target it cannot reach', set('Morning', { ScheduleExpression: 'rate(5 minutes)' }), /only cron\(…\) and at\(/],
    ['a date that is none', set('Morning', { ScheduleExpression: 'at(2026-02-30T08:00:00)' }), /only cron\(…\) and at\(/],
    ['a word about loops', set('Worker', { RecursiveLoop: 'Sometimes' }), /RecursiveLoop: /],
    [
      'a trace that needs permissions',
      set('Worker', { TracingConfig: { Mode: 'Active' } }),
      /TracingConfig\.Mode: .* PassThrough/,
    ],
    ['a word about missing data', set('Alarm', { TreatMissingData: 'perhaps' }), /TreatMissingData: .* notBreaching/],
    ['an action for missing data', set('Alarm', { InsufficientDataActions: [] }), /InsufficientDataActions: not known/],
    ['a log class without metrics', addLogGroup({ LogGroupClass: 'INFREQUENT_ACCESS' }), /LogGroupClass: .* STANDARD/],
    ['a number of days that lines are not kept', addLogGroup({ RetentionInDays: 2 }), /Lines .*RetentionInDays: .* 1, 3, 5/],
    [
      'an intrinsic function',
      set('Jobs', { DelaySeconds: { 'Fn::FindInMap': ['a', 'b', 'c'] } }),
      /Jobs\.DelaySeconds: .* Fn::FindInMap/,
    ],
    ['an attribute', set('Jobs', { QueueName: { 'Fn::GetAtt': ['JobsDead', 'Colour'] } }), /JobsDead: .* attribute Colour/],
    ['a reference', set('Jobs', { QueueName: { Ref: 'Nothing' } }), /refers to Nothing/],
    ['a section', (t: Template) => Object.assign(t, { Mappings: {} }), /Mappings/],
    ['a condition', (t: Template) => Object.assign(t, { Conditions: { Mine: true } }), /Mine/],
    [
      'a resource attribute',
      (t: Template) => Object.assign(t.Resources.Jobs ?? {}, { Condition: 'Mine' }),
      /Jobs: .* attribute Condition/,
    ],
  ])('refuses %s it does not know', (_, change, says) => {
    expect(() => load(change)).toThrow(says);
  });
});
