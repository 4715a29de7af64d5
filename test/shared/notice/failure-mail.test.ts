import { describe, expect, it } from 'vitest';
import { decided, join } from '../../../shared/domain/outcome.ts';
import { settleAccount, settleUnobserved } from '../../../shared/domain/step/settle-look.ts';
import { good, rejected, tooLate } from '../../../shared/domain/verdict.ts';
import type { FailureContext } from '../../../shared/notice/failure-notice.ts';
import { aBatch, anInstance, due, failing, later, theJob, theOptions } from '../../support/a-batch.ts';
import { mailFor } from './mail-for.ts';

const context: FailureContext = {
  provider: 'alibaba',
  explain: (code) => (code === 'InvalidInstanceId.NotFound' ? { meaning: 'No such instance.', advice: 'correct the id' } : null),
  schedules: { 'office-hours': { timezone: 'Asia/Shanghai' } },
};
const problem = { code: 'InvalidInstanceId.NotFound', message: 'The specified InstanceId does not exist.', requestId: 'req-1' };
const mixed = [good(anInstance('i-1'), 'confirmed'), rejected(anInstance('i-TestID', { attempts: 1 }), problem)];

/** The message about instances that were rejected for these problems, one each. */
function about(problems: readonly { code: string; message: string; requestId: string | null }[]): string {
  const verdicts = problems.map((each, n) => rejected(anInstance(`i-${n + 1}`), each));
  return mailFor(aBatch(verdicts.map(({ instanceId }) => instanceId)), decided(verdicts), context)?.message ?? '';
}

