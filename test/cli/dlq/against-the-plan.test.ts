import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Batch } from '../../../shared/domain/batch.ts';
import { theRestartOptions } from '../../support/a-batch.ts';
import { runReveille } from '../a-world.ts';
import { letterBody } from './a-letter.ts';
import { dlqOnSqs, letters } from './dlq-on-sqs.ts';

const folder = mkdtempSync(join(tmpdir(), 'reveille-dlq-'));
afterAll(() => rmSync(folder, { recursive: true }));
const config = join(folder, 'reveille.yaml');
writeFileSync(
  config,
  `accounts:
  ali-prod: { provider: alibaba, secret: reveille/ali-prod }
schedules:
  hours:
    timezone: Asia/Shanghai
    start: { at: "08:30", days: mon-fri }
    stop: { at: "18:30", days: mon-fri }
    stopMode: keep-charging
    targets: [{ account: ali-prod, region: cn-hangzhou, instances: [i-bp1] }]
`,
);

// The letters are of the start of Monday, 2026-11-23 08:30 in Shanghai.
const start = letterBody({ 'i-1': 'NoStock' });
const poison = letterBody({ 'i-2': 'NoStock' }, { deadline: '2026-11-23T01:30:00Z' });
const elsewhere = {
  id: 'other/start/2026-11-23T00:30:00Z',
  schedule: 'other',
  action: 'start',
  scheduledAt: '2026-11-23T00:30:00Z',
} as const;
const unknown = letterBody({ 'i-3': 'NoStock' }, { job: elsewhere });
const evening = Date.parse('2026-11-23T10:50:00Z');
const nextMorning = Date.parse('2026-11-24T01:00:00Z');

function stateFile(bodies: readonly string[]): string {
  const path = join(mkdtempSync(join(folder, 'state-')), 'state.json');
  writeFileSync(path, JSON.stringify({ version: 1, queues: { [letters]: bodies.map((body) => ({ body })) } }));
  return path;
}

async function redrive(bodies: readonly string[], now: number, ...args: readonly string[]) {
  const path = stateFile(bodies);
  const command = ['dlq', 'redrive', '--queue', 'alibaba', '--state', path, '--config', config, ...args];
  const { code, stdout } = await runReveille(command, { now: () => now });
  const { queues } = JSON.parse(readFileSync(path, 'utf8'));
  const bodiesOf = (name: string): string[] => (queues[name] ?? []).map(({ body }: { body: string }) => body);
  return { code, stdout: stdout.replace(path, 'state.json'), stay: bodiesOf(letters), sent: bodiesOf('reveille-alibaba') };
}

