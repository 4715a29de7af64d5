import { describe, expect, it } from 'vitest';
import { type AccessRequest, decide } from '../../../local/engine/iam/decide.ts';
import { parsePolicy } from '../../../local/engine/iam/policy-document.ts';

const role = 'AWS:arn:aws:iam::000000000000:role/worker';
const queue = 'arn:aws:sqs:us-east-1:000000000000:jobs';
const request: AccessRequest = {
  principal: role,
  action: 'sqs:SendMessage',
  resource: queue,
  context: { 'aws:securetransport': 'true', 'aws:sourcearn': 'arn:aws:scheduler:us-east-1:000000000000:schedule-group/a:b' },
};

const statement = (extra: object) => ({ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queue, ...extra });
const policy = (...Statement: object[]) => parsePolicy('identity', { Version: '2012-10-17', Statement }, 'test');
const resourcePolicy = (...Statement: object[]) => parsePolicy('resource', { Version: '2012-10-17', Statement }, 'test');
const when = (Condition: object) => statement({ Condition });

describe('decide', () => {
  it.each([
    ['nothing says anything', [], [], false],
    ['an identity policy allows', [statement({})], [], true],
    ['the action has a star', [statement({ Action: ['s3:*', 'SQS:Send*'] })], [], true],
    ['the resource has a question mark', [statement({ Resource: queue.replace('jobs', 'job?') })], [], true],
    ['a question mark stands for exactly one character', [statement({ Resource: `${queue}?` })], [], false],
    ['dots are only dots', [statement({ Resource: queue.replace('sqs', '...') })], [], false],
    ['it allows something else', [statement({ Action: 'sqs:ReceiveMessage' })], [], false],
    ['it allows it elsewhere', [statement({ Resource: `${queue}-dead` })], [], false],
    ['an identity policy denies', [statement({}), statement({ Effect: 'Deny' })], [], false],
    ['the resource policy names the role', [], [statement({ Principal: { AWS: role.slice(4) } })], true],
    ['the resource policy names another role', [], [statement({ Principal: { AWS: `${role.slice(4)}-2` } })], false],
    ['the resource policy names everybody', [], [statement({ Principal: '*' })], true],
    ['the resource policy names the account', [], [statement({ Principal: { AWS: 'arn:aws:iam::000000000000:root' } })], false],
    ['the resource policy denies everybody', [statement({})], [statement({ Effect: 'Deny', Principal: { AWS: '*' } })], false],
    [
      'it denies plain HTTP only',
      [statement({})],
      [statement({ Effect: 'Deny', Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
      true,
    ],
    ['Bool holds', [when({ Bool: { 'aws:SecureTransport': true } })], [], true],
    ['StringEquals fails', [when({ StringEquals: { 'aws:SecureTransport': ['yes', 'no'] } })], [], false],
    ['StringEquals knows no star', [when({ StringEquals: { 'aws:SourceArn': '*' } })], [], false],
    ['StringLike knows it', [when({ StringLike: { 'aws:SourceArn': 'arn:*group/a:b' } })], [], true],
    [
      'ArnLike compares part by part',
      [when({ ArnLike: { 'AWS:SourceArn': 'arn:aws:scheduler:*:*:schedule-group/*' } })],
      [],
      true,
    ],
    [
      'a star does not reach over the parts of an ARN',
      [when({ ArnEquals: { 'aws:SourceArn': 'arn:*:schedule-group/a:b' } })],
      [],
      false,
    ],
    ['a missing key fails', [when({ StringEquals: { 'aws:SourceAccount': '000000000000' } })], [], false],
    [
      'all conditions must hold',
      [when({ Bool: { 'aws:SecureTransport': 'true' }, StringLike: { 'aws:SourceArn': 'x' } })],
      [],
      false,
    ],
  ])('%s', (_, identity, resource, allowed) => {
    expect(decide(request, { identity: policy(...identity), resource: resourcePolicy(...resource) }).allowed).toBe(allowed);
  });

  it.each([
    ['the role', role, 'because no identity-based policy allows the sqs:SendMessage action'],
    ['a service', 'Service:sns.amazonaws.com', 'because no resource-based policy allows the sqs:SendMessage action'],
  ])('says why %s is refused', (_, principal, because) => {
    expect(decide({ ...request, principal }, { identity: [], resource: [] })).toEqual({ allowed: false, because });
  });

  it('asks a service principal by name', () => {
    const resource = resourcePolicy(statement({ Principal: { Service: ['cloudwatch.amazonaws.com'] } }));
    const ask = (principal: string) => decide({ ...request, principal }, { identity: [], resource }).allowed;
    expect([ask('Service:cloudwatch.amazonaws.com'), ask('Service:events.amazonaws.com'), ask(role)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
