import {
  ListMessageMoveTasksCommand,
  type ListMessageMoveTasksResultEntry,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { awsRefusal } from '../terminal/aws-refusal.ts';
import type { OnMoved, Redriven } from './dlq-store.ts';

/**
 * The time between two looks at a running move, and how many looks may pass before AWS lists the
 * move.
 */
const lookEveryMs = 1000;
const mostBlindLooks = 30;

/** The two queues of a move, by ARN. */
export interface MoveRoute {
  readonly source: string;
  readonly destination: string;
}

/**
 * Makes SQS move every message from one queue to another, and follows the move to its end. Source:
 * SQS API reference, StartMessageMoveTask and ListMessageMoveTasks. Throws UsageError when AWS
 * refuses the move or a look at it.
 */
export async function moveLetters(
  sqs: SQSClient,
  { source, destination }: MoveRoute,
  { pause, onMoved }: { readonly pause: (ms: number) => Promise<void>; readonly onMoved: OnMoved },
): Promise<Omit<Redriven, 'queue'>> {
  // AWS lists all moves from this queue, and a move keeps no handle after its end. So the newest
  // move from before is remembered, to tell ours from it.
  const before = await newestMove(sqs, source);
  try {
    await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: source, DestinationArn: destination }));
  } catch (error) {
    throw awsRefusal(error, 'sqs:StartMessageMoveTask', nameIn(source));
  }
  for (let blind = 0; blind < mostBlindLooks; ) {
    const move = await newestMove(sqs, source);
    if (move === undefined || move.StartedTimestamp === before?.StartedTimestamp) blind += 1;
    else if (isOver(move.Status)) return endOf(move, move.Status);
    else onMoved(move.ApproximateNumberOfMessagesMoved ?? null, move.ApproximateNumberOfMessagesToMove ?? null);
    await pause(lookEveryMs);
  }
  return {
    status: 'FAILED',
    letters: null,
    instances: null,
    reason: 'AWS accepted the move but does not list it; list the dead letters again',
  };
}

async function newestMove(sqs: SQSClient, source: string): Promise<ListMessageMoveTasksResultEntry | undefined> {
  try {
    return (await sqs.send(new ListMessageMoveTasksCommand({ SourceArn: source, MaxResults: 1 }))).Results?.[0];
  } catch (error) {
    throw awsRefusal(error, 'sqs:ListMessageMoveTasks', nameIn(source));
  }
}

function isOver(status: string | undefined): status is Redriven['status'] {
  return status === 'COMPLETED' || status === 'FAILED' || status === 'CANCELLED';
}

function endOf(move: ListMessageMoveTasksResultEntry, status: Redriven['status']): Omit<Redriven, 'queue'> {
  return {
    status,
    letters: move.ApproximateNumberOfMessagesMoved ?? null,
    instances: null,
    reason: move.FailureReason ?? null,
  };
}

function nameIn(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1);
}
