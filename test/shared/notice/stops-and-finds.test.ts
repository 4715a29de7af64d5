import { describe, expect, it } from 'vitest';
import { decided } from '../../../shared/domain/outcome.ts';
import { settleFindFailed, settleFound } from '../../../shared/domain/step/settle-find.ts';
import { settleAccount } from '../../../shared/domain/step/settle-look.ts';
import { rejected } from '../../../shared/domain/verdict.ts';
import type { FailureContext } from '../../../shared/notice/failure-notice.ts';
import { aFind, anInstance, aStop, failing, later, theJob, theOptions } from '../../support/a-batch.ts';
import { mailFor } from './mail-for.ts';

const context: FailureContext = {
  provider: 'alibaba',
  explain: () => null,
  schedules: { 'office-hours': { timezone: 'Asia/Shanghai' } },
};

describe('the mail about a stop', () => {
  it('says stop where a mail about a start says start', () => {
    const stuck = { code: 'Reveille.NotConfirmed', message: 'not seen stopped within 15 min', requestId: null };
    const batch = aStop(['i-1'], {}, { force: true });
    const mail = mailFor(batch, decided([rejected(anInstance('i-1', { acted: true }), stuck)]), context);
    expect(mail?.subject).toBe('Reveille: office-hours stop: 1 failed on ali-prod');
    expect(mail?.message).toMatchInlineSnapshot(`
      "1 of 1 instance in this batch did not stop.

      Schedule  office-hours (stop), due Mon 2026-11-23 08:30 Asia/Shanghai (2026-11-23T00:30:00Z)
      Account   ali-prod (alibaba cn-hangzhou)
      Job       office-hours/stop/2026-11-23T00:30:00Z

      Reveille.NotConfirmed: 1 rejected
        meaning  Its start or stop was accepted, but the instance was not seen running (or stopped) within confirmWithin.
        to do    look at the instance: it may still get there; lengthen confirmWithin if it needs more time every day
        message  not seen stopped within 15 min
          i-1

      Failed machines wait in reveille-alibaba-dead-letters. When the cause is gone, stop them again with:
        npx reveille dlq redrive --queue alibaba"
    `);
  });

  it('says so of a whole account, too', () => {
    const batch = aStop(['i-1', 'i-2']);
    expect(mailFor(batch, settleAccount(batch, failing('account')), context)?.message).toMatch(
      /^The account was refused, not single instances: Code\.account\. 2 instances did not stop\.$/m,
    );
  });
});

describe('the mail about a selection', () => {
  const nobody = settleFound(aFind(), { ids: [], cursor: null, total: null }, later(1));

  it('says that it came to nothing, and how to try again', () => {
    const mail = mailFor(aFind(), nobody, context);
    expect(mail?.subject).toBe('Reveille: office-hours start: 1 failed on ali-prod');
    expect(mail?.message).toMatchInlineSnapshot(`
      "A target of this job failed as a whole, so none of its instances starts.

      Schedule  office-hours (start), due Mon 2026-11-23 08:30 Asia/Shanghai (2026-11-23T00:30:00Z)
      Account   ali-prod (alibaba cn-hangzhou)
      Job       office-hours/start/2026-11-23T00:30:00Z

      Reveille.NoMatch: 1 rejected
        meaning  No instance carries the tags of the target, or the key may not see the instance.
        to do    compare the tags of the target with those in the console of the provider, and what the key may see; redrive
        message  no instance of account ali-prod in cn-hangzhou matches
          power=office-hours

      The target waits in reveille-alibaba-dead-letters. When the cause is gone, start its machines with:
        npx reveille dlq redrive --queue alibaba"
    `);
  });

  it('says what a stop did not stop', () => {
    const many = settleFound(
      aFind({ job: theJob('stop') }, { maxMatches: 1 }),
      { ids: ['a', 'b'], cursor: null, total: 2 },
      later(1),
    );
    const message = mailFor(aFind({ job: theJob('stop') }), many, context)?.message;
    expect(message).toMatch(/^A target of this job failed as a whole, so none of its instances stops\.$/m);
    expect(message).toMatch(/^Reveille\.TooManyMatches: 1 rejected$/m);
  });

  it('says how many instances were found before the listing failed', () => {
    const halfway = aFind({ cursor: 'page 2', matched: 100, held: [] });
    const message = mailFor(halfway, settleFindFailed(halfway, failing('request'), later(1)), context)?.message;
    expect(message).toMatch(
      /^A target of this job could not be listed to its end: 100 of its instances were found before that\.$/m,
    );
  });

  it('tells of a refused account only where that is not told yet', () => {
    const refused = settleFindFailed(aFind(), failing('account'), later(1));
    expect(mailFor(aFind(), refused, context)?.subject).toBe('Reveille: office-hours start: account refused on ali-prod');
    expect(mailFor(aFind({ told: 'Code.account' }), refused, context)).toBeNull();
    expect(mailFor(aFind({ told: 'Code.account' }), nobody, context)).not.toBeNull();
  });

  it('warns of local disks, because an earlier round may or may not have wiped them', () => {
    const wiping = aFind({ options: { ...theOptions, initLocalDisk: true } });
    expect(mailFor(wiping, nobody, context)?.message).toContain('WIPES their local disks');
    expect(mailFor(aFind(), nobody, context)?.message).not.toContain('WIPES');
  });
});
