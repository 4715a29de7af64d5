import { describe, expect, it } from 'vitest';
import type { Rest } from '../../../shared/domain/batch.ts';
import { handOn, leading } from '../../../shared/domain/hand-on.ts';
import { nothing, type Outcome } from '../../../shared/domain/outcome.ts';
import { settleAccount } from '../../../shared/domain/step/settle-look.ts';
import { aBatch, aFind, anInstance, at, failing, later, partsOf, theOptions } from '../../support/a-batch.ts';

const part = (region: string, ...instances: string[]): Rest => ({
  region,
  options: theOptions,
  instances,
  selection: null,
  acted: false,
});
const rest = [part('cn-hangzhou', 'b'), part('cn-hangzhou', 'c'), part('cn-beijing', 'd'), part('cn-beijing', 'e')];
const refused = settleAccount(aBatch(['a']), failing('account'));

/** Each message that is handed on: what was told, and the ids that it has and carries. */
const words = ({ followUps }: Outcome) =>
  followUps.map(({ batch, delaySeconds }) => [
    batch.told,
    delaySeconds,
    partsOf(batch)
      .flatMap(({ instances }) => instances)
      .join(' '),
  ]);

describe('the first message of an account', () => {
  it('hands the rest on at once when the account answers; in another region one message leads again', () => {
    expect(words(handOn(aBatch(['a'], { rest }), nothing, later(1)))).toEqual([
      [null, 0, 'b'],
      [null, 0, 'c'],
      [null, 0, 'd e'],
    ]);
  });

  it('lets a batch lead when it is a find, whose listing proves no permission to start', () => {
    expect(words(handOn(aFind({ rest }), nothing, later(1)))).toEqual([
      [null, 0, 'b c'],
      [null, 0, 'd e'],
    ]);
  });

  it('tells all of them that a refusal was told', () => {
    expect(words(handOn(aBatch(['a'], { rest }), refused, later(1)))).toEqual(
      ['b', 'c', 'd', 'e'].map((id) => ['Code.account', 0, id]),
    );
  });

  it('does not say so when no notice told it, because no instance ended with it', () => {
    expect(words(handOn(aBatch(['a'], { rest }), { ...refused, verdicts: [] }, later(1))).map(([told]) => told)).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('hands on whole messages of its job, with its deadline, and whether disks may have been wiped', () => {
    const wiped = { ...part('cn-hangzhou', 'b'), acted: true };
    const tagged = {
      ...part('cn-hangzhou'),
      selection: { tags: { p: '1' }, resourceGroup: null, maxMatches: null },
      acted: true,
    };
    const { followUps } = handOn(aBatch(['a'], { deadline: null, rest: [wiped, tagged] }), nothing, later(1));
    const sent = { sentBack: 'by-the-plan', deadline: at(3_600) } as const;
    expect(followUps.map(({ batch }) => batch)).toEqual([
      aBatch([anInstance('b', { acted: true })], sent),
      aFind({ ...sent, acted: true }, { tags: { p: '1' } }),
    ]);
  });

  it('hands nothing on when it has no rest', () => {
    expect(handOn(aBatch(['a']), refused, later(1)).followUps).toEqual([]);
  });

  it('is one of them: there is nothing to lead without a first', () => {
    const { version, job, account, deadline, told } = aBatch(['a']);
    expect(() => leading({ version, job, account, deadline, told }, [])).toThrow('there is nothing to send');
  });
});
