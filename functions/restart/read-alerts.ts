import { type AlertMessage, alertMessage } from '../../shared/contract/alert-message.ts';
import { readMessage } from '../../shared/lambda/read-message.ts';

/**
 * The messages that an event of a CloudWatch alarm means, one for each source that hears it; none
 * when no source does. `receivedAt` is an ISO 8601 instant that every delivery of the event has.
 * Throws for an event that it cannot read.
 */
export type ReadCloudWatch = (event: unknown, receivedAt: string) => readonly AlertMessage[];

/**
 * Reads the body of a message on the alerts queue: an alert message, or an event that EventBridge
 * has put there. `sentAt` is when it came onto the queue, in epoch milliseconds.
 * @throws Error that says where the body is wrong and quotes nothing of it
 */
export function readAlerts(body: string, sentAt: number, readCloudWatch: ReadCloudWatch): readonly AlertMessage[] {
  const event = eventIn(body);
  if (event === null) return [readMessage(alertMessage, body, 'alert message')];
  return readCloudWatch(event, new Date(sentAt).toISOString());
}

/** Every event of EventBridge has a `detail-type` (EventBridge user guide, "event structure"). */
function eventIn(body: string): unknown {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && 'detail-type' in value ? value : null;
  } catch {
    return null;
  }
}
