import { randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Operation, Service, WireReply, WireRequest } from '../gateway/service.ts';
import { ServiceError } from '../gateway/service-error.ts';
import { localArn } from '../locality.ts';
import type { TableBackend } from './table-backend.ts';

/**
 * The operations that are served. Each needs the permission of its own name on its table (service
 * authorization reference, DynamoDB). Batches and transactions are not among them: a batch would
 * need a decision for each of its tables, and dynalite has no transactions.
 */
const operations = ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'Scan'];

// The errors that are not of DynamoDB itself, but of what stands before it: the names that dynalite
// has seen on AWS.
const frontDoorErrors: Readonly<Record<string, string>> = {
  AccessDeniedException: 'com.amazon.coral.service',
  IncompleteSignature: 'com.amazon.coral.service',
  InvalidClientTokenId: 'com.amazon.coral.service',
  SignatureDoesNotMatch: 'com.amazon.coral.service',
  UnknownOperationException: 'com.amazon.coral.service',
  ValidationException: 'com.amazon.coral.validate',
};

/** DynamoDB: dynalite, with a refusal for what it would answer otherwise than AWS. */
export class TableService implements Service {
  readonly #backend: TableBackend;

  constructor(backend: TableBackend) {
    this.#backend = backend;
  }

  read({ target, body }: WireRequest): Operation {
    const action = (target ?? '').replace('DynamoDB_20120810.', '');
    if (!operations.includes(action))
      throw new ServiceError('UnknownOperationException', `The local engine does not know dynamodb ${action}`);
    return { action, input: JSON.parse(body) as Record<string, unknown> };
  }

  permission({ action, input }: Operation): { action: string; resource: string } {
    return { action: `dynamodb:${action}`, resource: localArn('dynamodb', `table/${tableNameOf(input)}`) };
  }

  async perform({ action, input }: Operation): Promise<WireReply> {
    // dynalite takes this and gives no item back.
    const wanted = input.ReturnValuesOnConditionCheckFailure ?? 'NONE';
    if (wanted !== 'NONE')
      throw new ServiceError(
        'ValidationException',
        'The local engine does not know ReturnValuesOnConditionCheckFailure; read the item again',
      );
    return this.#backend.call(action, { ...input, TableName: tableNameOf(input) });
  }

  refuse({ code, message, status }: ServiceError): WireReply {
    const prefix = Object.hasOwn(frontDoorErrors, code) ? frontDoorErrors[code] : 'com.amazonaws.dynamodb.v20120810';
    const body = JSON.stringify({ __type: `${prefix}#${code}`, message });
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'x-amzn-requestid': randomUUID(),
      'x-amz-crc32': String(crc32(body)),
    };
    return { status, headers, body };
  }

  denied(message: string): ServiceError {
    return new ServiceError('AccessDeniedException', message);
  }
}

// A call may name its table by the ARN.
function tableNameOf({ TableName }: Operation['input']): string {
  return String(TableName).split(':table/').at(-1) ?? '';
}
