import { expect, it } from 'vitest';
import { accessLogLine, formatFault } from '../../../../local/engine/http/access-log.ts';

it('fills in what is known, and a dash for what is not', () => {
  const format =
    '{"id":"$context.requestId","ip":"$context.identity.sourceIp","who":"$context.identity.user"} $context.status. $context.toString $contextual';
  const values = { requestId: 'a=', 'identity.sourceIp': '127.0.0.1', status: 202 };
  expect(accessLogLine(format, values)).toBe('{"id":"a=","ip":"127.0.0.1","who":"-"} 202. - $contextual');
});

it.each([
  ['$context.requestId $context.status', null],
  ['$context.status', 'it must have $context.requestId in it'],
  ['$context.requestIdentity', 'it must have $context.requestId in it'],
  ['$context.requestId\n', 'it must be a single line'],
  [`$context.requestId${'a'.repeat(3072)}`, 'it must be at most 3 KB long'],
])('says of the format %j: %j', (format, fault) => {
  expect(formatFault(format)).toBe(fault);
});
