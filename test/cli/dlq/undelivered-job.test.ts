import { expect, it } from 'vitest';
import { dlqOnSqs } from './dlq-on-sqs.ts';

const job = { version: 1, schedule: 'hours', action: 'start', scheduledAt: '2026-11-23T00:30:00Z' };
const unfilled = { ...job, scheduledAt: '<aws.scheduler.scheduled-time>' };
const request = (message: object) =>
  JSON.stringify({ MessageBody: JSON.stringify(message), QueueUrl: 'https://sqs/1/reveille-jobs' });
const attributes = {
  ERROR_CODE: 'AccessDenied',
  ERROR_MESSAGE: `User: role\u001b[31m\n is not authorized ${'𠮷'.repeat(400)}`,
  EXHAUSTED_RETRY_CONDITION: 'MaximumEventAgeInSeconds',
  SCHEDULED_TIME: job.scheduledAt,
};
const jobs = (body: string) => ({ 'reveille-jobs-dead-letters': [body] });

it.each([
  { what: 'the request that Scheduler could not make', body: request(job) },
  { what: 'that request without its due time', body: request(unfilled) },
  { what: 'a job without its due time', body: JSON.stringify(unfilled) },
])('lists a letter that is $what with its job, and why Scheduler could not deliver it', async ({ body }) => {
  const { stdout } = await dlqOnSqs(['list', '--queue', 'jobs'], { queues: jobs(body), attributes });
  const [, title, why = ''] = stdout.split('\n');
  expect(title).toBe('  hours/start/2026-11-23T00:30:00Z  3 h old');
  expect(why).toMatch(/^ {4}Scheduler could not deliver it: AccessDenied: User: role \[31m is not authorized 𠮷{266}…$/u);
});

it('tells the same as JSON', async () => {
  const { stdout } = await dlqOnSqs(['list', '--queue', 'jobs', '--json'], {
    queues: jobs(request(job)),
    attributes: { ERROR_CODE: 'AccessDenied' },
  });
  expect(JSON.parse(stdout).letters).toMatchObject([
    { job: 'hours/start/2026-11-23T00:30:00Z', unreadable: null, undelivered: { code: 'AccessDenied', message: '' } },
  ]);
});

it('says what to do with a letter whose due time nobody knows', async () => {
  const { stdout } = await dlqOnSqs(['list', '--queue', 'jobs'], { queues: jobs(request(unfilled)) });
  expect(stdout).toContain('unreadable  3 h old  "{\\"version\\":1,');
  expect(stdout).toContain(
    '\n    Scheduler did not fill in the due time, and no attribute SCHEDULED_TIME tells it; send the job to reveille-jobs again with its due time',
  );
});

it.each([
  { what: 'runs again', attributes, does: 'acts', because: null },
  {
    what: 'comes back, with the reason',
    attributes: {},
    does: 'fails',
    because: expect.stringContaining('fill in the due time'),
  },
])('sends such a letter back as it is, and says that it $what', async ({ does, because, ...script }) => {
  const { stdout, calls } = await dlqOnSqs(['redrive', '--queue', 'jobs', '--json'], {
    queues: { ...jobs(request(unfilled)), 'reveille-jobs': [] },
    ...script,
  });
  expect(JSON.parse(stdout)).toMatchObject({ status: 'COMPLETED', letters: 1, each: [{ does, because }] });
  const [sent] = calls.filter(({ action }) => action === 'SendMessage');
  expect(sent?.input.MessageBody).toBe(request(unfilled));
  expect(Object.keys(sent?.input.MessageAttributes ?? {})).toEqual(Object.keys(script.attributes));
});
