import { describe, expect, it } from 'vitest';
import { aBatch, anInstance, at, due } from '../../../support/a-batch.ts';
import { carriedOut } from './carried-out.ts';
import { failed } from './scripted-port.ts';

const minute = 60_000;

describe('time', () => {
  const late = due + 60 * minute;

  it('calls nobody once the deadline has come', async () => {
    const { names, verdicts } = await carriedOut(aBatch(['i']), {}, {}, late);
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
    { sent: 'an hour ago', sentAt: due - 60 * minute, names: [] },
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
