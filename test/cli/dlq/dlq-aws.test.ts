import { describe, expect, it } from 'vitest';
import { letterBody } from './a-letter.ts';
import { deployed, dlqOnSqs, letters } from './dlq-on-sqs.ts';

describe('dlq list on AWS', () => {
  it('shows every letter with its instances, and says that listing hides', async () => {
    const { code, stdout, stderr } = await dlqOnSqs(['list'], { queues: deployed });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatchInlineSnapshot(`
      "reveille-alibaba-dead-letters: 1 letter
        hours/start/2026-11-23T00:30:00Z  ali-prod cn-hangzhou  3 h old
          rejected  i-1   NoStock: the reason
          rejected  i-22  Gone: the reason

      Send back: npx reveille dlq redrive --queue alibaba
      SQS hides a letter that is read. These were handed back at once; a letter that is still hidden comes back within 20 s.
      "
    `);
  });

  it('receives until nothing comes, looks long enough to be sure, and hands every letter back', async () => {
    const { calls, hidden, actions } = await dlqOnSqs(['list', '--queue', 'alibaba'], { queues: deployed });
    expect(actions).toEqual(['GetQueueUrl', 'GetQueueUrl', 'ReceiveMessage', 'ReceiveMessage', 'ChangeMessageVisibilityBatch']);
    expect(calls[0]?.input).toEqual({ QueueName: letters });
    expect(calls[2]?.input).toMatchObject({
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 20,
      WaitTimeSeconds: 1,
      MessageSystemAttributeNames: ['SentTimestamp', 'MessageGroupId'],
    });
    expect(hidden.size).toBe(0);
  });

  it('stops at a hundred letters of a queue and says that there are more', async () => {
    const queues = { [letters]: Array.from({ length: 101 }, (_, n) => letterBody({ [`i-${n}`]: 'Gone' })) };
    const { stdout, actions, hidden } = await dlqOnSqs(['list', '--queue', 'alibaba', '--json'], { queues });
    const listed = JSON.parse(stdout);
    expect(listed.complete).toBe(false);
    expect(listed.letters).toHaveLength(100);
    expect(new Set(listed.letters.map((letter: { instances: { id: string }[] }) => letter.instances[0]?.id)).size).toBe(100);
    expect(actions.filter((action) => action === 'ReceiveMessage')).toHaveLength(10);
    expect(hidden.size).toBe(0);
  });

  it('writes one JSON object', async () => {
    const { stdout } = await dlqOnSqs(['list', '--json'], { queues: deployed });
    expect(JSON.parse(stdout)).toEqual({
      letters: [
        {
          queue: 'alibaba',
          job: 'hours/start/2026-11-23T00:30:00Z',
          account: 'ali-prod',
          region: 'cn-hangzhou',
          initLocalDisk: false,
          instances: [
            { id: 'i-1', verdict: 'rejected', code: 'NoStock', message: 'the\nreason', requestId: null },
            { id: 'i-22', verdict: 'rejected', code: 'Gone', message: 'the\nreason', requestId: null },
          ],
          sentAt: '2026-11-23T00:31:00.000Z',
          unreadable: null,
        },
      ],
      complete: true,
    });
  });

  it('shows what lies in the poison queue too, beside the letters', async () => {
    const queues = { ...deployed, 'reveille-alibaba-poison': [letterBody({ 'i-3': 'Odd' }), 'no message at all'] };
    const { stdout } = await dlqOnSqs(['list', '--queue', 'alibaba', '--json'], { queues });
    const { letters: all } = JSON.parse(stdout);
    expect(all.map((letter: { instances: { id: string }[] }) => letter.instances.map(({ id }) => id))).toEqual([
      ['i-1', 'i-22'],
      ['i-3'],
      [],
    ]);
  });

  it('is content with letters that it may not hand back: they come back by themselves', async () => {
    const refusals = { ChangeMessageVisibilityBatch: [403, 'AccessDenied', 'no'] } as const;
    const { code, stdout } = await dlqOnSqs(['list', '--queue', 'alibaba'], { queues: deployed, refusals });
    expect(code).toBe(0);
    expect(stdout).toContain('i-22');
  });
});

describe('dlq redrive on AWS', () => {
  const redrive = ['redrive', '--queue', 'alibaba'];

  it('sends each letter before it deletes it, from the letters and from the poison queue', async () => {
    const queues = { ...deployed, 'reveille-alibaba-poison': [letterBody({ 'i-3': 'Odd' })] };
    const { code, stdout, stderr, actions, calls, deleted } = await dlqOnSqs([...redrive, '--json'], { queues });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ queue: 'alibaba', status: 'COMPLETED', letters: 2, instances: 3, refused: 0 });
    expect(actions.filter((action) => /SendM|Delete/.test(action))).toEqual([
      'SendMessage',
      'DeleteMessage',
      'SendMessage',
      'DeleteMessage',
    ]);
    const sent = calls.filter(({ action }) => action === 'SendMessage');
    expect(sent.map(({ input }) => String(input.QueueUrl).split('/').at(-1))).toEqual(['reveille-alibaba', 'reveille-alibaba']);
    expect(sent[0]?.input).toMatchObject({ MessageBody: deployed[letters][0], MessageGroupId: 'ali-prod/cn-hangzhou' });
    expect(deleted).toEqual([`${letters}-0`, 'reveille-alibaba-poison-0']);
  });

  it('shows on a terminal how far it is, and leaves nothing of that behind', async () => {
    const { stderr } = await dlqOnSqs(redrive, { queues: deployed }, { isTTY: true });
    expect(stderr).toBe(`\r\u001b[K${letters}: 1 of 1 letters sent back\r\u001b[K`);
  });

  it('says so when there was nothing to send back', async () => {
    const { code, stdout } = await dlqOnSqs(redrive, { queues: { ...deployed, [letters]: [] } });
    expect(stdout).toBe(`Nothing was sent back: no letter could be received from ${letters} or reveille-alibaba-poison.\n`);
    expect(code).toBe(0);
  });
});
