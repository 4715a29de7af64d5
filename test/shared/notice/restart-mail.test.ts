import { describe, expect, it } from 'vitest';
import type { TripNotice } from '../../../shared/notice/notice.ts';
import { mailOf } from '../../../shared/notice/notice-mail.ts';

const notice: TripNotice = {
  kind: 'tripped',
  restart: 'web-down',
  machine: { account: 'ali-prod', region: 'cn-hangzhou', instanceId: 'i-bp1' },
  because: 'flapping',
  most: 6,
  withinMs: 3_600_000,
  at: '2026-11-26T03:52:00.000Z',
  acts: ['2026-11-26T03:12:00.000Z', '2026-11-26T03:32:00.000Z'],
  timezone: 'Asia/Shanghai',
};

describe('the mail about a machine that is tripped', () => {
  it('says why, what was done, and how it is resumed', () => {
    const { subject, message } = mailOf(notice);
    expect(subject).toBe('Reveille: i-bp1 is not restarted any more: flapping');
    expect(message.split('\n')).toEqual([
      'Reveille does not restart i-bp1 any more, until you resume it: 6 episodes of alerts came within 1 hour.',
      '',
      'Restart   web-down',
      'Machine   i-bp1 on ali-prod (cn-hangzhou)',
      'Since     Thu 2026-11-26 11:52 Asia/Shanghai (2026-11-26T03:52:00.000Z)',
      'Restarts  Thu 2026-11-26 11:12 Asia/Shanghai (2026-11-26T03:12:00.000Z)',
      '          Thu 2026-11-26 11:32 Asia/Shanghai (2026-11-26T03:32:00.000Z)',
      '',
      'To do: find the cause on the machine. Restarts do not cure it. When it is gone, resume the machine with:',
      '  npx reveille resume web-down --instance i-bp1',
      'Until then its alerts are recorded as "tripped", and you get no more mail about them.',
    ]);
  });

  it.each([
    { change: { because: 'budget', withinMs: 86_400_000 }, says: '6 restarts came within 24 hours.' },
    { change: { because: 'budget', most: 1, withinMs: 86_400_000 }, says: '1 restart came within 24 hours.' },
    { change: { withinMs: 1_800_000 }, says: '6 episodes of alerts came within 30 minutes.' },
    { change: { withinMs: 60_000 }, says: '6 episodes of alerts came within 1 minute.' },
    { change: { acts: [] }, says: 'Restarts  none in the last day' },
    { change: { machine: { ...notice.machine, region: null } }, says: 'Machine   i-bp1 on ali-prod\n' },
    { change: { timezone: null }, says: 'Since     2026-11-26T03:52:00.000Z\n' },
  ] as const)('says "$says"', ({ change, says }) => {
    expect(mailOf({ ...notice, ...change }).message).toContain(says);
  });

  it('has a subject that SNS takes, however long the id', () => {
    const { subject } = mailOf({ ...notice, machine: { ...notice.machine, instanceId: 'i-'.repeat(90) } });
    expect(subject).toHaveLength(99);
    expect(subject).toMatch(/ is not restarted any more: flapping$/);
  });
});

it.each([
  { count: 5, alerts: '5 alerts' },
  { count: 1, alerts: '1 alert' },
])('the mail about $alerts that a source cut off says which source, and what to do', ({ count, alerts }) => {
  const { subject, message } = mailOf({ kind: 'truncated', source: 'prometheus', count, receivedAt: '2026-11-26T03:12:00Z' });
  expect(subject).toBe(`Reveille: source prometheus has cut off ${alerts}`);
  expect(message.split('\n')[0]).toBe(
    `Source prometheus has cut ${alerts} off a request. Nobody knows which machines they are about, and Reveille did`,
  );
  expect(message).toContain('Received  2026-11-26T03:12:00Z\n');
  expect(message).toContain('max_alerts');
});
