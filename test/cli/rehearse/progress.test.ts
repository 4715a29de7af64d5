import { describe, expect, it } from 'vitest';
import { progressOn } from '../../../cli/rehearse/progress.ts';
import type { RehearsalEvent } from '../../../cli/rehearse/rehearsal.ts';

const at = Date.parse('2026-11-23T00:30:15Z');
const events: RehearsalEvent[] = [
  { kind: 'synthesizing' },
  { kind: 'booting' },
  { kind: 'running' },
  { kind: 'fired', schedule: 'hours-start', scheduledAt: '2026-11-23T00:30:00Z', at },
  { kind: 'invoked', functionName: 'reveille-dispatch', records: 1, at },
  { kind: 'invoked', functionName: 'reveille-dispatch', records: 2, at },
  { kind: 'jumped', from: at - 37_800_000, at },
  { kind: 'jumped', from: at - 400, at },
  { kind: 'published', topicArn: 'arn', subject: 'one failed', at },
  { kind: 'alarm', name: 'dead-letters', state: 'ALARM', at },
  { kind: 'refused', principal: 'role', action: 'sqs:SendMessage', resource: 'arn', at },
  { kind: 'delivery-failed', schedule: 'hours-start', group: 'reveille', code: 'AccessDenied', final: false, at },
  { kind: 'event-undelivered', rule: 'alarms', code: 'AccessDenied', at },
  { kind: 'answered', apiId: 'api', routeKey: null, status: 404, at },
  { kind: 'logged', functionName: 'reveille-dispatch', line: '{}', at },
];

/** What is written for these events on a stream that is, or is not, a terminal 60 columns wide. */
function written(isTTY: boolean, options = {}): string[] {
  const texts: string[] = [];
  const progress = progressOn({ isTTY, columns: 60, write: (text: string) => texts.push(text) }, options);
  for (const event of events) progress.show(event);
  progress.end();
  return texts;
}

describe('progress', () => {
  it('rewrites one line on a terminal, never wider than it, and clears it at the end', () => {
    expect(written(true).map((text) => text.replace('\r\u001b[K', ''))).toEqual([
      'Synthesizing the stack …',
      'Starting the local engine …',
      'Running until all work has ended …',
      '2026-11-23 00:30:15Z  hours-start is due',
      '2026-11-23 00:30:15Z  reveille-dispatch works on 1 message',
      '2026-11-23 00:30:15Z  reveille-dispatch works on 2 messages',
      '2026-11-23 00:30:15Z  nothing to do for 10 h 30 min: skippe',
      '2026-11-23 00:30:15Z  notice: one failed',
      '2026-11-23 00:30:15Z  alarm dead-letters: ALARM',
      '2026-11-23 00:30:15Z  role may not sqs:SendMessage',
      '2026-11-23 00:30:15Z  hours-start could not be delivered: A',
      '2026-11-23 00:30:15Z  an event of alarms could not be deliv',
      '2026-11-23 00:30:15Z  a request was answered with 404',
      '',
    ]);
  });

  it('takes a terminal that does not tell its width for 80 columns wide', () => {
    const texts: string[] = [];
    progressOn({ isTTY: true, columns: 0, write: (text: string) => texts.push(text) }).show({ kind: 'booting' });
    expect(texts).toEqual(['\r\u001b[KStarting the local engine …']);
  });

  it('is a line for each stage anywhere else', () => {
    expect(written(false)).toEqual([
      'Synthesizing the stack …\n',
      'Starting the local engine …\n',
      'Running until all work has ended …\n',
    ]);
  });

  it('is nothing there when it is to be quiet', () => {
    expect(written(false, { quiet: true })).toEqual([]);
  });
});
