import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { runHost, untilHostEnds } from '../../support/run-host.ts';

interface Morning {
  readonly told: readonly string[];
  readonly heartbeats: number;
  readonly verdicts: readonly string[];
  readonly lost: number;
  readonly pings: readonly string[];
  readonly calledOnSunday: number;
  readonly alarms: readonly { readonly name: string }[];
}

let morning: Morning;
beforeAll(async () => {
  morning = (await runHost(fileURLToPath(new URL('./watch-host.ts', import.meta.url)), {})) as Morning;
}, untilHostEnds);

describe('a Monday with a disabled rule and a table that takes no record for an hour', () => {
  it('tells of the start that did not come, once', () => {
    expect(morning.told.filter((subject) => subject.includes('did not come'))).toEqual([
      'Reveille: forgotten start did not come',
    ]);
  });

  it('starts the machine all the same, and counts the record that was lost', () => {
    expect(morning.verdicts).toEqual(['confirmed']);
    expect(morning.lost).toBe(1);
    const aboutRecords = morning.told
      .filter((subject) => /records-lost|writes-throttled/.test(subject))
      .map((subject) => subject.split(' ')[0]);
    expect(aboutRecords.toSorted()).toEqual(['ALARM:', 'ALARM:', 'OK:', 'OK:']);
  });

  it('tells of the machine whose end nobody knows, when its job is over', () => {
    expect(morning.told.filter((subject) => subject.includes('without an end'))).toEqual([
      'Reveille: morning start: 1 machine without an end',
    ]);
  });

  it('beats every hour, and pings the outside after each watch, without a call to any provider', () => {
    expect(morning.heartbeats).toBe(16);
    expect(morning.pings).toEqual(Array.from({ length: 16 }, () => 'GET /ping/1'));
    expect(morning.calledOnSunday).toBe(0);
  });

  it('leaves no alarm on', () => {
    expect(morning.alarms).toEqual([]);
  });
});
