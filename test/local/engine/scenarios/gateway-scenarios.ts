import { onStage, type Scenario } from './scenario.ts';

const hour = 3_600_000;
const secrets = { allowed: { key: 'value' }, unlisted: { key: 'hidden' } };

/**
 * Commands for the Worker that call AWS through the SDK, by the name under which their answers are
 * returned.
 */
const commands: Readonly<Record<string, object>> = {
  send: {
    do: 'send',
    input: { QueueUrl: '%JOBS%', MessageBody: '{"do":"record","tag":"grouped"}', MessageGroupId: 'account/region' },
  },
  batch: {
    do: 'sendBatch',
    input: {
      QueueUrl: '%JOBS%',
      Entries: [
        { Id: 'good', MessageBody: '{"do":"record","tag":"batched"}', MessageGroupId: 'another/region' },
        { Id: 'late', MessageBody: '{"do":"ok"}', DelaySeconds: 901 },
      ],
    },
  },
  tooLate: { do: 'send', input: { QueueUrl: '%JOBS%', MessageBody: '{"do":"ok"}', DelaySeconds: 901 } },
  tooManyAttributes: {
    do: 'send',
    input: { QueueUrl: '%JOBS%', MessageBody: '{"do":"ok"}', MessageAttributes: attributes(11) },
  },
  wholeText: { do: 'send', input: { QueueUrl: '%JOBS%', MessageBody: wholeBody('whole') } },
  wholeBatch: {
    do: 'sendBatch',
    input: { QueueUrl: '%JOBS%', Entries: [{ Id: 'a', MessageBody: wholeBody('wholeInBatch') }] },
  },
  ownTrace: {
    do: 'send',
    input: {
      QueueUrl: '%JOBS%',
      MessageBody: '{"do":"record","tag":"traced"}',
      MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: 'Root=1-own;Lineage=aaaaaaaa:7' } },
    },
  },
  controlCharacter: { do: 'send', input: { QueueUrl: '%JOBS%', MessageBody: 'a\u0001' } },
  halfCharacter: { do: 'send', input: { QueueUrl: '%JOBS%', MessageBody: 'a\ud842' } },
  controlInAttribute: {
    do: 'send',
    input: {
      QueueUrl: '%JOBS%',
      MessageBody: 'a',
      MessageAttributes: { x: { DataType: 'String', StringValue: 'a\u0001' } },
    },
  },
  publishWhole: { do: 'publish', input: { TopicArn: '%TOPIC%', Message: '𠮷😀' } },
  publishControl: { do: 'publish', input: { TopicArn: '%TOPIC%', Message: 'a\u0001' } },
  twoLineSubject: { do: 'publish', input: { TopicArn: '%TOPIC%', Subject: 'a\nb', Message: 'x' } },
  longSubject: { do: 'publish', input: { TopicArn: '%TOPIC%', Subject: 'a'.repeat(100), Message: 'x' } },
  forbiddenQueue: { do: 'send', input: { QueueUrl: '%FORBIDDEN%', MessageBody: 'x' } },
  publish: { do: 'publish', input: { TopicArn: '%TOPIC%', Subject: 'Hello', Message: 'from the function' } },
  forbiddenTopic: { do: 'publish', input: { TopicArn: 'arn:aws:sns:us-east-1:000000000000:other', Message: 'x' } },
  secret: { do: 'secret', input: { SecretId: 'allowed' } },
  forbiddenSecret: { do: 'secret', input: { SecretId: 'unlisted' } },
  wrongSecretKey: {
    do: 'send',
    input: { QueueUrl: '%JOBS%', MessageBody: 'x' },
    credentials: { accessKeyId: '%AWS_ACCESS_KEY_ID%', secretAccessKey: 'guess', sessionToken: '%AWS_SESSION_TOKEN%' },
  },
  unknownKey: {
    do: 'send',
    input: { QueueUrl: '%JOBS%', MessageBody: 'x' },
    credentials: { accessKeyId: 'ASIANOBODY', secretAccessKey: 'guess', sessionToken: 'guess' },
  },
};

/** What functions get to see of AWS through the gateway. */
export const gatewayScenarios: Readonly<Record<string, Scenario>> = {
  sdkCalls: () =>
    onStage({ secrets }, async ({ engine, did, events }) => {
      for (const [tag, command] of Object.entries(commands)) await engine.send('Jobs', JSON.stringify({ ...command, tag }));
      await engine.settle(hour);
      const refused = events.flatMap((event) => (event.kind === 'refused' ? [`${event.action} ${event.resource}`] : []));
      const calls = [
        ...new Set(engine.calls.map(({ service, action, principal }) => `${service} ${action} ${principal}`)),
      ].sort();
      return { did: Object.fromEntries(did().map((line) => [line.tag, line])), published: engine.published, refused, calls };
    }),

  missingSecret: () =>
    onStage({}, async ({ engine, did }) => {
      await engine.send('Jobs', JSON.stringify(commands.secret));
      await engine.settle(hour);
      return did()[0];
    }),
};

function wholeBody(tag: string): string {
  return JSON.stringify({ do: 'record', tag, text: '𠮷😀' });
}

function attributes(count: number): Record<string, unknown> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`a${index}`, { DataType: 'String', StringValue: 'x' }]));
}
