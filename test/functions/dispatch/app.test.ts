import { expect, it } from 'vitest';
import { dispatchFunction } from '../../../functions/dispatch/app.ts';
import { byProvider } from '../../../shared/contract/provider-facts.ts';
import { workMessage } from '../../../shared/contract/work-message.ts';
import { accountQueues } from '../../../shared/lambda/account-queues.ts';
import { announcer } from '../../../shared/lambda/announce.ts';
import { batchSender } from '../../../shared/lambda/batch-sender.ts';
import { sendAll } from '../../../shared/lambda/queue-sender.ts';
import { telemetryOf } from '../../../shared/lambda/telemetry.ts';
import { partsOf } from '../../support/a-batch.ts';
import { type AwsAnswer, type AwsCall, anAwsEndpoint, entriesOf } from '../../support/aws-endpoint.ts';
import { lambdaContext, sqsEvent, sqsRecord } from '../../support/lambda-invocation.ts';
import { noRecorder } from '../../support/no-memory.ts';
import { outputLines } from '../../support/output-lines.ts';
import { deployed } from './a-deployment.ts';

const job = { version: 1, schedule: 'office-hours', action: 'start', scheduledAt: '2026-11-23T00:30:00Z' };

async function aDispatch(answer?: (call: AwsCall, number: number) => AwsAnswer, configuration = deployed) {
  const { sqs, sns, calls, queueUrl } = await anAwsEndpoint(answer);
  const lines = outputLines();
  const queueUrls = byProvider(queueUrl);
  const handler = dispatchFunction({
    configuration,
    queues: accountQueues(configuration.accounts, queueUrls),
    send: batchSender(sqs),
    sendWatch: (watch) =>
      sendAll(sqs, queueUrl('watch'), [{ body: JSON.stringify(watch), delaySeconds: 0, group: 'watch' }], 'watches'),
    recorder: noRecorder,
    announce: announcer(sns, 'arn:aws:sns:eu-central-1:000000000000:alerts'),
    telemetry: telemetryOf('dispatch'),
  });
  const dispatch = (...records: readonly ReturnType<typeof sqsRecord>[]) => handler(sqsEvent(...records), lambdaContext());
  return { dispatch, calls, lines, queueUrls };
}

it('puts the batches of a job on their queues as messages that power can read, and says so', async () => {
  const { dispatch, calls, lines, queueUrls } = await aDispatch();
  expect(await dispatch(sqsRecord(job))).toEqual({ batchItemFailures: [] });
  expect(calls.map(({ input }) => input.QueueUrl)).toEqual([queueUrls.alibaba, queueUrls.zenlayer]);
  const batches = calls.flatMap(entriesOf).map(({ MessageBody }) => workMessage.parse(JSON.parse(MessageBody)));
  expect(batches.flatMap(partsOf).map(({ instances }) => instances.length)).toEqual([2, 1, 100, 20]);
  expect(lines).toMatchObject([
    { message: 'job dispatched', schedule: 'office-hours', messages: 4, instances: 123, function_request_id: 'invocation-1' },
  ]);
});

it.each([
  { receiveCount: 1, acted: false },
  { receiveCount: 2, acted: true },
])('says on delivery $receiveCount whether local disks may have been wiped: $acted', async ({ receiveCount, acted }) => {
  const { 'office-hours': hours } = deployed.schedules;
  const targets = (hours?.targets ?? []).map((target) => ({ ...target, initLocalDisk: true }));
  const configuration = { ...deployed, schedules: { 'office-hours': { ...hours, targets } } } as typeof deployed;
  const { dispatch, calls } = await aDispatch(undefined, configuration);
  await dispatch(sqsRecord(job, { receiveCount }));
  const batches = calls.flatMap(entriesOf).map(({ MessageBody }) => workMessage.parse(JSON.parse(MessageBody)));
  const parts = batches.flatMap(partsOf);
  expect(parts.flatMap(({ instances }) => instances)).toHaveLength(123);
  expect(new Set(parts.map((part) => part.acted))).toEqual(new Set([acted]));
});

const unfilled = { ...job, scheduledAt: '<aws.scheduler.scheduled-time>' };
const request = (message: object) => ({
  MessageBody: JSON.stringify(message),
  QueueUrl: 'https://sqs.eu-central-1.amazonaws.com/1/q',
});

it.each([
  { what: 'as the request that Scheduler could not make', body: request(job), messageAttributes: {} },
  {
    what: 'as that request, with the due time in an attribute alone',
    body: request(unfilled),
    messageAttributes: { SCHEDULED_TIME: job.scheduledAt, ERROR_CODE: 'AccessDenied' },
  },
  {
    what: 'as itself, with the due time in an attribute alone',
    body: unfilled,
    messageAttributes: { SCHEDULED_TIME: job.scheduledAt },
  },
  {
    what: 'with a due time of its own, whatever the attribute says',
    body: request(job),
    messageAttributes: { SCHEDULED_TIME: '2020-01-01T00:00:00Z' },
  },
])('runs a job that was sent back from the dead letters $what', async ({ body, messageAttributes }) => {
  const { dispatch, lines } = await aDispatch();
  expect(await dispatch(sqsRecord(body, { messageAttributes }))).toEqual({ batchItemFailures: [] });
  expect(lines).toMatchObject([
    { message: 'job dispatched', schedule: 'office-hours', scheduledAt: job.scheduledAt, messages: 4 },
  ]);
});