describe('the mail of a failure', () => {
  it('says what, where, how many, why, and what to do', () => {
    const mail = mailFor(aBatch(['i-1', 'i-TestID']), decided(mixed), context);
    expect(mail?.subject).toBe('Reveille: office-hours start: 1 failed on ali-prod');
    expect(mail?.message).toMatchInlineSnapshot(`
      "1 of 2 instances in this batch did not start.

      Schedule  office-hours (start), due Mon 2026-11-23 08:30 Asia/Shanghai (2026-11-23T00:30:00Z)
      Account   ali-prod (alibaba cn-hangzhou)
      Job       office-hours/start/2026-11-23T00:30:00Z

      InvalidInstanceId.NotFound: 1 rejected
        meaning  No such instance.
        to do    correct the id
        message  The specified InstanceId does not exist.
          i-TestID  [request req-1]

      Failed machines wait in reveille-alibaba-dead-letters. When the cause is gone, start them again with:
        npx reveille dlq redrive --queue alibaba"
    `);
  });

  it('says once what instances have in common: the code with its meaning and advice, and the message', () => {
    const locked = { code: 'Locked', message: 'locked', requestId: null };
    const lines = about([problem, locked, { ...problem, requestId: 'req-2' }, { ...problem, message: 'Another way to say it.' }]);
    expect(lines.split('\n').slice(6, -3)).toEqual([
      'InvalidInstanceId.NotFound: 3 rejected',
      '  meaning  No such instance.',
      '  to do    correct the id',
      '  message  The specified InstanceId does not exist.',
      '    i-1  [request req-1]',
      '    i-3  [request req-2]',
      '  message  Another way to say it.',
      '    i-4  [request req-1]',
      '',
      'Locked: 1 rejected',
      expect.stringContaining('  meaning  '),
      expect.stringContaining('  to do    '),
      '  message  locked',
      '    i-2',
    ]);
  });

  it('separates instances that got no answer from instances that were refused with the same code', () => {
    const last = { code: 'Throttling', message: 'slow down', requestId: null };
    const verdicts = [
      tooLate(anInstance('i-1', { last }), theJob(), { kind: 'late', deadline: due }),
      tooLate(anInstance('i-2', { last, answered: true }), theJob(), { kind: 'late', deadline: due }),
    ];
    const message = mailFor(aBatch(['i-1', 'i-2']), decided(verdicts), context)?.message;
    expect(message).toMatch(/^Throttling: 1 expired$[\s\S]*i-1$[\s\S]*^Throttling: 1 rejected$[\s\S]*i-2$/m);
  });

  it('explains our own codes itself', () => {
    expect(about([{ code: 'Reveille.FellBack', message: 'it fell back', requestId: null }])).toMatch(
      /^ {2}meaning {2}Its start or stop was accepted, then the instance went back/m,
    );
  });

  it.each(['Brand.New', 'Reveille.BrandNew', 'constructor'])('asks people to report a code without explanation: %s', (code) => {
    expect(about([{ code, message: 'surprise', requestId: 'req-9' }])).toContain(
      [
        `${code}: 1 rejected`,
        '  meaning  Reveille does not know this code of alibaba, so it stopped trying.',
        '  to do    please report it to the maintainers of Reveille: the code, alibaba, the message and the request id',
        '  message  surprise',
        '    i-1  [request req-9]',
      ].join('\n'),
    );
  });

  it('leaves out a region, a request id and a plural where there is none', () => {
    const silent = rejected(anInstance('1500'), { ...problem, requestId: null });
    const zenlayer = { ...context, provider: 'zenlayer' } as const;
    const message = mailFor(aBatch(['1500'], { region: null, account: 'zen-edge' }), decided([silent]), zenlayer)?.message;
    expect(message).toContain('1 of 1 instance in this batch');
    expect(message).toContain('Account   zen-edge (zenlayer)\n');
    expect(message).toContain('npx reveille dlq redrive --queue zenlayer');
    expect(message).not.toContain('[request');
  });

  it('warns that a second start wipes local disks, only where it does', () => {
    const batch = aBatch(['i-1', 'i-TestID']);
    const wiping = { ...batch, options: { ...batch.options, initLocalDisk: true } };
    expect(mailFor(wiping, decided(mixed), context)?.message).toContain('WIPES their local disks');
    const reached = mixed.map((verdict) => ({ ...verdict, acted: true }));
    expect(mailFor(wiping, decided(reached), context)?.message).not.toContain('WIPES');
    expect(mailFor(batch, decided(mixed), context)?.message).not.toContain('WIPES');
  });

  it('tells the due time in UTC alone when the schedule is gone', () => {
    const gone = aBatch(['i-TestID'], { job: { ...aBatch([]).job, schedule: 'gone' } });
    expect(mailFor(gone, decided(mixed), context)?.message).toContain('\nSchedule  gone (start), due 2026-11-23T00:30:00Z\n');
  });

  it('names the restart of a job that no schedule asked for', () => {
    const restart = { ...theJob('restart'), id: 'web-down/restart/2026-11-23T00:30:00Z', schedule: null, restart: 'web-down' };
    const mail = mailFor(aBatch(['i-1'], { job: restart }), decided([rejected(anInstance('i-1'), problem)]), context);
    expect(mail?.subject).toMatch(/^Reveille: web-down restart: 1 failed on /);
    expect(mail?.message).toContain('Restart   web-down (restart), due 2026-11-23T00:30:00Z');
  });

  it('is not sent when nothing failed', () => {
    expect(mailFor(aBatch(['i-1']), decided([good(anInstance('i-1'), 'confirmed')]), context)).toBeNull();
  });

  it('tells of a refused account once, and whose turn is next', () => {
    const part = { region: 'r', options: theOptions, instances: ['i-3', 'i-4'], selection: null, acted: false };
    const leading = aBatch(['i-1', 'i-2'], { rest: [part] });
    const outcome = settleAccount(leading, failing('account'));
    const mail = mailFor(leading, outcome, context);
    expect(mail?.subject).toBe('Reveille: office-hours start: account refused on ali-prod');
    expect(mail?.message.split('\n').slice(0, 2)).toEqual([
      'The account was refused, not single instances: Code.account. 2 instances did not start.',
      'Tried next, and told no more when refused with Code.account: i-3, i-4.',
    ]);
    expect(mailFor({ ...leading, told: 'Code.account' }, outcome, context)).toBeNull();
    expect(mailFor({ ...leading, told: 'Code.credentials' }, outcome, context)).not.toBeNull();
  });

  it('names a hundred of those whose turn is next, and a target by its tags', () => {
    const part = { region: 'r', options: theOptions, instances: [], acted: false };
    const tagged = { ...part, selection: { tags: { power: 'hours' }, resourceGroup: null, maxMatches: null } };
    const ids = Array.from({ length: 101 }, (_, n) => `i-${n}`);
    const leading = aBatch(['i'], { rest: [tagged, { ...part, instances: ids, selection: null }] });
    const line = mailFor(leading, settleAccount(leading, failing('account')), context)?.message.split('\n')[1];
    expect(line).toMatch(/^Tried next, .*: power=hours, i-0, .*, i-98 and 2 more\.$/);
  });

  it('never says of an instance that was accepted that it did not start', () => {
    const batch = aBatch([anInstance('i-1', { acted: true }), 'i-2']);
    const outcome = settleUnobserved(batch, failing('credentials'), later(1));
    expect(mailFor(batch, outcome, context)?.message).toMatch(
      /^The account was refused[^\n]*: Code\.credentials\. 1 instance did not start\.\nAccepted, or perhaps accepted, and looked at further: 1 instance\.\n/,
    );
  });

  it('tells what failed for another reason, also when the refusal of the account was told before', () => {
    const silent = aBatch(['i-1', 'i-TestID'], { told: 'Code.account' });
    const outcome = join(decided(mixed), settleAccount(aBatch(['i-2']), failing('account')));
    const mail = mailFor(silent, outcome, context);
    expect(mail?.subject).toBe('Reveille: office-hours start: 1 failed on ali-prod');
    expect(mail?.message).toMatch(/^1 of 2 instances in this batch did not start\.$[\s\S]*i-TestID/m);
    expect(mail?.message).not.toContain('Code.account');
  });
});

