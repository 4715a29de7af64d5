import { expect, it } from 'vitest';
import { restartFunction } from '../../../functions/restart/app.ts';
import { restartEnv } from '../../../shared/contract/env.ts';
import { statementOf } from '../../shared/restart/a-question.ts';
import { lambdaContext, sqsEvent, sqsRecord } from '../../support/lambda-invocation.ts';
import { outputLines } from '../../support/output-lines.ts';
import { alertsIn, messageOf, recordsIn, restartDeps } from './a-restart-function.ts';

const alertOf = (instanceId: string) => messageOf([statementOf(instanceId, { instanceId })]);

it('decides each message by itself, and reports those that failed', async () => {
  const lines = outputLines();
  const { deps, did, table } = restartDeps();
  table.items.set('M#ali-prod#cn-hangzhou#i-1', JSON.stringify({ v: 9, seq: 1 }));
  const records = [
    sqsRecord(alertOf('i-0'), { messageId: 'm-0' }),
    sqsRecord('explode', { messageId: 'm-1' }),
    sqsRecord({ ...alertOf('i-2'), statements: [] }, { messageId: 'm-2' }),
    sqsRecord(alertOf('i-1'), { messageId: 'm-3' }),
    sqsRecord(alertOf('i-4'), { messageId: 'm-4' }),
  ];
  expect(await restartFunction(deps)(sqsEvent(...records), lambdaContext())).toEqual({
    batchItemFailures: ['m-1', 'm-2', 'm-3'].map((itemIdentifier) => ({ itemIdentifier })),
  });
  expect(recordsIn(did).map(({ instanceId }) => instanceId)).toEqual(['i-0', 'i-4']);
  expect(lines).toMatchObject([
    {
      level: 'ERROR',
      message: 'alerts not decided',
      messageId: 'm-1',
      reason: 'Error: the message is no alert message: it is not JSON',
    },
    { messageId: 'm-2', reason: expect.stringContaining('the message is no alert message: statements: ') },
    { messageId: 'm-3', reason: expect.stringContaining('has version 9') },
  ]);
});

it('reads an event of EventBridge by the time at which it was sent, for each source that hears it', async () => {
  const heard: unknown[] = [];
  const readCloudWatch = (event: unknown, receivedAt: string) => {
    heard.push([event, receivedAt]);
    return ['prometheus', 'grafana'].map((source) => ({ ...alertOf('i-0'), source }));
  };
  const { deps, did } = restartDeps({}, { readCloudWatch });
  const event = { version: '0', id: 'e-1', 'detail-type': 'CloudWatch Alarm State Change', detail: {} };
  const result = await restartFunction(deps)(sqsEvent(sqsRecord(event, { sentAt: 1_000 })), lambdaContext());
  expect(result).toEqual({ batchItemFailures: [] });
  expect(heard).toEqual([[event, '1970-01-01T00:00:01.000Z']]);
  expect(recordsIn(did).map(({ source, because }) => [source, because])).toEqual([
    ['prometheus', 'firing'],
    ['grafana', 'no-match'],
  ]);
});

it.each([
  { remainingMs: 8_000, decided: 1 },
  { remainingMs: 7_999, decided: 0 },
])('decides nothing more when $remainingMs ms are left: $decided', async ({ remainingMs, decided }) => {
  const { deps, did } = restartDeps();
  await restartFunction(deps)(sqsEvent(sqsRecord(alertOf('i-0'))), lambdaContext(remainingMs));
  expect([recordsIn(did).length, alertsIn(did).length]).toEqual([decided, 1 - decided]);
});

it('has a table, an alerts queue, work queues and people in its environment', () => {
  const env = {
    TABLE_NAME: 'reveille-table',
    ALERTS_QUEUE_URL: 'https://sqs/alerts',
    WORK_QUEUE_URLS: '{"alibaba":null,"tencent":null,"zenlayer":null}',
    NOTICE_TOPIC_ARN: 'arn:aws:sns:x',
  };
  expect(restartEnv.safeParse(env).success).toBe(true);
  for (const name of Object.keys(env)) expect(restartEnv.safeParse({ ...env, [name]: '' }).success).toBe(false);
});
