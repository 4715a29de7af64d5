import type { GatewayCall } from './aws-api.ts';
import type { Operation, WireReply } from './service.ts';

/** A message that a topic took: what its e-mail subscribers would get. */
export interface Published {
  readonly topicArn: string;
  readonly subject: string | null;
  readonly message: string;
  readonly from: 'function' | 'alarm';
}

/** The message that a call published; null for every other call, and for one that was refused. */
export function publishedBy(call: GatewayCall, { input }: Operation, reply: WireReply): Published | null {
  if (call.service !== 'sns' || call.action !== 'Publish' || reply.status >= 400) return null;
  return {
    topicArn: String(input.TopicArn),
    subject: input.Subject === undefined ? null : String(input.Subject),
    message: String(input.Message),
    from: call.principal === 'cloudwatch.amazonaws.com' ? 'alarm' : 'function',
  };
}
