import { describe, expect, it } from 'vitest';
import { progressOn } from '../../cli/progress.ts';
import type { RehearsalEvent } from '../../cli/rehearsal.ts';

const at = Date.parse('2026-11-23T00:30:15Z');
const events: RehearsalEvent[] = [
  { kind: 'synthesizing' },
  { kind: 'booting' },
  { kind: 'fired', schedule: 'hours-start', scheduledAt: '2026-11-23T00:30:00Z', at },
  { kind: 'invoked', functionName: 'reveille-dispatch', records: 1, at },
  { kind: 'invoked', functionName: 'reveille-dispatch', records: 2, at },
  { kind: 'jumped', from: at - 15_000, at },
  { kind: 'jumped', from: at - 400, at },
  { kind: 'published', topicArn: 'arn', subject: 'one failed', at },
  { kind: 'alarm', name: 'dead-letters', state: 'ALARM', at },
  { kind: 'refused', principal: 'role', action: 'sqs:SendMessage', resource: 'arn', at },
  { kind: 'delivery-failed', schedule: 'hours-start', code: 'AccessDenied', final: false, at },
  { kind: 'logged', functionName: 'reveille-dispatch', line: '{}', at },
];

/** What is written for these events on a stream that is, or is not, a terminal 40 columns wide. */
function written(isTTY: boolean): string[] {
  const texts: string[] = [];
  const progress = progressOn({ isTTY, columns: 40, write: (text: string) => texts.push(text) });
  for (const event of events) progress.show(event);
  progress.end();
  return texts;
}

describe('progress', () => {
  it('rewrites one line on a terminal, never wider than it, and clears it at the end', () => {
    expect(written(true).map((text) => text.replace('\r\u001b[K', ''))).toEqual([
      'Synthesizing the stack …',
      'Booting the local engine …',
      '00:30:15  the cron rule of hours-start ',
      '00:30:15  reveille-dispatch works on 1 ',
      '00:30:15  reveille-dispatch works on 2 ',
      '00:30:15  nothing to do for 15 s: skipp',
      '00:30:15  alert: one failed',
      '00:30:15  alarm dead-letters: ALARM',
      '00:30:15  role may not sqs:SendMessage',
      '00:30:15  hours-start could not be deli',
      '',
    ]);
  });

  it('takes a terminal that does not tell its width for 80 columns wide', () => {
    const texts: string[] = [];
    progressOn({ isTTY: true, columns: 0, write: (text: string) => texts.push(text) }).show({ kind: 'booting' });
    expect(texts).toEqual(['\r\u001b[KBooting the local engine …']);
  });

  it('writes nothing anywhere else', () => {
    expect(written(false)).toEqual([]);
  });
});
