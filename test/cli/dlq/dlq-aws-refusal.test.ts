import { SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { deserted, serve } from '../../support/scripted-server.ts';
import { runReveille } from '../a-world.ts';
import { deployed, dlqOnSqs } from './dlq-on-sqs.ts';

const credentials = { accessKeyId: 'AKIADLQ', secretAccessKey: 'dlq-SECRET' };
type Options = ConstructorParameters<typeof SQSClient>[0];

/** What `dlq list` comes to with a client of these options. */
function list(options: Options) {
  return runReveille(['dlq', 'list'], { sqs: async () => new SQSClient({ maxAttempts: 1, ...options }) });
}

describe('dlq without a way to AWS: exit 2 and one line', () => {
  it.each([
    {
      what: 'nobody listens there',
      options: async () => ({ endpoint: await deserted(), region: 'eu-central-1', credentials }),
      says: 'AWS cannot be reached for sqs:GetQueueUrl (ECONNREFUSED); check the region in AWS_REGION, or in your profile, and the network',
    },
    {
      what: 'no region',
      options: async () => ({ credentials, region: async (): Promise<string> => Promise.reject(new Error('Region is missing')) }),
      says: 'no AWS region; set AWS_REGION, or a region in your profile',
    },
    {
      what: 'no credentials',
      options: async () => ({
        region: 'eu-central-1',
        credentials: async () =>
          Promise.reject(Object.assign(new Error('None found\nat all'), { name: 'CredentialsProviderError' })),
      }),
      says: 'no AWS credentials: None found; log in with aws sso login, or set AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
    },
    {
      what: 'a region that no host can have',
      options: async () => ({ region: 'eu west', credentials }),
      says: 'AWS has no region "eu west"; correct AWS_REGION, or the region in your profile',
    },
    {
      what: 'an answer that is not AWS’s',
      options: async () => {
        const { origin } = await serve((response) =>
          response.writeHead(502, { 'content-type': 'text/html' }).end('<html>no</html>'),
        );
        return { endpoint: origin, region: 'eu-central-1', credentials };
      },
      says: 'the answer to sqs:GetQueueUrl does not come from AWS; look for a proxy or a block page in between',
    },
  ])('$what', async ({ options, says }) => {
    expect(await list(await options())).toEqual({ code: 2, stdout: '', stderr: `${says}\n` });
  });

  it('a mistake of ours is told as one, with its place', async () => {
    const { code, stderr } = await list({
      credentials,
      region: async (): Promise<string> => Promise.reject(new TypeError('ours')),
    });
    expect(code).toBe(70);
    expect(stderr).toContain('TypeError: ours');
  });
});

const redrive = ['redrive', '--queue', 'alibaba'];

describe('what AWS refuses', () => {
  const denied = [403, 'AccessDenied', 'User: arn:aws:iam::1:user/eve is not authorized to perform that'] as const;
  const signature = [
    403,
    'SignatureDoesNotMatch',
    "Credential=AKIA not a valid key=value pair in Authorization header: 'x'",
  ] as const;
  it.each([
    {
      args: ['list'],
      script: { queues: {} },
      says: /^reveille-jobs-dead-letters: AWS has no such queue in this account and region; /,
    },
    {
      args: ['list', '--queue', 'tencent'],
      script: { queues: deployed },
      says: /^reveille-tencent-dead-letters: AWS has no such queue /,
    },
    {
      args: ['redrive', '--queue', 'tencent'],
      script: { queues: deployed },
      says: /^reveille-tencent-dead-letters: AWS has no such queue /,
    },
    {
      args: ['list'],
      script: { queues: deployed, refusals: { GetQueueUrl: denied } },
      says: /^AWS refused sqs:GetQueueUrl on reveille-jobs-dead-letters: AccessDenied: User: .* is not authorized to perform that$/,
    },
    {
      args: ['list'],
      script: { queues: deployed, refusals: { ReceiveMessage: denied } },
      says: /^AWS refused sqs:ReceiveMessage on reveille-jobs-dead-letters: AccessDenied: /,
    },
    {
      args: redrive,
      script: { queues: deployed, refusals: { SendMessage: denied } },
      says: /^AWS refused sqs:SendMessage on reveille-alibaba: AccessDenied: /,
    },
    {
      args: redrive,
      script: { queues: deployed, refusals: { DeleteMessage: denied } },
      says: /^AWS refused sqs:DeleteMessage on reveille-alibaba-dead-letters: AccessDenied: /,
    },
    {
      args: ['list'],
      script: { queues: deployed, refusals: { GetQueueUrl: signature } },
      says: /^AWS refused sqs:GetQueueUrl on reveille-jobs-dead-letters: SignatureDoesNotMatch$/,
    },
  ])('dlq $args: exit 2 and one line, $says', async ({ args, script, says }) => {
    const { code, stdout, stderr } = await dlqOnSqs(args, script);
    expect(stderr.trimEnd()).toMatch(says);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});
