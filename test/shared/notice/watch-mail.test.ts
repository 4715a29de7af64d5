import { expect, it } from 'vitest';
import type { Notice, OpenNotice } from '../../../shared/notice/notice.ts';
import { mailOf } from '../../../shared/notice/notice-mail.ts';

const scheduledAt = '2026-11-23T11:00:00Z';
const stop = { id: `office-hours/stop/${scheduledAt}`, schedule: 'office-hours', action: 'stop', scheduledAt } as const;
const restart = { id: `web/restart/${scheduledAt}`, schedule: null, restart: 'web', action: 'restart', scheduledAt } as const;
const open: OpenNotice['open'] = [
  { account: 'ali-prod', region: 'cn-hangzhou', instanceId: 'i-1' },
  { account: 'zen-edge', region: null, instanceId: '1500' },
];

it('says of a stop that did not come what is still on, and of a start the opposite', () => {
  const { subject, message } = mailOf({ kind: 'missing', job: stop, timezone: 'Asia/Shanghai' });
  expect(subject).toBe('Reveille: office-hours stop did not come');
  expect(message).toContain('Its machines were not stopped.');
  expect(message).toContain('Schedule  office-hours (stop), due Mon 2026-11-23 19:00 Asia/Shanghai (2026-11-23T11:00:00Z)');
  expect(message).toContain('Stop the machines by hand meanwhile.');
  const start = { ...stop, action: 'start' } as const;
  expect(mailOf({ kind: 'missing', job: start, timezone: null }).message).toContain('Its machines were not started.');
});

it('names the machines without an end, with their account, and their region where there is one', () => {
  const { subject, message } = mailOf({ kind: 'unfinished', job: restart, timezone: null, open });
  expect(subject).toBe('Reveille: web restart: 2 machines without an end');
  expect(message).toContain('Restart   web (restart), due 2026-11-23T11:00:00Z');
  expect(message).toContain('Machines  i-1 on ali-prod (cn-hangzhou), 1500 on zen-edge\n');
});

it('says where old letters wait, and keeps its subject short enough for SNS', () => {
  const long = { ...stop, schedule: 'a-schedule-with-a-name-of-forty-letters-' };
  const notice: Notice = { kind: 'old-letters', job: long, timezone: null, provider: 'zenlayer', open: open.slice(1) };
  const { subject, message } = mailOf(notice);
  expect(subject.length).toBeLessThan(100);
  expect(subject).toContain('1 machine still failed after a day');
  expect(message).toContain('reveille-zenlayer-dead-letters, for 14 days');
  expect(message).toContain('npx reveille dlq redrive --queue zenlayer');
});
