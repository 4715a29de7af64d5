import { beforeAll, describe, expect, it } from 'vitest';
import { untilHostEnds } from '../../support/run-host.ts';
import { type EndOf, playRestarts } from './play-restarts.ts';

let end: EndOf<'troubles'>;
beforeAll(async () => {
  end = await playRestarts('troubles');
}, untilHostEnds);

describe('a table that cannot be read or written', () => {
  it('that fails for a while costs time, and the restart comes once', () => {
    expect(end.passing).toEqual({ status: 202, refused: 3, letters: 0, changes: ['StartInstances'] });
  });

  it('that is gone restarts nothing: the alert ends as a dead letter, and people are told', () => {
    const { minutes, changes: _, ...lost } = end.lost;
    expect(lost).toEqual({
      ...{ status: 202, calls: 0, letters: 1, alarm: 'ALARM' },
      told: [
        { from: 'alarm', subject: expect.stringContaining('ALARM: "reveille-table-reads-throttled"') },
        { from: 'alarm', subject: expect.stringContaining('OK: "reveille-table-reads-throttled"') },
        { from: 'alarm', subject: expect.stringContaining('ALARM: "reveille-alerts-dead-letters"') },
      ],
    });
    expect(minutes).toBeLessThan(17);
  });

  it('is a matter of sending the letter back when it is there again', () => {
    expect(end.lost.changes).toEqual(['StartInstances']);
  });
});

describe('an alerts queue that refuses', () => {
  it('lets the sender send again, and nothing is lost', () => {
    expect(end.queue).toEqual({ refused: 503, again: 202, changes: ['StartInstances'] });
  });
});

describe('the secret of a source', () => {
  it('that is missing or of no use proves nobody; the log names it and not what is in it', () => {
    expect(end.useless).toEqual({ missing: 404, empty: 404, keyed: 404 });
    expect(end.errors).toMatchObject([
      { level: 'ERROR', source: 'missing', reason: expect.stringMatching(/^secret reveille\/missing /) },
      { level: 'ERROR', source: 'empty', reason: expect.stringMatching(/^secret reveille\/empty .*neither token nor hmacKey/) },
      { level: 'ERROR', source: 'keyed', reason: expect.stringMatching(/^secret reveille\/keyed has no token/) },
    ]);
    expect(end.leaks).toEqual([]);
  });

  it('is changed without a gap: both tokens count while the old one is there', () => {
    expect(end.rotation.statuses).toEqual({
      ...{ 'before: old': 202, 'before: fresh': 404 },
      ...{ 'during: old': 202, 'during: fresh': 202 },
      ...{ 'after five minutes: old': 404, 'after five minutes: fresh': 202 },
    });
    expect(end.rotation.changes).toEqual(['StartInstances']);
  });
});
