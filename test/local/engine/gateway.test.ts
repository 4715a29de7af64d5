import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { scenarioHost } from './scenario-host.ts';

const runScenario = scenarioHost();

describe('a function that uses the SDK through the gateway', () => {
  // Played once, by whichever of the tests comes first.
  let played: ReturnType<typeof runScenario> | undefined;
  const sdkCalls = () => {
    played ??= runScenario('sdkCalls');
    return played;
  };
  const answers = async () => (await sdkCalls()).did as Record<string, Record<string, unknown>>;

  test.each([
    ['tooLate', 'InvalidParameterValue', /DelaySeconds must be >= 0 and <= 900/],
    ['tooManyAttributes', 'InvalidParameterValue', /attributes \[11\]/],
    ['controlCharacter', 'InvalidMessageContents', /#x10000 to #x10FFFF/],
    ['halfCharacter', 'InvalidMessageContents', /#x10000 to #x10FFFF/],
    ['controlInAttribute', 'InvalidMessageContents', /#x10000 to #x10FFFF/],
    ['publishControl', 'InvalidParameterException', /Message/],
    ['twoLineSubject', 'InvalidParameterException', /Subject/],
    ['longSubject', 'InvalidParameterException', /Subject/],
    [
      'forbiddenQueue',
      'AccessDenied',
      /not authorized to perform: sqs:SendMessage on resource: .*Fixture-Forbidden because no identity/,
    ],
    ['forbiddenTopic', 'AuthorizationErrorException', /not authorized to perform: SNS:Publish/],
    ['forbiddenSecret', 'AccessDeniedException', /not authorized to perform: secretsmanager:GetSecretValue/],
    ['wrongSecretKey', 'SignatureDoesNotMatch', /does not match/],
    ['unknownKey', 'InvalidClientTokenId', /security token/],
  ])('%s is refused as %s', async (tag, name, message) => {
    expect((await answers())[tag]?.error).toEqual({ name, message: expect.stringMatching(message) });
  });

  test('a message keeps its group on a standard queue and arrives in the shape Lambda gives it', async () => {
    const did = await answers();
    const digits = expect.stringMatching(/^\d+$/);
    const sent = did.send?.answer as { MessageId: string };
    expect(did.grouped?.record).toEqual({
      messageId: sent.MessageId,
      receiptHandle: expect.stringMatching(/./),
      body: '{"do":"record","tag":"grouped"}',
      attributes: {
        ApproximateReceiveCount: '1',
        ApproximateFirstReceiveTimestamp: digits,
        SentTimestamp: digits,
        SenderId: '000000000000',
        MessageGroupId: 'account/region',
        AWSTraceHeader: expect.stringMatching(/^Root=.*;Lineage=[0-9a-f]{8}:0$/),
      },
      messageAttributes: {},
      md5OfBody: '31b677314fe2233bd8b5a2536b20158f',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:Fixture-Jobs',
      awsRegion: 'us-east-1',
    });
  });

  test('a batch reports the entry that breaks a limit and sends the other', async () => {
    const did = await answers();
    expect(did.batch?.answer).toMatchObject({
      Successful: [{ Id: 'good' }],
      Failed: [{ Id: 'late', Code: 'InvalidParameterValue' }],
    });
    expect(did.batched?.record).toMatchObject({ attributes: { MessageGroupId: 'another/region' } });
  });

  test('a message keeps the trace header that it was sent with, before that of its request', async () => {
    const attributes = { AWSTraceHeader: 'Root=1-own;Lineage=aaaaaaaa:7' };
    expect((await answers()).traced?.record).toMatchObject({ attributes });
  });

  test.each(['whole', 'wholeInBatch'])('a text with characters of two halves arrives %s, for the SDK too', async (tag) => {
    const body = JSON.stringify({ do: 'record', tag, text: '𠮷😀' });
    const md5OfBody = createHash('md5').update(body).digest('hex');
    expect((await answers())[tag]?.record).toMatchObject({ body, md5OfBody });
    // The SDK compares the digests of what it sent, and throws where they differ.
    for (const sent of ['wholeText', 'wholeBatch']) expect((await answers())[sent]?.error).toBeUndefined();
  });

  test('a secret is served as JSON text', async () => {
    expect((await answers()).secret?.answer).toMatchObject({ Name: 'allowed', SecretString: '{"key":"value"}' });
  });

  test('what it publishes is kept, and what it was refused is reported', async () => {
    const result = await sdkCalls();
    const topicArn = 'arn:aws:sns:us-east-1:000000000000:Fixture-Alerts';
    // In the order in which the queue handed out the commands.
    expect(new Set(result.published as object[])).toEqual(
      new Set([
        { topicArn, subject: 'Hello', message: 'from the function', from: 'function' },
        { topicArn, subject: null, message: '𠮷😀', from: 'function' },
      ]),
    );
    expect(result.refused).toHaveLength(3);
  });

  test('every call is recorded with its principal', async () => {
    const result = await sdkCalls();
    const role = 'arn:aws:iam::000000000000:role/Fixture-WorkerRole';
    const actions = ['secretsmanager GetSecretValue', 'sns Publish', 'sqs DeleteMessageBatch', 'sqs ReceiveMessage'];
    const expected = [...actions, 'sqs SendMessage', 'sqs SendMessageBatch'].map((action) => `${action} ${role}`);
    expect(result.calls).toEqual(expected);
  });
});

test('a secret that was not given is missing as on AWS', async () => {
  expect(await runScenario('missingSecret')).toMatchObject({ error: { name: 'ResourceNotFoundException' } });
});
