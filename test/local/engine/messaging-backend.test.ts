import { afterAll, describe, expect, it } from 'vitest';
import { hasAllowedCharacters } from '../../../local/engine/messaging/message-limits.ts';
import { MessagingBackend } from '../../../local/engine/messaging/messaging-backend.ts';

const backend = new MessagingBackend();
afterAll(() => backend.close());

const QueueUrl = 'http://local/whole';
const call = async (action: string, input: object) => {
  const { status, body } = await backend.queueCall(action, { QueueUrl, ...input });
  return { status, answer: body === '' ? null : JSON.parse(body) };
};
const begin = (attributes: object) => backend.queueCall('CreateQueue', { QueueName: 'whole', Attributes: attributes });

describe('a text with characters of two halves', () => {
  it('counts by its own bytes against the limit of the queue', async () => {
    await begin({ MaximumMessageSize: '1024' });
    expect(await call('SendMessage', { MessageBody: '𠮷'.repeat(256) })).toMatchObject({ status: 200 });
    expect(await call('SendMessage', { MessageBody: `${'𠮷'.repeat(256)}x` })).toMatchObject({
      status: 400,
      answer: { message: expect.stringContaining('1024 bytes') },
    });
    const { answer } = await call('ReceiveMessage', {});
    expect(answer.Messages).toMatchObject([{ Body: '𠮷'.repeat(256) }]);
  });

  it('is refused where a half stands alone', async () => {
    expect(await call('SendMessage', { MessageBody: 'x\ud842' })).toMatchObject({ status: 400 });
  });
});

it.each([
  ['\t\n\r ', true],
  ['\ud7ff\ue000\ufffd', true],
  ['\u{10000}\u{10ffff}', true],
  ['\u0000', false],
  ['\u000b', false],
  ['\u001f', false],
  ['\ufffe', false],
  ['\uffff', false],
  ['\ud800', false],
  ['\udc00\ud800', false],
])('a message may have %j: %s', (text, isAllowed) => {
  expect(hasAllowedCharacters(`x${text}x`)).toBe(isAllowed);
});

it('keeps what it drops of a message before anybody can receive the message', async () => {
  await backend.queueCall('CreateQueue', { QueueName: 'race' });
  const queue = { QueueUrl: 'http://local/race' };
  const AWSTraceHeader = { DataType: 'String', StringValue: 'Root=1' };
  for (let n = 0; n < 20; n += 1) {
    const input = { ...queue, MessageBody: '𠮷', MessageGroupId: 'a', MessageSystemAttributes: { AWSTraceHeader } };
    const [, received] = await Promise.all([
      backend.queueCall('SendMessage', input),
      backend.queueCall('ReceiveMessage', { ...queue, MessageSystemAttributeNames: ['All'] }),
    ]);
    expect(JSON.parse(received.body).Messages).toMatchObject([
      { Body: '𠮷', Attributes: { MessageGroupId: 'a', AWSTraceHeader: 'Root=1' } },
    ]);
  }
});

it.each([
  { asked: {}, attributes: undefined },
  { asked: { MessageSystemAttributeNames: ['MessageGroupId'] }, attributes: { MessageGroupId: 'a' } },
  { asked: { AttributeNames: ['AWSTraceHeader'] }, attributes: { AWSTraceHeader: 'Root=1' } },
])('gives back the kept attributes that are asked for: $asked', async ({ asked, attributes }) => {
  const QueueName = `asked-${Object.keys(asked).join()}`;
  await backend.queueCall('CreateQueue', { QueueName });
  const queue = { QueueUrl: `http://local/${QueueName}` };
  const AWSTraceHeader = { DataType: 'String', StringValue: 'Root=1' };
  const kept = { MessageGroupId: 'a', MessageSystemAttributes: { AWSTraceHeader } };
  await backend.queueCall('SendMessage', { ...queue, MessageBody: 'x', ...kept });
  const { body } = await backend.queueCall('ReceiveMessage', { ...queue, ...asked });
  expect(JSON.parse(body).Messages[0].Attributes).toEqual(attributes);
});
