import { describe, expect, it } from 'vitest';
import {
  afterFailure,
  deadLetterAttributes,
  deadLetterBody,
  deliveryInput,
  newDelivery,
  type ScheduledDelivery,
} from '../../../local/engine/scheduler/scheduled-delivery.ts';
import { loadStack, type StackResource } from '../../../local/engine/template/stack.ts';
import { fixtureTemplate, propertiesIn } from './fixture/template.ts';

const due = Date.UTC(2026, 10, 23, 0, 30, 0, 999);

function schedule(target: object): StackResource<'AWS::Scheduler::Schedule'> {
  const template = fixtureTemplate();
  Object.assign(propertiesIn(template, 'Morning').Target as object, target);
  const [found] = loadStack({ stackName: 'Fixture', template, codeFolder: String }, 'http://127.0.0.1:1').resources(
    'AWS::Scheduler::Schedule',
  );
  if (found === undefined) throw new Error('the fixture has no schedule');
  return found;
}

describe('a scheduled delivery', () => {
  it('fills in every context attribute', () => {
    const Input =
      '<aws.scheduler.scheduled-time> <aws.scheduler.schedule-arn> <aws.scheduler.attempt-number> <aws.scheduler.scheduled-time>';
    const text = deliveryInput({ ...newDelivery(schedule({ Input }), due, 5), failures: 2 });
    const arn = 'arn:aws:scheduler:us-east-1:000000000000:schedule/default/morning';
    expect(text).toBe(`2026-11-23T00:30:00Z ${arn} 3 2026-11-23T00:30:00Z`);
  });

  it.each([
    { policy: { MaximumRetryAttempts: 2 }, waits: [10, 20], ends: 'MaximumRetryAttempts' },
    { policy: { MaximumRetryAttempts: 0 }, waits: [], ends: 'MaximumRetryAttempts' },
    { policy: { MaximumEventAgeInSeconds: 600 }, waits: [10, 20, 40, 80, 160], ends: 'MaximumEventAgeInSeconds' },
    { policy: { MaximumEventAgeInSeconds: 1000 }, waits: [10, 20, 40, 80, 160, 300, 300], ends: 'MaximumEventAgeInSeconds' },
  ])('with $policy waits $waits seconds and ends for $ends', ({ policy, waits, ends }) => {
    let delivery: ScheduledDelivery = newDelivery(schedule({ RetryPolicy: policy }), due, due);
    const waited: number[] = [];
    for (;;) {
      const next = afterFailure(delivery, delivery.dueAt);
      if (typeof next === 'string') {
        expect({ waited, next }).toEqual({ waited: waits, next: ends });
        return;
      }
      waited.push((next.dueAt - delivery.dueAt) / 1000);
      delivery = next;
    }
  });

  it('says in the dead letter what happened', () => {
    const delivery = { ...newDelivery(schedule({}), due, 5), failures: 3 };
    const attributes = deadLetterAttributes(delivery, { code: 'AccessDenied', message: 'no' }, 'MaximumRetryAttempts');
    expect(attributes).toMatchObject({
      ERROR_CODE: { DataType: 'String', StringValue: 'AccessDenied' },
      EXHAUSTED_RETRY_CONDITION: { StringValue: 'MaximumRetryAttempts' },
      RETRY_ATTEMPTS: { StringValue: '3' },
      SCHEDULED_TIME: { StringValue: '2026-11-23T00:30:00Z' },
      TARGET_ARN: { StringValue: 'arn:aws:sqs:us-east-1:000000000000:Fixture-Jobs' },
    });
    expect(Object.keys(attributes).length).toBeLessThanOrEqual(10);
  });

  it('is buried as the request that failed', () => {
    const delivery = newDelivery(schedule({ Input: '{"due":"<aws.scheduler.scheduled-time>"}' }), due, 5);
    expect(JSON.parse(deadLetterBody(delivery, 'http://sqs/1/jobs'))).toEqual({
      MessageBody: '{"due":"2026-11-23T00:30:00Z"}',
      QueueUrl: 'http://sqs/1/jobs',
    });
  });
});
