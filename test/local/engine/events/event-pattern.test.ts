import { describe, expect, it } from 'vitest';
import { matchesPattern, parseEventPattern } from '../../../../local/engine/events/event-pattern.ts';

const event = {
  source: 'aws.cloudwatch',
  'detail-type': 'CloudWatch Alarm State Change',
  resources: ['arn:a', 'arn:b'],
  detail: { alarmName: 'web', state: { value: 'ALARM' }, count: 3, muted: false, why: null, parts: [{ id: 'x' }, { id: 'y' }] },
};

describe('matchesPattern', () => {
  it.each([
    [{ source: ['aws.cloudwatch'] }, true],
    [{ source: ['aws.ec2', 'aws.cloudwatch'] }, true],
    [{ source: ['aws.cloud'] }, false],
    [{ source: ['aws.cloudwatch'], detail: { state: { value: ['ALARM'] } } }, true],
    [{ source: ['aws.cloudwatch'], detail: { state: { value: ['OK'] } } }, false],
    [{ detail: { state: { value: ['ALARM'], reason: ['x'] } } }, false],
    [{ resources: ['arn:b'] }, true],
    [{ resources: ['arn:c'] }, false],
    [{ detail: { parts: { id: ['y'] } } }, true],
    [{ detail: { count: [3], muted: [false], why: [null] } }, true],
    [{ detail: { count: ['3'] } }, false],
    [{ detail: { muted: [null] } }, false],
    [{ detail: { gone: [null] } }, false],
    [{ toString: ['x'] }, false],
    [{ source: { name: ['x'] } }, false],
  ])('%j: %s', (pattern, expected) => {
    expect(matchesPattern(parseEventPattern(pattern, 'Rule'), event)).toBe(expected);
  });
});

it.each([
  [{}, /^Rule: an event pattern must have a key$/],
  [{ source: 'aws.ec2' }, /^Rule\.source: a value of an event pattern must be in a list$/],
  [{ source: [] }, /^Rule\.source: an event pattern has no empty list$/],
  [{ detail: { state: [{ prefix: 'A' }] } }, /^Rule\.detail\.state: the local engine knows only plain values/],
  [{ source: [['a']] }, /^Rule\.source: the local engine knows only plain values/],
  [{ $or: [{ source: ['a'] }] }, /^Rule\.\$or: the local engine does not know this/],
])('refuses the pattern %j', (pattern, says) => {
  expect(() => parseEventPattern(pattern, 'Rule')).toThrow(says);
});
