import { describe, expect, it } from 'vitest';
import { noteRecovery } from '../../../shared/restart/change-item.ts';
import { decide } from '../../../shared/restart/decide.ts';
import { unknownFleet } from '../../../shared/restart/fleet-item.ts';
import { type MachineItem, unknownMachine } from '../../../shared/restart/machine-item.ts';
import { aMachine, hour, minute, noon, policy, questionOf, statementOf } from './a-question.ts';

/** Numbers so large that nothing but what a test asks for stands in the way. */
const generous = {
  ...policy,
  cooldownMs: minute,
  budget: { perHour: 90, perDay: 90 },
  flapping: { episodes: 99, withinMs: hour },
};

describe('an act', () => {
  it('has a job of its second, and begins a cooldown', () => {
    const { decision, because, at, until, job, sends, trips, machine, fleet } = aMachine().ask(questionOf('a', noon));
    expect({ decision, because, at, until, job, sends, trips }).toEqual({
      decision: 'act',
      because: 'firing',
      at: noon,
      until: null,
      job: 'web-down/restart/2026-11-26T03:12:00Z',
      sends: true,
      trips: false,
    });
    expect(machine?.acts).toEqual([{ at: noon, until: noon + 10 * minute, job, statement: 's-a', is: 'counted' }]);
    expect(fleet?.acts).toMatchObject([{ at: noon }]);
  });

  it('is the same when its statement is delivered again, whatever has happened since', () => {
    const machine = aMachine();
    const first = machine.ask(questionOf('a', noon));
    const later = { wantsOn: false, heldUntil: noon + hour };
    expect(machine.ask(questionOf('a', noon + 5 * minute, later))).toEqual({ ...first, machine: null, fleet: null });
  });

  it('is not sent again when power has given it back', () => {
    const machine = aMachine();
    machine.ask(questionOf('a', noon));
    machine.item = { ...machine.item, acts: machine.item.acts.map((act) => ({ ...act, is: 'given-back' })) };
    expect(machine.ask(questionOf('a', noon + 1))).toMatchObject({ decision: 'act', sends: false });
    expect(machine.word('b', noon + 1)).toBe('firing');
  });
});

describe('a skip', () => {
  it.each([
    { because: 'outside-hours', changes: { wantsOn: false } },
    { because: `held +${hour}`, changes: { heldUntil: noon + hour } },
    { because: `cooldown +${4 * minute}`, changes: { transitionAt: noon - 6 * minute } },
    { because: 'firing', changes: { transitionAt: noon - 10 * minute, heldUntil: noon } },
  ])('says $because', ({ because, changes }) => {
    expect(aMachine().word('a', noon, changes)).toBe(because);
  });

  it('is stale when nobody decided it for its age and the time of five deliveries, but an act stays one', () => {
    const [age, machine] = [policy.maxAgeMs + 15 * minute, aMachine()];
    expect(machine.word('a', noon + age, { dueAt: noon })).toBe('firing');
    expect(machine.word('b', noon + age + hour, { dueAt: noon + hour - 1 })).toBe('stale');
    expect(machine.word('a', noon + 2 * hour, { dueAt: noon })).toBe('firing');
  });

  it.each([
    { what: 'before its recovery', recoveredAt: noon + 1, because: 'resolved' },
    { what: 'with its recovery', recoveredAt: noon, because: 'resolved' },
    { what: 'after its recovery', recoveredAt: noon - 1, because: 'firing' },
  ])('says resolved of what was received $what: $because', ({ recoveredAt, because }) => {
    const resolved = [{ series: 'prometheus/series-a', at: recoveredAt }];
    expect(aMachine({ ...unknownMachine, resolved }).word('a', noon, { receivedAt: noon })).toBe(because);
    expect(aMachine({ ...unknownMachine, resolved }).word('b', noon)).toBe('firing');
    expect(aMachine({ ...unknownMachine, resolved }).word('a', noon, { source: 'grafana' })).toBe('firing');
  });

  it('says duplicate of a repeat of an episode that was acted on, for days', () => {
    const machine = aMachine();
    const began = { startsAt: new Date(noon - minute).toISOString() };
    machine.word('a', noon, { statement: statementOf('a', began) });
    const repeat = (n: number) => ({ statement: statementOf('a', { ...began, id: `repeat-${n}` }) });
    expect(machine.word('a', noon + 1, repeat(1))).toBe('duplicate');
    expect(machine.word('b', noon + 3 * 24 * hour)).toBe('firing');
    expect(machine.word('a', noon + 4 * 24 * hour, repeat(2))).toBe('duplicate');
    expect(machine.word('a', noon + 5 * 24 * hour, { ...repeat(3), source: 'grafana' })).toBe('firing');
    expect(machine.word('a', noon + 8 * 24 * hour - 1, repeat(4))).toBe('duplicate');
  });

  it('writes nothing outside the hours, so the episode may be decided again', () => {
    const machine = aMachine();
    expect(machine.ask(questionOf('a', noon, { wantsOn: false })).machine).toBeNull();
    expect(machine.word('a', noon + 1)).toBe('firing');
  });
});

