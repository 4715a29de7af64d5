import { describe, expect, it } from 'vitest';
import { aBatch, anInstance, aStop, at, due, theOptions } from '../../../support/a-batch.ts';
import { carriedOut } from './carried-out.ts';
import { failed } from './scripted-port.ts';

const minute = 60_000;

describe('time', () => {
  const late = due + 60 * minute;

  // The batch may be a second delivery of its job, or a poison letter sent back: this very job may
  // have started its machines.
  it.each([
    { sees: { i: 'running' } as const, verdicts: ['i already null (0)'], followUps: [] },
    { sees: { i: 'starting' } as const, verdicts: [], followUps: ['confirm i in 15'] },
    { sees: { i: 'stopped' } as const, verdicts: ['i expired Reveille.Expired (0)'], followUps: [] },
    { sees: failed('throttled'), verdicts: ['i expired throttled (0)'], followUps: [] },
    { sees: failed('credentials'), verdicts: ['i expired credentials (0)'], followUps: [] },
  ])('looks once, and acts no more, once the deadline has come (%#)', async ({ sees, ...ends }) => {
    const { names, verdicts, followUps } = await carriedOut(aBatch(['i']), { sees }, {}, late);
    expect(names).toEqual(['observe i']);
    expect({ verdicts, followUps }).toEqual(ends);
  });

  it('does not even look for a dry run, which never acts', async () => {
    const { names, verdicts } = await carriedOut(aBatch(['i'], { options: { ...theOptions, dryRun: true } }), {}, {}, late);
    expect([names, verdicts]).toEqual([[], ['i expired Reveille.Expired (0)']]);
  });

  it('starts until the last millisecond before it', async () => {
    expect((await carriedOut(aBatch(['i']), {}, {}, late - 1)).names).toContain('start i');
  });

  it.each([
    { sees: 'running', verdicts: ['i confirmed null (1)'], followUps: [] },
    { sees: 'stopped', verdicts: [], followUps: ['confirm i in 30'] },
  ] as const)('still confirms after it what was accepted before, as patiently as ever: $sees', async ({ sees, ...ends }) => {
    const started = anInstance('i', { acted: true, attempts: 1, acceptedAt: at(3_599) });
    const batch = aBatch([started], { phase: 'confirm' });
    const { names, verdicts, followUps } = await carriedOut(batch, { sees: { i: sees } }, {}, late + 1);
    expect(names).toEqual(['observe i']);
    expect({ verdicts, followUps }).toEqual(ends);
  });

  it.each([
    { sent: 'an hour ago', sentAt: due - 60 * minute, names: ['observe i'] },
    { sent: '59 minutes ago', sentAt: due - 59 * minute, names: ['observe i', 'preCheck i', 'start i'] },
  ])('counts the deadline of a redriven letter from when it was sent: $sent', async ({ sentAt, names }) => {
    const batch = aBatch(['i'], { deadline: null, job: { ...aBatch([]).job, scheduledAt: '2020-01-01T00:00:00Z' } });
    expect((await carriedOut(batch, {}, { sentAt })).names).toEqual(names);
  });

  it.each([
    { sees: { i: 'running' } as const, verdicts: ['i confirmed null (0)'], followUps: [] },
    { sees: { i: 'starting' } as const, verdicts: [], followUps: ['confirm i in 15'] },
    { sees: { i: 'stopped' } as const, verdicts: ['i rejected Reveille.Interrupted (0)'], followUps: [] },
    { sees: failed('throttled'), verdicts: [], followUps: ['confirm i in 15'] },
  ])('looks once more after an earlier delivery was cut off, which may have started it (%#)', async ({ sees, ...ends }) => {
    const { names, verdicts, followUps } = await carriedOut(aBatch(['i']), { sees }, { redelivered: true }, late);
    expect(names).toEqual(['observe i']);
    expect({ verdicts, followUps }).toEqual(ends);
  });

  it.each([
    { sees: { i: 'running' } as const, verdicts: ['i confirmed null (1)'], followUps: [] },
    { sees: { i: 'starting' } as const, verdicts: [], followUps: ['confirm i in 15'] },
    { sees: { i: 'stopped' } as const, verdicts: ['i rejected Lost (1)'], followUps: [] },
    { sees: { i: 'busy' } as const, verdicts: ['i rejected Lost (1)'], followUps: [] },
    { sees: failed('throttled'), verdicts: [], followUps: ['confirm i in 15'] },
  ])('looks once more, and acts no more, where a start may have got through (%#)', async ({ sees, ...ends }) => {
    const last = { code: 'Lost', message: 'no answer', requestId: null };
    const lost = anInstance('i', { acted: true, attempts: 1, last });
    const { names, verdicts, followUps } = await carriedOut(aBatch([lost]), { sees }, {}, late);
    expect(names).toEqual(['observe i']);
    expect({ verdicts, followUps }).toEqual(ends);
  });
});