it('takes nothing but a due time from an attribute, and quotes nothing of it', async () => {
  const { dispatch, lines } = await aDispatch();
  const messageAttributes = { SCHEDULED_TIME: `${job.scheduledAt}","rule":"explode` };
  const { batchItemFailures } = await dispatch(sqsRecord(request(unfilled), { messageAttributes }));
  expect(batchItemFailures).toHaveLength(1);
  expect(JSON.stringify(lines)).not.toContain('explode');
});

const poison = [
  { what: 'no JSON', body: 'explode', says: 'the message is no job: it is not JSON' },
  { what: 'nothing', body: '', says: 'the message is no job: it is not JSON' },
  { what: 'JSON of another kind', body: '[]', says: 'the message is no job: the whole: ' },
  { what: 'an action that does not exist', body: { ...job, action: 'explode' }, says: 'the message is no job: action: ' },
  {
    what: 'a due time that was never filled in',
    body: unfilled,
    says: 'scheduledAt: Scheduler did not fill in the due time, and no attribute SCHEDULED_TIME tells it; send the job to',
  },
  { what: 'a request without a due time', body: request(unfilled), says: 'Scheduler did not fill in the due time' },
  { what: 'a due time of another form', body: { ...job, scheduledAt: 'explode' }, says: 'must be an ISO 8601 instant' },
  { what: 'a request of another kind', body: request({ explode: 1 }), says: 'the message is no job: ' },
  { what: 'another version', body: { ...job, version: 3 }, says: 'the message is no job: version: ' },
  { what: 'a schedule nobody knows', body: { ...job, schedule: 'no-such' }, says: 'schedule "no-such"' },
];

it.each(poison)('fails only the record that holds $what, and tells why without its body', async ({ body, says }) => {
  const { dispatch, calls, lines } = await aDispatch();
  const records = [sqsRecord(job, { messageId: 'a' }), sqsRecord(body, { messageId: 'b' }), sqsRecord(job, { messageId: 'c' })];
  expect(await dispatch(...records)).toEqual({ batchItemFailures: [{ itemIdentifier: 'b' }] });
  expect(calls).toHaveLength(4);
  const [error] = lines.filter(({ level }) => level === 'ERROR');
  expect(error).toMatchObject({ message: 'job not dispatched', messageId: 'b', reason: expect.stringContaining(says) });
  expect(JSON.stringify(lines)).not.toContain('explode');
});

it('gives ten unreadable records back without failing itself', async () => {
  const { dispatch, calls } = await aDispatch();
  const records = Array.from({ length: 10 }, (_, n) => sqsRecord('poison', { messageId: `m-${n}` }));
  expect(await dispatch(...records)).toEqual({
    batchItemFailures: records.map(({ messageId }) => ({ itemIdentifier: messageId })),
  });
  expect(calls).toEqual([]);
});

it('gives a job back whose batches a queue did not take', async () => {
  const Failed = [{ Id: '0', Code: 'Busy', SenderFault: false }];
  const { dispatch } = await aDispatch((_call, number) => (number === 1 ? [200, { Successful: [], Failed }] : undefined));
  const records = [sqsRecord(job, { messageId: 'a' }), sqsRecord(job, { messageId: 'b' })];
  // Records run side by side, so either may meet the refusal: exactly one comes back.
  expect((await dispatch(...records)).batchItemFailures).toHaveLength(1);
});

it('keeps nothing of one invocation for the next', async () => {
  const { dispatch } = await aDispatch();
  expect((await dispatch(sqsRecord('poison'))).batchItemFailures).toHaveLength(1);
  expect((await dispatch(sqsRecord(job))).batchItemFailures).toEqual([]);
});

it('hands a watch on and counts a heartbeat, beside the jobs of the same invocation', async () => {
  const { dispatch, calls, lines } = await aDispatch();
  const watch = { version: 1, watch: '2026-11-23T00:17:00Z' };
  expect(await dispatch(sqsRecord(watch, { messageId: 'w' }), sqsRecord(job, { messageId: 'j' }))).toEqual({
    batchItemFailures: [],
  });
  const sent = calls.filter(({ input }) => String(input.QueueUrl).endsWith('/watch')).flatMap(entriesOf);
  expect(sent.map(({ MessageBody }) => JSON.parse(MessageBody))).toEqual([watch]);
  expect(lines.filter((line) => 'Heartbeat' in line)).toHaveLength(1);
});

it('gives back a watch that the queue does not take, so that it comes again', async () => {
  const { dispatch } = await aDispatch(({ input }) => (String(input.QueueUrl).endsWith('/watch') ? [500, {}] : undefined));
  const watch = { version: 1, watch: '2026-11-23T00:17:00Z' };
  expect(await dispatch(sqsRecord(watch, { messageId: 'w' }))).toEqual({ batchItemFailures: [{ itemIdentifier: 'w' }] });
});
