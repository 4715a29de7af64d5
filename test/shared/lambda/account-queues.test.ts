import { describe, expect, it } from 'vitest';
import { dispatchEnv } from '../../../shared/contract/env.ts';
import { accountQueues } from '../../../shared/lambda/account-queues.ts';
import { deployed, queueUrls } from '../../functions/dispatch/a-deployment.ts';

describe('the work queues of a deployment', () => {
  it('are those of the providers of its accounts', () => {
    expect(Object.fromEntries(accountQueues(deployed.accounts, queueUrls))).toEqual({
      'ali-prod': queueUrls.alibaba,
      'tc-dev': queueUrls.tencent,
      'zen-edge': queueUrls.zenlayer,
    });
  });

  it('may lack that of a provider without an account', () => {
    const { 'tc-dev': _, ...accounts } = deployed.accounts;
    expect([...accountQueues(accounts, { ...queueUrls, tencent: null }).keys()]).toEqual(['ali-prod', 'zen-edge']);
  });

  it('stop the function when it starts if an account has none, and name the account', () => {
    expect(() => accountQueues(deployed.accounts, { ...queueUrls, tencent: null, alibaba: null })).toThrow(
      'WORK_QUEUE_URLS has no queue for the provider of account ali-prod (alibaba), tc-dev (tencent)',
    );
  });
});

describe('the variable that holds them', () => {
  const parsed = (text: string) =>
    dispatchEnv.safeParse({
      TABLE_NAME: 'table',
      WATCH_QUEUE_URL: 'https://sqs/watch',
      NOTICE_TOPIC_ARN: 'arn:aws:sns:x',
      WORK_QUEUE_URLS: text,
    });

  it('is JSON with a URL or null for every provider', () => {
    const urls = { ...queueUrls, tencent: null };
    expect(parsed(JSON.stringify(urls)).data?.WORK_QUEUE_URLS).toEqual(urls);
  });

  it.each([
    { wrong: 'no JSON', text: 'https://sqs/alibaba' },
    { wrong: 'a list', text: '[]' },
    { wrong: 'a provider left out', text: JSON.stringify({ ...queueUrls, tencent: undefined }) },
    { wrong: 'a provider too many', text: JSON.stringify({ ...queueUrls, other: 'https://sqs/other' }) },
    { wrong: 'no URL', text: JSON.stringify({ ...queueUrls, tencent: 'reveille-tencent' }) },
  ])('is refused with $wrong', ({ text }) => {
    expect(parsed(text).error?.issues.map(({ path }) => path[0])).toContain('WORK_QUEUE_URLS');
  });
});