describe('a letter sent back', () => {
  const overtaken = due + 30 * minute;
  const letter = aBatch(['i'], { deadline: null });
  const now = due + 31 * minute;
  const delivery = { sentAt: now };

  it('acts while its schedule wants that, and says of what follows that it came from a letter', async () => {
    const { names, outcome } = await carriedOut(letter, {}, delivery, now);
    expect(names).toContain('start i');
    expect(outcome.followUps).toMatchObject([{ batch: { sentBack: 'by-the-plan', deadline: at(91 * 60) } }]);
  });

  it.each([
    { sees: { i: 'running' } as const, verdicts: ['i already null (0)'], followUps: [] },
    { sees: { i: 'starting' } as const, verdicts: [], followUps: ['confirm i in 15'] },
    { sees: { i: 'stopped' } as const, verdicts: ['i expired Reveille.Overtaken (0)'], followUps: [] },
    { sees: failed('throttled'), verdicts: ['i expired Reveille.Overtaken (0)'], followUps: [] },
  ])('looks, and does not act, when its schedule wants the opposite by now (%#)', async ({ sees, ...ends }) => {
    const { names, verdicts, followUps } = await carriedOut(letter, { sees }, delivery, now, overtaken);
    expect(names).toEqual(['observe i']);
    expect({ verdicts, followUps }).toEqual(ends);
  });

  it('keeps to the schedule in every later round', async () => {
    const round = aBatch(['i'], { sentBack: 'by-the-plan', deadline: at(7_200) });
    expect((await carriedOut(round, {}, delivery, now, overtaken)).verdicts).toEqual(['i expired Reveille.Overtaken (0)']);
  });

  it('tells since when, and what went wrong before', async () => {
    const last = { code: 'NoStock', message: 'sold out', requestId: 'r' };
    const round = aBatch([anInstance('i', { last, answered: true })], { deadline: null });
    const { outcome } = await carriedOut(round, {}, delivery, now, overtaken);
    const message =
      'not started, because since 2026-11-23T01:00:00.000Z its schedule office-hours wants it stopped; the last problem was NoStock: sold out';
    expect(outcome.verdicts).toMatchObject([{ verdict: 'expired', message, requestId: 'r' }]);
  });

  it('is no `expired`, which says that nothing was done, where its start may have got through', async () => {
    const round = aBatch([anInstance('i', { acted: true })], { deadline: null });
    expect((await carriedOut(round, {}, delivery, now, overtaken)).verdicts).toEqual(['i rejected Reveille.Overtaken (0)']);
  });

  it('acts against its schedule when a person said so, to its end', async () => {
    const round = aBatch(['i'], { deadline: null, sentBack: 'against-the-plan' });
    const { names, outcome } = await carriedOut(round, {}, delivery, now, overtaken);
    expect(names).toContain('start i');
    expect(outcome.followUps).toMatchObject([{ batch: { sentBack: 'against-the-plan' } }]);
  });

  it('is not started a second time, nor forced to stop, when its schedule wants the opposite by now', async () => {
    const accepted = anInstance('i', { acted: true, acceptedAt: at(0), fellBackAt: at(60) });
    const start = aBatch([accepted], { phase: 'confirm', sentBack: 'by-the-plan' });
    expect((await carriedOut(start, {}, delivery, now, overtaken)).verdicts).toEqual(['i rejected Reveille.FellBack (0)']);
    const stop = aStop([accepted], { phase: 'confirm', sentBack: 'by-the-plan' }, { force: true, confirmWithinMs: 60 * minute });
    const sees = { i: 'stopping' } as const;
    expect((await carriedOut(stop, { sees }, delivery, now, overtaken)).names).toEqual(['observe i']);
    expect((await carriedOut(stop, { sees }, delivery, now)).names).toEqual(['observe i', 'force i']);
  });

  it('leaves a job of today alone: only letters are sent back days later', async () => {
    expect((await carriedOut(aBatch(['i']), {}, {}, now, overtaken)).names).toContain('start i');
  });
});
