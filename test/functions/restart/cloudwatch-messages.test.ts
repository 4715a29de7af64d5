import { expect, it } from 'vitest';
import { cloudWatchMessages } from '../../../functions/restart/cloudwatch-messages.ts';
import { alertMessage } from '../../../shared/contract/alert-message.ts';
import { policy } from '../../shared/restart/a-question.ts';

const receivedAt = '2026-11-21T01:00:02.000Z';
const source = (kind: 'cloudwatch' | 'grafana', names: Record<string, string> = {}) => ({
  kind,
  secret: null,
  idLabel: 'instance_id',
  names,
});
const sources = { aws: source('cloudwatch', { 'web-1-down': 'i-1' }), other: source('cloudwatch'), grafana: source('grafana') };
const read = cloudWatchMessages({
  sources,
  restarts: { web: { ...policy, sources: ['aws'], match: { alertname: ['web-1-down'] } } },
});
const event = (value: string) => ({
  id: 'c4c1',
  'detail-type': 'CloudWatch Alarm State Change',
  detail: { alarmName: 'web-1-down', state: { value, timestamp: '2026-11-21T01:00:00.000+0000' } },
});

it('makes one message for each source that hears CloudWatch, the same at every delivery', () => {
  const messages = read(event('ALARM'), receivedAt);
  expect(messages.map((each) => [each.source, each.statements.map(({ id, instanceId }) => [id, instanceId])])).toEqual([
    ['aws', [['aws c4c1', 'i-1']]],
    ['other', [['other c4c1', null]]],
  ]);
  for (const message of messages) expect(alertMessage.safeParse(message).success).toBe(true);
  expect(read(event('ALARM'), receivedAt)).toEqual(messages);
});

it('makes none of a change that says nothing, and throws for another event', () => {
  expect(read(event('INSUFFICIENT_DATA'), receivedAt)).toEqual([]);
  expect(() => read({ 'detail-type': 'Other' }, receivedAt)).toThrow('is not a CloudWatch Alarm State Change');
});
