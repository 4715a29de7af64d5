import { randomUUID } from 'node:crypto';
import type { MessagingBackend } from './messaging-backend.ts';
import type { Operation, Service, WireReply } from './service.ts';
import { ServiceError } from './service-error.ts';

/** SNS: publishing to the stack's topics. */
export class TopicService implements Service {
  readonly #backend: MessagingBackend;

  constructor(backend: MessagingBackend) {
    this.#backend = backend;
  }

  read({ body }: { body: string }): Operation {
    const { Action: action = '', ...input } = Object.fromEntries(new URLSearchParams(body));
    if (action !== 'Publish') throw new ServiceError('InvalidAction', `The local engine does not know sns ${action}`);
    return { action, input };
  }

  permission({ input }: Operation): { action: string; resource: string } {
    return { action: 'SNS:Publish', resource: String(input.TopicArn) };
  }

  perform({ action, input }: Operation): Promise<WireReply> {
    return this.#backend.topicCall({ Action: action, ...(input as Record<string, string>) });
  }

  refuse(error: ServiceError): WireReply {
    const body = `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>${error.code}</Code><Message>${escapeXml(error.message)}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`;
    return { status: error.status, headers: { 'content-type': 'text/xml' }, body };
  }

  denied(message: string): ServiceError {
    return new ServiceError('AuthorizationError', message, 403);
  }
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