describe('a mail that SNS takes', () => {
  it.each([
    { names: 'the longest names of a configuration', schedule: 's'.repeat(40), account: 'a'.repeat(40) },
    { names: 'names longer than any', schedule: 's'.repeat(90), account: 'a'.repeat(90) },
    { names: 'a schedule that is not ASCII', schedule: 'büro\n'.repeat(20), account: 'a'.repeat(40) },
  ])('has a subject of printable ASCII under 100 characters that keeps count and account: $names', ({ schedule, account }) => {
    const batch = aBatch(['i'], { account, job: { ...aBatch([]).job, schedule } });
    const subject = mailFor(batch, decided([rejected(anInstance('i'), problem)]), context)?.subject;
    expect(subject).toMatch(/^Reveille: [\x20-\x7e]+ start: 1 failed on a{40}$/);
    expect(subject).toHaveLength(99);
  });

  const hundred = Array.from({ length: 100 }, (_, n) => String(n).padStart(3, '0'));
  const wide = '\u{1f4a5}'.repeat(150);

  it('stays under 200 KB with 100 instances and 300 characters of many bytes each, and leaves none out', () => {
    const message = about(hundred.map((n) => ({ code: `Code.${n}`, message: `${n}${wide}`, requestId: `${n}${wide}` })));
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(200_000);
    expect(hundred.filter((n) => !message.includes(`Code.${n}: 1 rejected`))).toEqual([]);
    expect(message).not.toContain('no room');
  });

  it('says how many instances it left out when there is too much text, and still says how to send them back', () => {
    const text = '漢'.repeat(5000);
    const message = about(hundred.map((n) => ({ code: `${n}${text}`, message: `${n}${text}`, requestId: `${n}${text}` })));
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(200_000);
    expect(Buffer.byteLength(message)).toBeGreaterThan(190_000);
    const told = message.match(/^ {4}i-\d+ /gm)?.length ?? 0;
    expect(message).toContain(`… and ${100 - told} more, for which there is no room here.`);
    expect(told).toBeGreaterThan(20);
    expect(message).toContain('npx reveille dlq redrive --queue alibaba');
  });

  it('holds no half of a character, because no URL can carry it', () => {
    const message = about([{ code: 'Code', message: `x${'\u{1f4a5}'.repeat(300)}`, requestId: '\ud83d' }]);
    expect(() => encodeURIComponent(message)).not.toThrow();
  });
});
