import { localArn } from '../locality.ts';

/** What a resource's identifiers are made of. */
export interface IdentitySource {
  /** The physical name. */
  readonly name: string;
  /** The origin of the gateway, `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** For a schedule: the name of its group. */
  readonly group: string;
}

/** How CloudFormation names a resource type: which property holds its name, and what Ref and GetAtt return. */
export interface ResourceIdentity {
  readonly nameProperty: string | null;
  readonly ref: (source: IdentitySource) => string;
  readonly attributes: Readonly<Record<string, (source: IdentitySource) => string>>;
}

const name = (source: IdentitySource): string => source.name;
const queueUrl = ({ origin, name }: IdentitySource): string => `${origin}/000000000000/${name}`;
const topicArn = (source: IdentitySource): string => localArn('sns', source.name);
const unnamed: ResourceIdentity = { nameProperty: null, ref: name, attributes: {} };

/**
 * The identity of every resource type the engine knows (CloudFormation template reference, "Return values" of each type).
 * A queue's Ref is a URL of the gateway, because the SDK sends to the host of the QueueUrl whatever its endpoint setting says.
 */
export const identities = {
  'AWS::SQS::Queue': {
    nameProperty: 'QueueName',
    ref: queueUrl,
    attributes: { Arn: (source) => localArn('sqs', source.name), QueueName: name, QueueUrl: queueUrl },
  },
  'AWS::SQS::QueuePolicy': unnamed,
  'AWS::SNS::Topic': { nameProperty: 'TopicName', ref: topicArn, attributes: { TopicArn: topicArn, TopicName: name } },
  'AWS::SNS::TopicPolicy': unnamed,
  'AWS::SNS::Subscription': unnamed,
  'AWS::Lambda::Function': {
    nameProperty: 'FunctionName',
    ref: name,
    attributes: { Arn: (source) => localArn('lambda', `function:${source.name}`) },
  },
  'AWS::Lambda::EventSourceMapping': unnamed,
  'AWS::IAM::Role': {
    nameProperty: 'RoleName',
    ref: name,
    attributes: { Arn: (source) => localArn('iam', `role/${source.name}`) },
  },
  'AWS::IAM::Policy': unnamed,
  'AWS::Logs::LogGroup': {
    nameProperty: 'LogGroupName',
    ref: name,
    attributes: { Arn: (source) => localArn('logs', `log-group:${source.name}:*`) },
  },
  'AWS::Scheduler::ScheduleGroup': {
    nameProperty: 'Name',
    ref: name,
    attributes: { Arn: (source) => localArn('scheduler', `schedule-group/${source.name}`) },
  },
  'AWS::Scheduler::Schedule': {
    nameProperty: 'Name',
    ref: name,
    attributes: { Arn: (source) => localArn('scheduler', `schedule/${source.group}/${source.name}`) },
  },
  'AWS::CloudWatch::Alarm': {
    nameProperty: 'AlarmName',
    ref: name,
    attributes: { Arn: (source) => localArn('cloudwatch', `alarm:${source.name}`) },
  },
} as const satisfies Readonly<Record<string, ResourceIdentity>>;

/** A resource type the engine knows. */
export type ResourceType = keyof typeof identities;
