import { describe, expect, it } from 'vitest';
import {
  givenBack,
  noteRecovery,
  type PermitAsked,
  permitFor,
  resumed,
  seenDone,
  statementsWithoutAct,
  withdrawn,
} from '../../../shared/restart/change-item.ts';
import { type MachineItem, pruned, unknownMachine } from '../../../shared/restart/machine-item.ts';
import { aMachine, hour, minute, noon, policy, questionOf, statementOf } from './a-question.ts';

const day = 24 * hour;

/** A call of a job that asks for a permit. */
const asked = (what: PermitAsked['what'], at: number, job = 'job-1'): PermitAsked => ({
  what,
  at,
  job,
  call: `${job}-${at}`,
  cooldownMs: 10 * minute,
});

describe('a recovery', () => {
  const recovery = (name: string, receivedAt: number) => ({
    source: 'prometheus',
    statement: statementOf(name, { status: 'resolved' }),
    receivedAt,
    now: noon,
  });

  it('is noted once, at its latest', () => {
    const first = noteRecovery(unknownMachine, recovery('a', noon));
    expect(first?.resolved).toEqual([{ series: 'prometheus/series-a', at: noon }]);
    expect(noteRecovery(first ?? unknownMachine, recovery('a', noon))).toBeNull();
    expect(noteRecovery(first ?? unknownMachine, recovery('a', noon - 1))).toBeNull();
    expect(noteRecovery(first ?? unknownMachine, recovery('a', noon + 1))?.resolved).toEqual([
      { series: 'prometheus/series-a', at: noon + 1 },
    ]);
  });

  it('ends the wait of its episode alone', () => {
    const machine = aMachine();
    for (const name of ['a', 'b', 'c']) machine.ask(questionOf(name, noon));
    machine.item = noteRecovery(machine.item, recovery('b', noon + 1)) ?? unknownMachine;
    const again = (name: string) => ({ statement: statementOf(name, { id: 's-again' }) });
    expect(machine.word('b', noon + 2, again('b'))).toBe(`cooldown +${10 * minute - 2}`);
    expect(machine.word('c', noon + 2, again('c'))).toBe('duplicate');
  });
});

describe('what is remembered', () => {
  it('of acts is a day and an hour, of episodes and recoveries eight days', () => {
    const machine = aMachine();
    machine.ask(questionOf('a', noon));
    const item: MachineItem = { ...machine.item, resolved: [{ series: 's', at: noon }] };
    const counts = (now: number) => {
      const { acts, episodes, resolved } = pruned(item, now);
      return [acts.length, episodes.length, resolved.length];
    };
    expect(counts(noon + 25 * hour - 1)).toEqual([1, 1, 1]);
    expect(counts(noon + 25 * hour)).toEqual([0, 1, 1]);
    expect(counts(noon + 8 * day)).toEqual([0, 0, 0]);
  });

  it('is bounded, however many and long the names are', () => {
    const machine = aMachine();
    const asking = { policy: { ...policy, flapping: { episodes: 5_000, withinMs: 1 } } };
    const long = (n: number) => ({ statement: statementOf('x', { id: `s-${n}`, episode: `${n}${'e'.repeat(1_000)}` }) });
    for (let n = 0; n < 150; n += 1) machine.ask(questionOf('x', noon + 2 * n, { ...asking, ...long(n) }));
    expect(JSON.stringify(pruned(machine.item, noon)).length).toBeLessThan(60_000);
    expect(machine.item.episodes.at(-1)?.statement).toBe('s-149');
    for (let n = 0; n < 300; n += 1) machine.ask(questionOf(`${n}`, noon + hour + 2 * n, asking));
    expect(pruned(machine.item, noon + hour).episodes).toHaveLength(100);
  });
});

describe('a claim that is given back', () => {
  const acted = aMachine();
  const { job } = acted.ask(questionOf('a', noon));

  it('counts no more, and a second time is harmless', () => {
    const back = givenBack(acted.item, job ?? '');
    expect(back?.acts).toMatchObject([{ is: 'given-back' }]);
    expect(givenBack(back ?? unknownMachine, job ?? '')).toBeNull();
    const machine = aMachine(back ?? unknownMachine);
    expect(machine.word('b', noon + 1)).toBe('firing');
  });

  it('is that of its own job', () => {
    expect(givenBack(acted.item, 'web-down/restart/2026-11-26T03:12:01Z')).toBeNull();
    expect(givenBack(unknownMachine, job ?? '')).toBeNull();
  });

  it.each(['start', 'reboot', 'force-reboot'] as const)(
    'stays where its job has a permit for a %s, which may have been sent',
    (what) => {
      const asked = { what, at: noon, call: 'call-1', cooldownMs: 10 * minute };
      const own = permitFor(acted.item, { ...asked, job: job ?? '' }).item ?? unknownMachine;
      expect(givenBack(own, job ?? '')).toBeNull();
      const foreign = permitFor(acted.item, { ...asked, job: 'web-down/restart/2026-11-26T03:12:01Z' }).item ?? unknownMachine;
      expect(givenBack(foreign, job ?? '')?.acts).toMatchObject([{ is: 'given-back' }]);
    },
  );

  it('leaves the cooldown of an earlier act', () => {
    const machine = aMachine();
    machine.ask(questionOf('a', noon));
    const second = machine.ask(questionOf('b', noon + 10 * minute)).job ?? '';
    machine.item = givenBack(machine.item, second) ?? unknownMachine;
    const longer = { policy: { ...policy, cooldownMs: 20 * minute } };
    expect(machine.word('c', noon + 11 * minute, longer)).toBe(`cooldown +${9 * minute}`);
  });
});

