import { Duration, Stack } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption, RedrivePermission } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ProviderName } from '../../shared/domain/vocabulary.ts';
import type { AlertTopic } from './alert-topic.ts';
import { DeadLetterAlarm } from './dead-letter-alarm.ts';
import { functionTimeout } from './node-function.ts';

/** `name` says whose queue it is; the queues are called `reveille-<name>` and `reveille-<name>-dead-letters`. */
export interface WorkQueueProps {
  readonly name: 'jobs' | ProviderName;
  readonly alerts: AlertTopic;
}

/** A queue that feeds one function, with a dead-letter queue that never fills in silence. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id);
    const queueName = `reveille-${props.name}`;
    const deadLettersName = `${queueName}-dead-letters`;
    // By its name, since the two queues cannot refer to each other.
    const source = Queue.fromQueueArn(this, 'Source', Stack.of(this).formatArn({ service: 'sqs', resource: queueName }));
    this.deadLetters = new Queue(this, 'DeadLetters', {
      queueName: deadLettersName,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      redriveAllowPolicy: { redrivePermission: RedrivePermission.BY_QUEUE, sourceQueues: [source] },
    });
    this.queue = new Queue(this, 'Queue', {
      queueName,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // AWS asks for at least six times the function's timeout, else a message is handed out again while it is still worked on.
      visibilityTimeout: Duration.seconds(6 * functionTimeout.toSeconds()),
      // A message that expires here is gone without a verdict, so it stays long; but a redriven one keeps its first enqueue time
      // (SQS developer guide, "dead-letter queues"), so what it spends here is taken from the 14 days there. Half each.
      retentionPeriod: Duration.days(7),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 },
    });
    new DeadLetterAlarm(this, 'Alarm', { alarmName: deadLettersName, deadLetters: this.deadLetters, alerts: props.alerts });
  }

  /** Lets someone put messages on the queue, one by one or in batches. */
  grantSend(to: IGrantable): Grant {
    return allow(to, this.queue, 'sqs:SendMessage');
  }

  /** Lets a function's event source mapping take messages from the queue. */
  grantConsume(to: IGrantable): Grant {
    return allow(to, this.queue, 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes');
  }

  /** Lets someone put a dead letter aside directly, instead of failing five times. */
  grantSendDeadLetter(to: IGrantable): Grant {
    return allow(to, this.deadLetters, 'sqs:SendMessage');
  }
}

function allow(grantee: IGrantable, queue: Queue, ...actions: string[]): Grant {
  return Grant.addToPrincipal({ grantee, actions, resourceArns: [queue.queueArn] });
}
