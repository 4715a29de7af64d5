import { Stack } from 'aws-cdk-lib';
import { Effect, type Grant, type IGrantable, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

/** Who is told. Each address gets a mail from AWS that asks for confirmation, and nothing before it is confirmed. */
export interface AlertTopicProps {
  readonly email: readonly string[];
}

/** The topic that carries the functions' alerts and the alarms' messages to people. */
export class AlertTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: AlertTopicProps) {
    super(scope, id);
    // Not encrypted with a key, on purpose: CloudWatch cannot publish to a topic under alias/aws/sns (that key's policy cannot be
    // changed), a key of our own costs a dollar a month, and alerts hold no secret and leave the topic as plain mail anyway.
    this.topic = new Topic(this, 'Topic', { topicName: 'reveille-alerts', displayName: 'Reveille', enforceSSL: true });
    // A topic policy replaces the default one; with only the TLS statement in it, alarms would be refused without anybody noticing.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AllowAlarmsOfThisAccount',
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    for (const endpoint of new Set(props.email)) {
      new Subscription(this, endpoint, { topic: this.topic, protocol: SubscriptionProtocol.EMAIL, endpoint });
    }
  }

  /** Lets a function publish alerts. */
  grantPublish(to: IGrantable): Grant {
    return this.topic.grantPublish(to);
  }
}
