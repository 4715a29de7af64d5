import { expect, it } from 'vitest';
import { decided } from '../../../shared/domain/outcome.ts';
import { settleFindFailed } from '../../../shared/domain/step/settle-find.ts';
import { settleAccount } from '../../../shared/domain/step/settle-look.ts';
import { good, rejected } from '../../../shared/domain/verdict.ts';
import { type FailureContext, failureNotice } from '../../../shared/notice/failure-notice.ts';
import { aBatch, aFind, anInstance, failing, later, theJob } from '../../support/a-batch.ts';

const context: FailureContext = {
  provider: 'alibaba',
  explain: (code) => ({ meaning: `what ${code} means`, advice: `what to do about ${code}` }),
  schedules: { 'office-hours': { timezone: 'Asia/Shanghai' } },
};
const gone = { code: 'Gone', message: 'no such instance', requestId: 'req-1' };

it('holds every fact that a text is made of', () => {
  const verdicts = [
    good(anInstance('i-1'), 'confirmed'),
    rejected(anInstance('i-2'), gone),
    rejected(anInstance('i-3'), { ...gone, message: 'released', requestId: null }),
    rejected(anInstance('i-4'), { ...gone, requestId: 'req-4' }),
  ];
  expect(failureNotice(aBatch(['i-1', 'i-2', 'i-3', 'i-4']), decided(verdicts), context)).toEqual({
    kind: 'failed',
    job: theJob('start'),
    timezone: 'Asia/Shanghai',
    account: { name: 'ali-prod', provider: 'alibaba', region: 'cn-hangzhou' },
    what: { part: 'instances', of: 4 },
    failed: 3,
    groups: [
      {
        verdict: 'rejected',
        code: 'Gone',
        meaning: 'what Gone means',
        advice: 'what to do about Gone',
        said: [
          {
            message: 'no such instance',
            instances: [
              { id: 'i-2', requestId: 'req-1' },
              { id: 'i-4', requestId: 'req-4' },
            ],
          },
          { message: 'released', instances: [{ id: 'i-3', requestId: null }] },
        ],
      },
    ],
    wipes: false,
  });
});

it('tells two failures of one code apart when their sentences mean different things', () => {
  const explain = (_: string, message: string) => ({ meaning: 'a parameter', advice: `put ${message} right` });
  const verdicts = ['the token', 'the id', 'the token'].map((message, n) => rejected(anInstance(`i-${n}`), { ...gone, message }));
  const notice = failureNotice(aBatch(['i-0', 'i-1', 'i-2']), decided(verdicts), { ...context, explain });
  expect(
    notice?.groups.map(({ advice, said }) => [advice, said.flatMap(({ instances }) => instances.map(({ id }) => id))]),
  ).toEqual([
    ['put the token right', ['i-0', 'i-2']],
    ['put the id right', ['i-1']],
  ]);
});

it('says which part of the job failed', () => {
  const halfway = aFind({ matched: 100, held: ['i-100'] });
  const parts = [
    failureNotice(aBatch(['i-1']), settleAccount(aBatch(['i-1']), failing('account')), context)?.what,
    failureNotice(halfway, settleFindFailed(halfway, failing('request'), later(1)), context)?.what,
  ];
  expect(parts).toEqual([
    { part: 'account', code: 'Code.account', isTarget: false, accepted: 0, next: [] },
    { part: 'target', found: 99 },
  ]);
});

it.each(['a-schedule-that-is-gone', 'constructor'])('knows no zone of %s', (schedule) => {
  const batch = aBatch(['i-2'], { job: { ...theJob('start'), schedule } });
  expect(failureNotice(batch, decided([rejected(anInstance('i-2'), gone)]), context)?.timezone).toBeNull();
});

it('counts as accepted what goes on to be looked at, and no find', () => {
  const reached = aBatch([anInstance('i-2', { acted: true })], { phase: 'confirm' });
  const followUps = [reached, aFind()].map((batch) => ({ batch, delaySeconds: 0 }));
  const outcome = { ...settleAccount(aBatch(['i-1']), failing('account')), followUps };
  expect(failureNotice(aBatch(['i-1', 'i-2']), outcome, context)?.what).toMatchObject({ part: 'account', accepted: 1 });
});
