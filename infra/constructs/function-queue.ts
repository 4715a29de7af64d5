import { Duration, Stack } from 'aws-cdk-lib';
import { Grant, type IGrantable, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption, type RedriveAllowPolicy, RedrivePermission } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { deadLetterQueueName, poisonQueueName, type QueueOwner, queueName } from '../../shared/domain/names.ts';
import { functionTimeout } from './node-function.ts';
import { NoticeAlarm } from './notice-alarm.ts';
import type { NoticeTopic } from './notice-topic.ts';

/** Whose queue it is, and who is told when its function has failed on a message. */
export interface FunctionQueueProps {
  readonly owner: QueueOwner;
  readonly notices: NoticeTopic;
}

/** Letters are written by a function; nothing is moved there. */
const noRedrive: RedriveAllowPolicy = { redrivePermission: RedrivePermission.DENY_ALL };

/**
 * A queue that feeds one function (the jobs queue, the alerts queue or a provider's work queue),
 * the queue of what it failed on five times with the alarm that says that it is not empty, and the
 * dead-letter queue. For a provider that is another one, because machines that failed wait there
 * for days, and would hide everything else. For the others it is the same queue.
 */
export class FunctionQueue extends Construct {
  readonly owner: QueueOwner;
  readonly queue: Queue;
  /** No message means to wait longer than this. */
  readonly patience: Duration;
  readonly deadLetters: Queue;
  readonly poison: Queue;

  constructor(scope: Construct, id: string, { owner, notices }: FunctionQueueProps) {
    super(scope, id);
    this.owner = owner;
    // Jobs and watches are never sent with a delay, which is 15 minutes at most.
    this.patience = Duration.minutes(owner === 'jobs' || owner === 'watch' ? 10 : 30);
    const [letters, poison] = [deadLetterQueueName(owner), poisonQueueName(owner)];
    // By its name, since the two queues cannot refer to each other.
    const source = Queue.fromQueueArn(this, 'Source', Stack.of(this).formatArn({ service: 'sqs', resource: queueName(owner) }));
    const redrivenFrom = { redrivePermission: RedrivePermission.BY_QUEUE, sourceQueues: [source] };
    const shared = letters === poison;
    this.deadLetters = this.#keeping('DeadLetters', letters, shared ? redrivenFrom : noRedrive);
    this.poison = shared ? this.deadLetters : this.#keeping('Poison', poison, redrivenFrom);
    this.queue = new Queue(this, 'Queue', {
      queueName: queueName(owner),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // AWS asks for at least six times the function's timeout. With less, SQS hands out a message
      // again that is still worked on.
      visibilityTimeout: Duration.seconds(6 * functionTimeout.toSeconds()),
      // A message that expires here is gone without a verdict, so it stays long. But a redriven
      // message keeps its first enqueue time (SQS developer guide, "dead-letter queues"): days
      // spent here are taken from the 14 days there. Half each.
      retentionPeriod: Duration.days(7),
      deadLetterQueue: { queue: this.poison, maxReceiveCount: 5 },
    });
    new NoticeAlarm(this, 'Alarm', {
      alarmName: poison,
      says: `A function has failed five times on what lies in ${poison}.`,
      runbook: shared ? poison : 'reveille-provider-poison',
      metric: this.poison.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', period: Duration.minutes(1) }),
      // SQS stops sending metrics of a queue that nobody used for six hours (SQS developer guide,
      // "CloudWatch metrics"), so missing data is a good sign.
      notices,
    });
  }

  /** A queue whose messages wait for a person. */
  #keeping(id: string, name: string, redriveAllowPolicy: RedriveAllowPolicy): Queue {
    return new Queue(this, id, {
      queueName: name,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      redriveAllowPolicy,
    });
  }

  /** Lets someone put messages on the queue, one by one or in batches. */
  grantSend(to: IGrantable): Grant {
    return allow(to, this.queue, 'sqs:SendMessage');
  }

  /** Lets a function's event source mapping take messages from the queue. */
  grantConsume(to: IGrantable): Grant {
    return allow(to, this.queue, 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes');
  }

  /** Lets someone ask how many letters wait. */
  grantCountLetters(to: IGrantable): Grant {
    return allow(to, this.deadLetters, 'sqs:GetQueueAttributes');
  }

  /** Lets someone put a dead letter aside directly, instead of failing five times. */
  grantSendDeadLetter(to: IGrantable): Grant {
    return allow(to, this.deadLetters, 'sqs:SendMessage');
  }

  /**
   * Lets a rule of EventBridge put events on the queue, and on the dead-letter queue those that the
   * queue does not take. EventBridge acts here without a role (EventBridge user guide, "permissions
   * for Amazon SQS").
   */
  acceptEventsOf(ruleArn: string): void {
    for (const queue of [this.queue, this.deadLetters]) {
      queue.addToResourcePolicy(
        new PolicyStatement({
          principals: [new ServicePrincipal('events.amazonaws.com')],
          actions: ['sqs:SendMessage'],
          resources: [queue.queueArn],
          conditions: { ArnEquals: { 'aws:SourceArn': ruleArn } },
        }),
      );
    }
  }
}

function allow(grantee: IGrantable, queue: Queue, ...actions: string[]): Grant {
  return Grant.addToPrincipal({ grantee, actions, resourceArns: [queue.queueArn] });
}
