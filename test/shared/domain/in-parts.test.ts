import { describe, expect, it } from 'vitest';
import type { FailureKind } from '../../../shared/domain/failure-table.ts';
import { inParts } from '../../../shared/domain/step/in-parts.ts';
import { failing } from '../../support/a-batch.ts';

const hundred = Array.from({ length: 100 }, (_, n) => `i-${n}`);
const freely = { divisible: true, apart: new Set<string>() };

/** A provider that refuses every call that carries an offender, with the kind of the first one. */
function providerWith(offenders: Readonly<Record<string, FailureKind>>) {
  const calls: string[] = [];
  const ask = async (ids: readonly string[]) => {
    calls.push(ids.join(' '));
    const kind = ids.map((id) => offenders[id]).find((each) => each !== undefined);
    return kind === undefined ? { value: new Map(ids.map((id) => [id, 'done'])) } : { failure: failing(kind) };
  };
  return { ask, calls };
}

/** What came of asking, in words: who is done, and who was refused with which kind. */
async function askedOf(ids: readonly string[], offenders: Readonly<Record<string, FailureKind>>, division = freely) {
  const { ask, calls } = providerWith(offenders);
  const end = await inParts(ids, ask, division);
  if ('failure' in end) return { whole: end.failure.kind, calls };
  const refused = [...end.refused].map(([id, { kind, unsent }]) => `${id} ${kind}${unsent === true ? ' unsent' : ''}`);
  return { done: [...end.values.keys()], refused, calls };
}

describe('a call that is refused because of one instance', () => {
  it('is one call when nothing is wrong', async () => {
    expect(await askedOf(['a', 'b'], {})).toEqual({ done: ['a', 'b'], refused: [], calls: ['a b'] });
  });

  it.each(['instance', 'wrongState', 'capacity', 'unexplained', 'unclear', 'permission'] as const)(
    'is made again for halves until only the offender is left: %s',
    async (kind) => {
      const { done, refused, calls } = await askedOf(hundred, { 'i-37': kind });
      expect(done).toHaveLength(99);
      // What reads like a refusal of the account is the instance's own by then.
      expect(refused).toEqual([`i-37 ${kind === 'permission' ? 'instance' : kind}`]);
      expect(calls.length).toBeLessThanOrEqual(15);
    },
  );

  it('asks for the ids in `apart` and the others first', async () => {
    const { calls } = await askedOf(['a', 'b', 'c'], { b: 'instance' }, { divisible: true, apart: new Set(['b']) });
    expect(calls).toEqual(['a b c', 'a c', 'b']);
  });

  it('finds every offender, and never needs more than 199 calls for 100', async () => {
    const bad = Object.fromEntries(hundred.filter((_, n) => n % 3 === 0).map((id) => [id, 'unclear' as const]));
    expect((await askedOf(hundred, bad)).refused).toHaveLength(34);
    const all = Object.fromEntries(hundred.map((id) => [id, 'instance' as const]));
    expect((await askedOf(hundred, all)).calls).toHaveLength(199);
  });

  it('counts the calls that carried each id', async () => {
    const { ask } = providerWith({ a: 'instance' });
    expect((await inParts(['a', 'b', 'c', 'd'], ask, freely)).calls).toEqual(
      new Map([
        ['a', 3],
        ['b', 3],
        ['c', 2],
        ['d', 2],
      ]),
    );
  });

  it('is not divided when the batch is all or none, or has one id', async () => {
    const together = { divisible: false, apart: new Set(['a']) };
    expect(await askedOf(['a', 'b'], { a: 'instance' }, together)).toEqual({ whole: 'instance', calls: ['a b'] });
    expect(await askedOf(['a'], { a: 'unclear' })).toEqual({ whole: 'unclear', calls: ['a'] });
  });
});

describe('a refusal that reads like the account’s', () => {
  const lacking = (ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, 'permission' as const]));

  it('is the account’s when both halves are refused alike: three calls', async () => {
    expect(await askedOf(hundred, lacking(hundred))).toMatchObject({ whole: 'permission', calls: { length: 3 } });
  });

  it('is of the half that is refused when the other is not', async () => {
    const { done, refused, calls } = await askedOf(hundred, lacking(hundred.slice(0, 50)));
    expect([done?.length, refused?.length, calls.length]).toEqual([50, 50, 5]);
    expect(refused?.[0]).toBe('i-0 instance');
  });

  it('is not the account’s when another half is refused for something else', async () => {
    const { done, refused } = await askedOf(['a', 'b', 'c', 'd'], { a: 'permission', c: 'capacity' });
    expect([done, refused]).toEqual([
      ['b', 'd'],
      ['a instance', 'c capacity'],
    ]);
  });
});

describe('a failure that would meet every part', () => {
  it.each(['throttled', 'transient', 'credentials', 'account', 'request'] as const)(
    'ends the asking, and what is left is not sent: %s',
    async (kind) => {
      expect(await askedOf(['a', 'b', 'c', 'd'], { a: 'instance', c: kind })).toEqual({
        done: [],
        refused: [`a ${kind} unsent`, `b ${kind} unsent`, `c ${kind}`, `d ${kind}`],
        calls: ['a b c d', 'a b', 'c d'],
      });
      expect(await askedOf(['a', 'b'], { b: kind })).toEqual({ whole: kind, calls: ['a b'] });
    },
  );

  it('does not end it when nobody knows the outcome: the next part may be answered', async () => {
    expect(await askedOf(['a', 'b', 'c', 'd'], { a: 'instance', b: 'outcomeUnknown', c: 'instance' })).toMatchObject({
      done: ['d'],
      refused: ['a instance', 'b outcomeUnknown', 'c instance'],
    });
  });
});
