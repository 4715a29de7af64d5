// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation and IAM write their variables so.
import { describe, expect, it } from 'vitest';
import { type References, resolveIntrinsics } from '../../../../local/engine/template/intrinsics.ts';

const references: References = {
  ref: (name) => (name === 'AWS::NoValue' ? undefined : `ref-${name}`),
  attribute: (logicalId, name) => `${logicalId}/${name}`,
};

describe('resolveIntrinsics', () => {
  it.each([
    { of: { Ref: 'Queue' }, is: 'ref-Queue' },
    { of: { 'Fn::GetAtt': ['Queue', 'Arn'] }, is: 'Queue/Arn' },
    { of: { 'Fn::GetAtt': 'Queue.Nested.Arn' }, is: 'Queue/Nested.Arn' },
    { of: { 'Fn::Join': ['-', ['a', { Ref: 'B' }, 3]] }, is: 'a-ref-B-3' },
    { of: { 'Fn::Join': ['', { 'Fn::Split': [',', 'a,b'] }] }, is: 'ab' },
    { of: { 'Fn::Sub': 'x-${Queue}-${Queue.Arn}-${AWS::Region}' }, is: 'x-ref-Queue-Queue/Arn-ref-AWS::Region' },
    { of: { 'Fn::Sub': ['${Own}-${!Literal}', { Own: { Ref: 'Queue' } }] }, is: 'ref-Queue-${Literal}' },
    { of: { 'Fn::Select': [1, ['a', 'b']] }, is: 'b' },
    { of: { 'Fn::Select': ['0', { 'Fn::Split': ['/', 'x/y'] }] }, is: 'x' },
    { of: { kept: [1, true, null], gone: { Ref: 'AWS::NoValue' } }, is: { kept: [1, true, null] } },
    { of: [{ Ref: 'AWS::NoValue' }, 'a'], is: ['a'] },
    { of: { Ref: 'A', Other: 1 }, is: { Ref: 'A', Other: 1 } },
  ])('$of is $is', ({ of, is }) => {
    expect(resolveIntrinsics(of, references, 'here')).toEqual(is);
  });

  it.each([
    {
      of: { a: { 'Fn::If': ['Condition', 1, 2] } },
      says: 'here.a: the local engine does not know the intrinsic function Fn::If',
    },
    { of: { 'Fn::ImportValue': 'x' }, says: 'here: the local engine does not know the intrinsic function Fn::ImportValue' },
    { of: { 'Fn::Select': [2, ['a']] }, says: 'here.Fn::Select: there is no item 2 in a list of 1' },
    { of: { 'Fn::Join': 'x' }, says: 'here.Fn::Join: expected a list' },
    { of: { 'Fn::Join': ['', [{ a: 1 }]] }, says: 'here.Fn::Join: expected a string' },
  ])('$of is an error: $says', ({ of, says }) => {
    expect(() => resolveIntrinsics(of, references, 'here')).toThrow(says);
  });
});
