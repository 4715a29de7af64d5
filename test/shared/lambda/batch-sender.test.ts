import { expect, it } from 'vitest';
import type { FollowUp } from '../../../shared/domain/batch.ts';
import { alertSender, batchSender } from '../../../shared/lambda/batch-sender.ts';
import { aBatch } from '../../support/a-batch.ts';
import { anAwsEndpoint, entriesOf } from '../../support/aws-endpoint.ts';

function followUps(count: number): FollowUp[] {
  return Array.from({ length: count }, (_, n) => ({ batch: aBatch([`i-${n}`], { attempt: n }), delaySeconds: n }));
}

it('sends ten batches a call, each whole, with its own delay', async () => {
  const { sqs, calls, queueUrl } = await anAwsEndpoint();
  const mail = followUps(23);
  await batchSender(sqs)(queueUrl('work'), mail);
  expect(calls.map(({ action, input }) => [action, input.QueueUrl])).toEqual(
    Array(3).fill(['SendMessageBatch', queueUrl('work')]),
  );
  expect(calls.map((call) => entriesOf(call).length)).toEqual([10, 10, 3]);
  const entries = calls.flatMap(entriesOf);
  expect(entries.map(({ MessageBody }) => JSON.parse(MessageBody))).toEqual(mail.map(({ batch }) => batch));
  expect(entries.map(({ DelaySeconds }) => DelaySeconds)).toEqual(mail.map(({ delaySeconds }) => delaySeconds));
  for (const call of calls) expect(new Set(entriesOf(call).map(({ Id }) => Id)).size).toBe(entriesOf(call).length);
});

it.each([
  { account: 'ali-prod', region: 'cn-hangzhou', group: 'ali-prod/cn-hangzhou' },
  { account: 'zen-edge', region: null, group: 'zen-edge/global' },
])('groups messages by account and region: $group', async ({ account, region, group }) => {
  const { sqs, calls, queueUrl } = await anAwsEndpoint();
  await batchSender(sqs)(queueUrl('work'), [{ batch: aBatch(['i'], { account, region }), delaySeconds: 0 }]);
  expect(calls.flatMap(entriesOf).map(({ MessageGroupId }) => MessageGroupId)).toEqual([group]);
});

it('sends alert messages to their queue, grouped by source', async () => {
  const { sqs, calls, queueUrl } = await anAwsEndpoint();
  const received = { version: 1, receivedAt: '2026-11-26T03:12:00Z', phase: 'received', notBefore: null, truncated: 0 } as const;
  const alerts = ['prometheus', 'grafana'].map((source) => ({ ...received, source, statements: [] }));
  await alertSender(sqs, queueUrl('alerts'))(alerts.map((each, n) => ({ alerts: each, delaySeconds: n })));
  expect(calls.map(({ input }) => input.QueueUrl)).toEqual([queueUrl('alerts')]);
  const entries = calls.flatMap(entriesOf);
  expect(entries.map(({ MessageBody }) => JSON.parse(MessageBody))).toEqual(alerts);
  expect(entries.map(({ DelaySeconds, MessageGroupId }) => [DelaySeconds, MessageGroupId])).toEqual([
    [0, 'prometheus'],
    [1, 'grafana'],
  ]);
});

it('calls nobody for nothing', async () => {
  const { sqs, calls, queueUrl } = await anAwsEndpoint();
  await batchSender(sqs)(queueUrl('work'), []);
  expect(calls).toEqual([]);
});

it('throws naming what was refused, which comes with a success, and sends nothing after it', async () => {
  const refused = (Id: string, Code: string, Message?: string) => ({ Id, Code, SenderFault: true, Message });
  const Failed = [
    refused('0', 'InvalidMessageContents', 'odd'),
    refused('1', 'InvalidMessageContents', 'odd'),
    refused('2', 'Busy'),
  ];
  const { sqs, calls, queueUrl } = await anAwsEndpoint(() => [200, { Successful: [], Failed }]);
  await expect(batchSender(sqs)(queueUrl('work'), followUps(11))).rejects.toThrow(
    'SQS refused 3 of 10 batches: InvalidMessageContents odd; Busy',
  );
  expect(calls).toHaveLength(1);
});

it('throws what SQS says of a call as a whole', async () => {
  const { sqs, queueUrl } = await anAwsEndpoint(() => [
    400,
    { __type: 'com.amazonaws.sqs#QueueDoesNotExist', message: 'no such queue' },
  ]);
  await expect(batchSender(sqs)(queueUrl('work'), followUps(1))).rejects.toThrow('no such queue');
});