describe('an episode that is over', () => {
  const again = (id: string, changes = {}) => ({ statement: statementOf('a', { id, ...changes }) });
  const recovered = (item: MachineItem, receivedAt: number, now = receivedAt) =>
    noteRecovery(item, { source: 'prometheus', statement: statementOf('a'), receivedAt, now }) ?? item;

  it.each([{ startsAt: null }, { startsAt: new Date(noon).toISOString() }])(
    'by a recovery is another one when it fires under the same key: begun $startsAt',
    (began) => {
      const machine = aMachine();
      expect(machine.word('a', noon, again('s-1', began))).toBe('firing');
      machine.item = recovered(machine.item, noon + 5 * minute);
      const old = { ...again('s-old', began), receivedAt: noon + minute };
      expect(machine.word('a', noon + 6 * minute, old)).toBe('resolved');
      expect(machine.word('a', noon + 5 * hour, again('s-2', began))).toBe('firing');
      expect(machine.word('a', noon + 5 * hour + 1, old)).toBe('resolved');
      expect(machine.word('a', noon + 6 * hour, again('s-3', began))).toBe('duplicate');
      expect(machine.word('a', noon + 7 * hour, { ...again('s-1', began), receivedAt: noon })).toBe('firing');
      expect(machine.item.acts).toHaveLength(2);
    },
  );

  it('is over also when its recovery is noted late', () => {
    const machine = aMachine();
    machine.word('a', noon, again('s-1'));
    expect(machine.word('a', noon + 2 * hour, again('s-2'))).toBe('duplicate');
    machine.item = recovered(machine.item, noon + hour, noon + 3 * hour);
    expect(machine.word('a', noon + 4 * hour, again('s-3'))).toBe('firing');
  });

  it('counts as flapping beside the next one', () => {
    const machine = aMachine();
    const asking = { policy: { ...generous, flapping: { episodes: 4, withinMs: hour } } };
    const words = [0, 1, 2, 3].map((n) => {
      const word = machine.word('a', noon + n * 10 * minute, { ...asking, ...again(`s-${n}`) });
      machine.item = recovered(machine.item, noon + (n * 10 + 5) * minute);
      return word;
    });
    expect(words).toEqual(['firing', 'firing', 'firing', 'flapping']);
    expect(JSON.stringify(machine.item).length).toBeLessThan(2_000);
  });

  it('frees the next one of a wait', () => {
    const machine = aMachine();
    machine.word('b', noon);
    expect(machine.word('a', noon + 1, again('s-1'))).toMatch('cooldown');
    machine.item = recovered(machine.item, noon + minute);
    expect(machine.word('a', noon + 2 * minute, again('s-2'))).toMatch('cooldown');
    expect(machine.word('a', noon + 10 * minute, { ...again('s-1'), receivedAt: noon + 1 })).toBe('resolved');
    expect(machine.word('a', noon + 10 * minute, { ...again('s-2'), receivedAt: noon + 2 * minute })).toBe('firing');
  });
});