describe('a machine that a person resumed', () => {
  it('has no trip, no cooldown, full budgets and no episodes that count', () => {
    const machine = aMachine();
    const asking = { policy: { ...policy, budget: { perHour: 1, perDay: 1 }, flapping: { episodes: 2, withinMs: hour } } };
    machine.word('a', noon, asking);
    expect(machine.word('b', noon + 1, asking)).toBe('flapping');
    const item = resumed(machine.item);
    expect(item?.tripped).toBeNull();
    machine.item = item ?? unknownMachine;
    expect(resumed(machine.item)).toBeNull();
    expect(machine.word('b', noon + 2, asking)).toBe('firing');
  });

  it('sends what was claimed before when its statement is delivered again', () => {
    const machine = aMachine();
    const { job } = machine.ask(questionOf('a', noon));
    machine.item = resumed(machine.item) ?? unknownMachine;
    expect(machine.ask(questionOf('a', noon + 1))).toMatchObject({ decision: 'act', job, sends: true, machine: null });
  });

  it('keeps in mind which claims were given back', () => {
    const machine = aMachine();
    const { job } = machine.ask(questionOf('a', noon));
    machine.item = givenBack(machine.item, job ?? '') ?? unknownMachine;
    machine.ask(questionOf('b', noon + 1));
    expect(resumed(machine.item)?.acts.map(({ is }) => is)).toEqual(['given-back', 'forgiven']);
  });

  it('lets a repeat of what waited be decided at once', () => {
    const machine = aMachine();
    machine.word('a', noon);
    machine.word('b', noon + 1);
    machine.item = resumed(machine.item) ?? unknownMachine;
    expect(machine.word('b', noon + 2, { statement: { ...statementOf('b'), id: 's-repeat' } })).toBe('firing');
    expect(machine.word('b', noon + 20 * minute)).toBe('duplicate');
  });

  it('is nothing to write for one that nothing stands against', () => {
    expect(resumed(unknownMachine)).toBeNull();
  });
});

describe('a permit', () => {
  /** The answers to calls that come one after another. */
  function answers(...calls: PermitAsked[]): string[] {
    let item = unknownMachine;
    return calls.map((call) => {
      const { item: next, answer } = permitFor(item, call);
      item = next ?? item;
      return answer.got === 'permit' ? 'permit' : `${answer.by} until +${answer.until - noon}`;
    });
  }

  it.each([
    {
      what: 'once in a cooldown',
      calls: [asked('reboot', noon), asked('reboot', noon + 10 * minute - 1)],
      second: 'job-1 until +600000',
    },
    { what: 'again at its end', calls: [asked('reboot', noon), asked('reboot', noon + 10 * minute)], second: 'permit' },
    {
      what: 'to one job alone',
      calls: [asked('reboot', noon), asked('reboot', noon + 1, 'job-2')],
      second: 'job-1 until +600000',
    },
    {
      what: 'for force after a soft one',
      calls: [asked('reboot', noon), asked('force-reboot', noon + 5 * minute)],
      second: 'permit',
    },
    {
      what: 'for force after its own soft one',
      calls: [asked('reboot', noon), asked('force-reboot', noon + 1, 'job-2')],
      second: 'job-1 until +600000',
    },
    {
      what: 'for force once',
      calls: [asked('force-reboot', noon), asked('force-reboot', noon + 1)],
      second: 'job-1 until +600000',
    },
    {
      what: 'not within a cooldown of force',
      calls: [asked('force-reboot', noon), asked('reboot', noon + 1, 'job-2')],
      second: 'job-1 until +600000',
    },
    { what: 'for a start after a start', calls: [asked('start', noon), asked('start', noon + 1)], second: 'permit' },
    { what: 'for a start after a reboot', calls: [asked('reboot', noon), asked('start', noon + 1)], second: 'permit' },
    {
      what: 'for no reboot after a start',
      calls: [asked('start', noon), asked('reboot', noon + 1)],
      second: 'job-1 until +600000',
    },
    { what: 'again to a call whose answer was lost', calls: [asked('reboot', noon), asked('reboot', noon)], second: 'permit' },
  ])('is given $what', ({ calls, second }) => {
    expect(answers(...calls)).toEqual(['permit', second]);
  });

  it('that is refused says what was permitted before', () => {
    const { item } = permitFor(unknownMachine, asked('start', noon));
    expect(permitFor(item ?? unknownMachine, asked('reboot', noon + 1)).answer).toMatchObject({
      got: 'refusal',
      before: 'start',
    });
  });

  it('waits for the later of the two that stand in the way', () => {
    const calls = [asked('reboot', noon), asked('force-reboot', noon + 5 * minute), asked('reboot', noon + 6 * minute, 'job-2')];
    expect(answers(...calls)).toEqual(['permit', 'permit', `job-1 until +${15 * minute}`]);
  });
});

