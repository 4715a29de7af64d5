import { describe, expect, it } from 'vitest';
import { arnOf, type Move } from './an-sqs.ts';
import { deployed, dlqOnSqs, letters } from './dlq-on-sqs.ts';

const route = { SourceArn: arnOf(letters), DestinationArn: arnOf('reveille-alibaba') };
const move = (Status: string, StartedTimestamp: number, more: object = {}): Move => ({
  Status,
  StartedTimestamp,
  ...route,
  ...more,
});
const running = move('RUNNING', 2, {
  TaskHandle: 'handle',
  ApproximateNumberOfMessagesMoved: 1,
  ApproximateNumberOfMessagesToMove: 3,
});
const completed = move('COMPLETED', 2, { ApproximateNumberOfMessagesMoved: 3, ApproximateNumberOfMessagesToMove: 3 });
const older = move('COMPLETED', 1, { ApproximateNumberOfMessagesMoved: 9 });
const redrive = ['redrive', '--queue', 'alibaba'];

describe('dlq redrive on AWS', () => {
  it('names source and destination, waits for its own move and no older one, and exits 0', async () => {
    const moves = [[older], [older], [running, older], [completed, older]];
    const { code, stdout, stderr, calls, actions, pauses } = await dlqOnSqs(redrive, { queues: deployed, moves });
    expect(stdout).toContain('3 letters sent back to reveille-alibaba.');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const look = 'ListMessageMoveTasks';
    const read = ['ReceiveMessage', 'ReceiveMessage', 'ChangeMessageVisibilityBatch'];
    const moved = ['GetQueueAttributes', look, 'StartMessageMoveTask', look, look, look];
    expect(actions).toEqual(['GetQueueUrl', ...read, ...moved]);
    expect(calls[6]?.input).toEqual(route);
    expect(calls[7]?.input).toEqual({ SourceArn: route.SourceArn, MaxResults: 1 });
    expect(pauses).toEqual([1000, 1000]);
  });

  it('shows on a terminal how far it is, and leaves nothing of that behind', async () => {
    const { stderr } = await dlqOnSqs(redrive, { queues: deployed, moves: [[], [running], [completed]] }, { isTTY: true });
    expect(stderr).toBe(`\r\u001b[K${letters}: 1 of 3 letters sent back\r\u001b[K`);
  });

  it.each([
    {
      what: 'completed',
      moves: [[], [completed]],
      code: 0,
      end: { status: 'COMPLETED', letters: 3, reason: null },
    },
    {
      what: 'failed, with AWS’s reason',
      moves: [[], [running], [move('FAILED', 2, { FailureReason: 'AWS.SimpleQueueService.NonExistentQueue' })]],
      code: 1,
      end: { status: 'FAILED', letters: null, reason: 'AWS.SimpleQueueService.NonExistentQueue' },
    },
    {
      what: 'cancelled by somebody',
      moves: [[older], [move('CANCELLING', 2)], [move('CANCELLED', 2, { ApproximateNumberOfMessagesMoved: 1 })]],
      code: 1,
      end: { status: 'CANCELLED', letters: 1, reason: null },
    },
    {
      what: 'never listed',
      moves: [[older]],
      code: 1,
      end: { status: 'FAILED', letters: null, reason: expect.stringContaining('does not list it') },
    },
  ])('$what: exit $code', async ({ moves, code, end }) => {
    const ended = await dlqOnSqs([...redrive, '--json'], { queues: deployed, moves });
    const { each, ...told } = JSON.parse(ended.stdout);
    expect(told).toEqual({ queue: 'alibaba', instances: null, refused: 0, ...end });
    expect(each).toMatchObject([{ instances: ['i-1', 'i-22'], does: 'acts', because: null }]);
    expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code, stderr: '' });
  });

  it('says so when there was nothing to move', async () => {
    const moves = [[], [move('COMPLETED', 2, { ApproximateNumberOfMessagesMoved: 0 })]];
    const { code, stdout } = await dlqOnSqs(redrive, { queues: { ...deployed, [letters]: [] }, moves });
    expect(stdout).toBe(`Nothing was sent back: no letter could be received from ${letters}.\n`);
    expect(code).toBe(0);
  });
});