describe('an episode without a beginning', () => {
  const silence = 26 * hour;
  const again = (id: string) => ({ statement: statementOf('a', { id }) });

  it('is over after a day and two hours of silence', () => {
    const machine = aMachine();
    machine.word('a', noon);
    expect(machine.word('a', noon + silence, again('s-1'))).toBe('duplicate');
    expect(machine.word('a', noon + 2 * silence + 1, again('s-2'))).toBe('firing');
  });

  it('lasts as long as it is repeated once a day, and an hour writes at most once', () => {
    const machine = aMachine();
    machine.word('a', noon);
    expect(machine.ask(questionOf('a', noon + hour, again('s-0'))).machine).toBeNull();
    for (const n of [1, 2, 3, 4, 5, 6, 7]) expect(machine.word('a', noon + n * 24 * hour, again(`s-${n}`))).toBe('duplicate');
    expect(machine.item.episodes).toHaveLength(1);
  });
});

describe('a cooldown', () => {
  it('is over at its very end', () => {
    const machine = aMachine();
    machine.word('a', noon);
    expect(machine.word('b', noon + 10 * minute - 1)).toBe('cooldown +1');
    expect(machine.word('b', noon + 10 * minute)).toBe('firing');
  });

  it.each([
    { first: 30, second: 10 },
    { first: 10, second: 30 },
  ])('is the longer one of $first and $second minutes, whichever restart asks', ({ first, second }) => {
    const machine = aMachine();
    machine.word('a', noon, { policy: { ...policy, cooldownMs: first * minute } });
    const asking = { restart: 'other', policy: { ...policy, cooldownMs: second * minute } };
    expect(machine.word('b', noon + 20 * minute, asking)).toBe(`cooldown +${10 * minute}`);
  });
});

describe('what power has sent', () => {
  const permit = { at: noon - 4 * minute, job: 'j', call: 'c' };
  const permitted = (changes: object) => ({
    ...unknownMachine,
    permits: { ...unknownMachine.permits, 'force-reboot': { ...permit, ...changes } },
  });

  it('begins a cooldown too, so that no act is decided that power would not carry out', () => {
    expect(aMachine(permitted({})).word('a', noon)).toBe(`cooldown +${6 * minute}`);
    expect(aMachine(permitted({ at: noon - 10 * minute })).word('a', noon)).toBe('firing');
  });

  it('does not hold a machine back that a person has resumed since', () => {
    expect(aMachine(permitted({ forgiven: true })).word('a', noon)).toBe('firing');
  });
});

describe('an episode that waits', () => {
  const repeat = { statement: { ...statementOf('b'), id: 's-repeat' } };

  it('keeps its repeats away, and is decided by the statement that waits', () => {
    const machine = aMachine();
    machine.word('a', noon);
    machine.word('b', noon + 1);
    expect(machine.word('b', noon + 2, repeat)).toBe('duplicate');
    expect(machine.word('b', noon + 10 * minute)).toBe('firing');
    expect(machine.word('b', noon + 11 * minute, repeat)).toBe('duplicate');
  });

  it('is decided by a repeat when the statement that waits is 15 minutes late', () => {
    const machine = aMachine();
    machine.word('a', noon);
    machine.word('b', noon + 1);
    expect(machine.word('b', noon + 25 * minute, repeat)).toBe('duplicate');
    expect(machine.word('b', noon + 25 * minute + 1, repeat)).toBe('firing');
    expect(machine.word('b', noon + 26 * minute)).toBe('duplicate');
  });
});

