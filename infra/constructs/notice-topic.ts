import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Effect, type Grant, type IGrantable, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { alarmName, noticeTopicName } from '../../shared/domain/names.ts';

/**
 * Who is told. AWS first mails each address a request to confirm; an address that has not
 * confirmed gets nothing else.
 */
export interface NoticeTopicProps {
  readonly email: readonly string[];
}

/** The topic that carries the functions' notices and the alarms' messages to people. */
export class NoticeTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: NoticeTopicProps) {
    super(scope, id);
    // Not encrypted with a key, on purpose. CloudWatch cannot publish to a topic under
    // alias/aws/sns: that key's policy cannot be changed. A key of our own costs a dollar a month,
    // and notices hold no secret and leave the topic as plain mail anyway.
    this.topic = new Topic(this, 'Topic', { topicName: noticeTopicName, displayName: 'Reveille', enforceSSL: true });
    // A topic policy replaces the default one. With only the TLS statement in it, SNS would refuse
    // alarms and nobody would notice.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AllowAlarmsOfThisAccount',
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
          ArnLike: {
            'aws:SourceArn': Stack.of(this).formatArn({
              service: 'cloudwatch',
              resource: 'alarm',
              resourceName: alarmName('*'),
              arnFormat: ArnFormat.COLON_RESOURCE_NAME,
            }),
          },
        },
      }),
    );
    for (const endpoint of new Set(props.email)) {
      new Subscription(this, endpoint, { topic: this.topic, protocol: SubscriptionProtocol.EMAIL, endpoint });
    }
  }

  /** Lets a function publish notices. */
  grantPublish(to: IGrantable): Grant {
    return this.topic.grantPublish(to);
  }
}