describe('a permit of before a machine was resumed', () => {
  const machine = aMachine();
  machine.ask(questionOf('a', noon));
  const item = permitFor(machine.item, asked('reboot', noon)).item ?? unknownMachine;
  const after = resumed(item) ?? unknownMachine;

  it('stands in the way of its own job alone', () => {
    expect(permitFor(after, asked('reboot', noon + minute)).answer.got).toBe('refusal');
    expect(permitFor(after, asked('reboot', noon + minute, 'job-2')).answer.got).toBe('permit');
    expect(permitFor(item, asked('reboot', noon + minute, 'job-2')).answer.got).toBe('refusal');
  });

  it('leaves one that was never given as it is', () => {
    expect(after.permits).toMatchObject({ start: null, reboot: { job: 'job-1', forgiven: true }, 'force-reboot': null });
  });
});

describe('a permit whose deed was seen done', () => {
  const permitted = (...calls: readonly PermitAsked[]): MachineItem =>
    calls.reduce((item, call) => permitFor(item, call).item ?? item, unknownMachine);

  it('says so to the job that has it, and to others, until the next one', () => {
    const noted = seenDone(permitted(asked('reboot', noon)), 'job-1') ?? unknownMachine;
    const again = asked('reboot', noon + minute, 'job-2');
    expect(permitFor(noted, again).answer).toMatchObject({ got: 'refusal', by: 'job-1', seen: true });
    expect(permitFor(permitted(asked('reboot', noon)), again).answer).toMatchObject({ seen: false });
    const next = permitFor(noted, asked('reboot', noon + 10 * minute, 'job-2')).item;
    expect(next?.permits.reboot).not.toHaveProperty('seen');
  });

  it('is noted once, and for the job that has it alone', () => {
    const item = permitted(asked('start', noon - hour, 'job-0'), asked('reboot', noon), asked('force-reboot', noon + minute));
    const noted = seenDone(item, 'job-1');
    expect(noted?.permits).toMatchObject({ reboot: { seen: true }, 'force-reboot': { seen: true } });
    expect(noted?.permits.start).not.toHaveProperty('seen');
    expect(seenDone(noted ?? item, 'job-1')).toBeNull();
    expect(seenDone(item, 'job-2')).toBeNull();
  });
});

describe('a permit that is given back', () => {
  const permit = (job: string) => ({ job, at: noon, call: job });
  const permits = { start: permit('job-3'), reboot: permit('job-1'), 'force-reboot': permit('job-2') };
  const item: MachineItem = { ...unknownMachine, permits };

  it.each([
    { what: 'start', job: 'job-3' },
    { what: 'reboot', job: 'job-1' },
    { what: 'force-reboot', job: 'job-2' },
  ] as const)('is free again: $what of $job', ({ what, job }) => {
    expect(withdrawn(item, { what, job })?.permits).toEqual({ ...permits, [what]: null });
  });

  it('is left to the job that has it', () => {
    expect(withdrawn(item, { what: 'reboot', job: 'job-2' })).toBeNull();
    expect(withdrawn(unknownMachine, { what: 'reboot', job: 'job-1' })).toBeNull();
  });
});

describe('the statements of acts that count no more', () => {
  it('are those that were forgiven or given back, by their restart', () => {
    const machine = aMachine();
    machine.ask(questionOf('a', noon, { restart: 'web-down' }));
    machine.ask(questionOf('b', noon + 10 * minute, { restart: 'db-down' }));
    machine.item = resumed(machine.item) ?? unknownMachine;
    const { job } = machine.ask(questionOf('c', noon + 20 * minute));
    machine.item = givenBack(machine.item, job ?? '') ?? unknownMachine;
    machine.ask(questionOf('d', noon + 30 * minute));
    expect(Object.fromEntries(statementsWithoutAct(machine.item))).toEqual({ 'web-down': ['s-a', 's-c'], 'db-down': ['s-b'] });
  });
});