describe('a budget', () => {
  it('of an hour slides: an act leaves it an hour later', () => {
    const machine = aMachine();
    const asking = { policy: { ...generous, budget: { perHour: 3, perDay: 90 } } };
    for (const n of [0, 1, 2]) expect(machine.word(`${n}`, noon + n * 10 * minute, asking)).toBe('firing');
    expect(machine.word('x', noon + 30 * minute, asking)).toBe(`budget +${30 * minute}`);
    expect(machine.word('x', noon + hour - 1, asking)).toBe('budget +1');
    expect(machine.word('x', noon + hour, asking)).toBe('firing');
    expect(machine.word('y', noon + hour + minute, asking)).toBe(`budget +${9 * minute}`);
  });

  it('that was made smaller is free when so many have left it', () => {
    const machine = aMachine();
    for (const n of [0, 1, 2]) machine.word(`${n}`, noon + n * 10 * minute, { policy: generous });
    const asking = { policy: { ...generous, budget: { perHour: 1, perDay: 90 } } };
    expect(machine.word('x', noon + 30 * minute, asking)).toBe(`budget +${50 * minute}`);
  });

  it('of none lets nothing through', () => {
    const asking = { policy: { ...generous, budget: { perHour: 0, perDay: 90 } } };
    expect(aMachine().word('x', noon, asking)).toBe(`budget +${hour}`);
  });

  it.each([
    { at: 24 * hour - 1, because: 'budget' },
    { at: 24 * hour, because: 'firing' },
  ])('of a day trips the machine when it is empty: after $at ms $because', ({ at, because }) => {
    const machine = aMachine();
    const asking = { policy: { ...generous, budget: { perHour: 90, perDay: 2 } } };
    machine.word('a', noon, asking);
    machine.word('b', noon + hour, asking);
    expect(machine.word('x', noon + at, asking)).toBe(because);
    expect(machine.item.tripped?.because).toBe(because === 'budget' ? 'budget' : undefined);
  });
});

describe('flapping', () => {
  const asking = { policy: { ...generous, flapping: { episodes: 3, withinMs: hour } } };

  it('is the n-th episode within its time, acted on or not', () => {
    const machine = aMachine();
    expect(machine.word('a', noon, asking)).toBe('firing');
    expect(machine.word('b', noon + 1, asking)).toMatch('cooldown');
    expect(machine.word('b', noon + 2, asking)).toMatch('cooldown');
    expect(machine.word('c', noon + hour - 1, asking)).toBe('flapping');
  });

  it('forgets an episode when its time is over', () => {
    const machine = aMachine();
    machine.word('a', noon, asking);
    machine.word('b', noon + 10 * minute, asking);
    expect(machine.word('c', noon + hour, asking)).toBe('firing');
    expect(machine.word('d', noon + hour + 5 * minute, asking)).toBe('flapping');
  });

  it('never asks for more than what is remembered', () => {
    const machine = aMachine();
    const most = { policy: { ...generous, flapping: { episodes: 5_000, withinMs: hour } } };
    const words = Array.from({ length: 100 }, (_, n) => machine.word(`${n}`, noon + n, most));
    expect(words.at(-1)).toBe('flapping');
    expect(words.filter((word) => word === 'flapping')).toHaveLength(1);
  });
});

describe('a tripped machine', () => {
  const asking = { policy: { ...policy, flapping: { episodes: 1, withinMs: hour } } };

  it('is told of by the statement that tripped it, however often that is delivered', () => {
    const machine = aMachine();
    const first = machine.ask(questionOf('a', noon, asking));
    expect(first).toMatchObject({ decision: 'skip', because: 'flapping', trips: true, until: null });
    expect(machine.ask(questionOf('a', noon + hour, asking))).toEqual({ ...first, machine: null });
  });

  it('stays so, and nothing more is written', () => {
    const machine = aMachine();
    machine.word('a', noon, asking);
    const later = machine.ask(questionOf('b', noon + 30 * 24 * hour));
    expect(later).toMatchObject({ because: 'tripped', trips: false, until: null, machine: null });
  });
});

describe('the brake of the fleet', () => {
  it('lets the machine wait without a write to its item', () => {
    const fleet = { ...unknownFleet, acts: [{ at: noon - minute, machine: 'other', statement: 'other' }] };
    const decision = decide(questionOf('a', noon), unknownMachine, fleet);
    expect(decision).toMatchObject({
      decision: 'skip',
      because: 'at-once',
      until: noon + 9 * minute,
      machine: null,
      fleet: null,
    });
  });
});