describe('dlq redrive knows the hours', () => {
  it('leaves a start where it is in the evening, and says why; what is not against the hours goes', async () => {
    const { code, stdout, stay, sent } = await redrive([start, poison, unknown, '{}'], evening);
    expect(stdout).toMatchInlineSnapshot(
      `
      "  hours/start/2026-11-23T00:30:00Z  ali-prod cn-hangzhou  stays: since Mon 2026-11-23 18:30 Asia/Shanghai (2026-11-23T10:30:00Z) hours wants its machines stopped
        hours/start/2026-11-23T00:30:00Z  ali-prod cn-hangzhou  only looks at 1 instance: its deadline was 2026-11-23T01:30:00Z
        other/start/2026-11-23T00:30:00Z  ali-prod cn-hangzhou  starts 1 instance
        unreadable  comes back: nobody can read it
      3 letters (2 instances) sent back to reveille-alibaba.
      1 letter stayed, because its schedule wants the opposite now. To act all the same: --against-the-plan
      Run what was sent back: npx reveille local --state state.json
      "
    `,
    );
    expect([stay, sent]).toEqual([[start], [poison, unknown, '{}']]);
    expect(code).toBe(1);
  });

  it('sends it back within the hours, also of the next day', async () => {
    const { code, stdout, stay, sent } = await redrive([start], nextMorning);
    expect(stdout).toContain('ali-prod cn-hangzhou  starts 1 instance\n');
    expect([code, stay, sent]).toEqual([0, [], [start]]);
  });

  it('tells programs the same', async () => {
    const { code, stdout } = await redrive([start], evening, '--json');
    const place = { job: 'hours/start/2026-11-23T00:30:00Z', account: 'ali-prod', region: 'cn-hangzhou', instances: ['i-1'] };
    expect(JSON.parse(stdout)).toMatchObject({
      letters: 0,
      refused: 1,
      each: [{ ...place, does: 'against', because: expect.stringContaining('18:30') }],
    });
    expect(code).toBe(1);
  });

  it('sends it back with a mark when a person insists', async () => {
    const { code, stdout, stay, sent } = await redrive([start], evening, '--against-the-plan');
    expect(stdout).toContain('starts 1 instance against the plan: since Mon 2026-11-23 18:30');
    expect(sent.map((body) => JSON.parse(body))).toEqual([{ ...JSON.parse(start), sentBack: 'against-the-plan' }]);
    expect([code, stay]).toEqual([0, []]);
  });

  it('knows the hours of a restart, of its letter and of a message that SQS gave up on', async () => {
    const at = '2026-11-23T10:29:59Z';
    const job = { id: `web/restart/${at}`, schedule: null, restart: 'web', action: 'restart', scheduledAt: at } as const;
    const restart = (changes: Partial<Batch>, within: string | null = 'hours') =>
      letterBody({ 'i-4': 'NoStock' }, { job, options: { ...theRestartOptions, within }, ...changes });
    const letter = restart({});
    const dead = restart({ deadline: '2026-11-23T11:00:00Z', failures: undefined });
    const always = restart({}, null);
    const { code, stdout, stay, sent } = await redrive([letter, dead, always], evening);
    expect(stdout).toContain(
      `web/restart/${at}  ali-prod cn-hangzhou  stays: since Mon 2026-11-23 18:30 Asia/Shanghai (2026-11-23T10:30:00Z) hours wants its machines stopped\n`,
    );
    expect([code, stay, sent]).toEqual([1, [letter, dead], [always]]);
    expect((await redrive([letter], nextMorning)).sent).toEqual([letter]);
    const insisted = await redrive([dead], evening, '--against-the-plan');
    expect(insisted.sent.map((body) => JSON.parse(body))).toMatchObject([{ sentBack: 'against-the-plan' }]);
  });

  it('says what is wrong with a configuration that is named', async () => {
    const { code, stderr } = await runReveille([
      'dlq',
      'redrive',
      '--queue',
      'alibaba',
      '--state',
      stateFile([start]),
      '--config',
      join(folder, 'none.yaml'),
    ]);
    expect(stderr).toContain('none.yaml: ');
    expect(code).toBe(2);
  });
});

describe('dlq redrive knows the hours on AWS', () => {
  const args = ['redrive', '--queue', 'alibaba', '--config', config];
  const queues = { 'reveille-alibaba': [], [letters]: [start, unknown] };

  it('sends the others one by one, with their group, and hands back what stays', async () => {
    const { code, stdout, calls, deleted, hidden } = await dlqOnSqs(args, { queues }, { hoursLater: 10.5 });
    const sends = calls.filter(({ action }) => action === 'SendMessage').map(({ input }) => input);
    expect(sends).toMatchObject([{ MessageBody: unknown, MessageGroupId: 'ali-prod/cn-hangzhou' }]);
    expect(deleted).toEqual([`${letters}-1`]);
    expect(hidden.has(`${letters}-0`)).toBe(false);
    expect(stdout).toContain('1 letter (1 instance) sent back to reveille-alibaba.\n1 letter stayed');
    expect(code).toBe(1);
  });

  it('deletes nothing that it could not send, and hands all of it back', async () => {
    const refusals = { SendMessage: [403, 'AccessDenied', 'no'] } as const;
    const { code, stderr, deleted, hidden } = await dlqOnSqs(args, { queues, refusals }, { hoursLater: 10.5 });
    expect(stderr).toBe('AWS refused sqs:SendMessage on reveille-alibaba: AccessDenied: no\n');
    expect([code, deleted, hidden.size]).toEqual([2, [], 0]);
  });
});
