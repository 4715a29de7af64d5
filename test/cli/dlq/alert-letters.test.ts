import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { letterText } from '../../../cli/rehearse/report-sections.ts';
import type { AlertMessage } from '../../../shared/contract/alert-message.ts';
import { statementOf } from '../../shared/restart/a-question.ts';
import { runReveille } from '../a-world.ts';
import { dlqOnSqs } from './dlq-on-sqs.ts';

const folder = mkdtempSync(join(tmpdir(), 'reveille-alert-letters-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const alerts: AlertMessage = {
  ...{ version: 1, source: 'prometheus', receivedAt: '2026-11-21T01:05:00.000Z' },
  ...{ phase: 'decide', notBefore: '2026-11-21T01:06:00.000Z', truncated: 0 },
  statements: [
    statementOf('a 1', { labels: { alertname: 'Do\u001b[31mwn' }, instanceId: 'i-bp1' }),
    statementOf('a 2', { status: 'resolved', labels: {}, instanceId: null }),
  ],
};
const alarm = {
  ...{ version: '0', id: 'e-1', source: 'aws.cloudwatch', 'detail-type': 'CloudWatch Alarm State Change' },
  detail: { alarmName: 'web-1-down', state: { value: 'ALARM', timestamp: '2026-11-21T01:00:00.000+0000' } },
};
const bodies = [JSON.stringify(alerts), JSON.stringify(alarm)];
const queues = { 'reveille-alerts-dead-letters': bodies, 'reveille-alerts': [] };

it('shows letters of alerts in words: what is said of which machine, and which alarm it was', async () => {
  const { stdout } = await dlqOnSqs(['list', '--queue', 'alerts'], { queues });
  expect(stdout.split('\n').slice(0, 6)).toEqual([
    'reveille-alerts-dead-letters: 2 letters',
    '  alerts of prometheus  3 h old',
    '    firing    "Do\\u001b[31mwn"  i-bp1',
    '    resolved  ""',
    '  an alarm of CloudWatch  3 h old',
    '    ALARM  "web-1-down"',
  ]);
  expect(stdout).toContain('Send back: npx reveille dlq redrive --queue alerts');
});

it('says why EventBridge could not deliver an alarm', async () => {
  const attributes = { ERROR_CODE: 'NO_PERMISSIONS', ERROR_MESSAGE: 'not authorized', RULE_ARN: 'arn:aws:events:x' };
  const { stdout } = await dlqOnSqs(['list', '--queue', 'alerts'], {
    queues: { 'reveille-alerts-dead-letters': bodies.slice(1) },
    attributes,
  });
  expect(stdout).toContain('    EventBridge could not deliver it: NO_PERMISSIONS: not authorized\n    ALARM  "web-1-down"');
});

it('writes them as JSON', async () => {
  const { stdout } = await dlqOnSqs(['list', '--queue', 'alerts', '--json'], { queues });
  expect(JSON.parse(stdout).letters).toMatchObject([
    {
      ...{ queue: 'alerts', job: null, account: null, instances: [], unreadable: null },
      alerts: {
        source: 'prometheus',
        said: [
          { status: 'firing', alertname: 'Do\u001b[31mwn', instanceId: 'i-bp1' },
          { status: 'resolved', alertname: null, instanceId: null },
        ],
      },
    },
    { unreadable: null, alerts: { source: null, said: [{ status: 'ALARM', alertname: 'web-1-down', instanceId: null }] } },
  ]);
});

it('sends them back as they are, and says that they are decided anew', async () => {
  const { stdout, calls } = await dlqOnSqs(['redrive', '--queue', 'alerts'], { queues: { ...queues, 'reveille-alerts': [] } });
  expect(stdout.split('\n').slice(0, 2)).toEqual([
    '  2 alerts of prometheus  decided anew, unless it is too old by now',
    '  1 alert of CloudWatch  decided anew, unless it is too old by now',
  ]);
  expect(calls.filter(({ action }) => action === 'SendMessage').map(({ input }) => input.MessageBody)).toEqual(bodies);
});

it('sends those of a state file back', async () => {
  const file = join(folder, 'letters.json');
  const messages = bodies.map((body) => ({ body }));
  writeFileSync(file, JSON.stringify({ version: 1, queues: { 'reveille-alerts-dead-letters': messages } }));
  const { code, stdout } = await runReveille(['dlq', 'redrive', '--queue', 'alerts', '--state', file, '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ letters: 2, refused: 0, each: [{ does: 'decides' }, { does: 'decides' }] });
  expect(JSON.parse(readFileSync(file, 'utf8')).queues).toEqual({
    'reveille-alerts-dead-letters': [],
    'reveille-alerts': messages,
  });
});

it('names them in the report of a rehearsal', () => {
  expect([alerts, alarm].map(letterText)).toEqual([
    'alerts of prometheus about i-bp1, no machine',
    'the alarm web-1-down, now ALARM',
  ]);
});
