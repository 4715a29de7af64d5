import { describe, expect, it } from 'vitest';
import { type AlarmRule, alarmStateAt, nextAlarmChange } from '../../../local/engine/alarms/alarm-state.ts';
import { Counts, QueueAge, QueueDepth } from '../../../local/engine/alarms/series.ts';
import type { MessagingBackend } from '../../../local/engine/messaging/messaging-backend.ts';

const minute = 60_000;
const rule: AlarmRule = {
  periodMs: minute,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  threshold: 0,
  comparison: 'GreaterThanThreshold',
  missingBreaches: false,
};
const samples = (...values: [number, number][]) => values;
type Samples = ReturnType<typeof samples>;

/** A queue of which so many messages were visible from each minute on. */
async function depthOf(values: Samples): Promise<QueueDepth> {
  const now = { visible: 0 };
  const backend = { contents: async () => ({ ...now, nextVisibleAt: null }) } as unknown as MessagingBackend;
  const series = new QueueDepth(backend, 'queue');
  for (const [minutes, value] of values) {
    now.visible = value;
    await series.look(minutes * minute);
  }
  return series;
}

describe('alarmStateAt', () => {
  it.each([
    ['no data is OK', rule, samples(), 5, 'OK'],
    ['a value above the threshold', rule, samples([0, 0], [4.5, 1]), 5, 'ALARM'],
    ['a value that was gone before the end still counts', rule, samples([0, 0], [4.2, 1], [4.6, 0]), 5, 'ALARM'],
    ['a value that was gone before the period does not', rule, samples([0, 1], [4, 0]), 5, 'OK'],
    ['a value at the end belongs to the next period', rule, samples([0, 0], [5, 1]), 5, 'OK'],
    ['a value holds on', rule, samples([0, 3]), 5, 'ALARM'],
    ['the threshold itself is not greater', { ...rule, threshold: 3 }, samples([0, 3]), 5, 'OK'],
    [
      'but is greater or equal',
      { ...rule, threshold: 3, comparison: 'GreaterThanOrEqualToThreshold' },
      samples([0, 3]),
      5,
      'ALARM',
    ],
    ['less', { ...rule, threshold: 3, comparison: 'LessThanThreshold' }, samples([0, 2]), 5, 'ALARM'],
    ['less or equal', { ...rule, threshold: 2, comparison: 'LessThanOrEqualToThreshold' }, samples([0, 2]), 5, 'ALARM'],
    ['three of three must breach', { ...rule, evaluationPeriods: 3, datapointsToAlarm: 3 }, samples([0, 0], [3.5, 1]), 5, 'OK'],
    ['two of three are enough', { ...rule, evaluationPeriods: 3, datapointsToAlarm: 2 }, samples([0, 0], [3.5, 1]), 5, 'ALARM'],
  ] as const)('%s', async (_, asked, data, at, state) => {
    const series = await depthOf(data);
    expect(alarmStateAt(asked, (from, to) => series.datapoint(from, to), at * minute)).toBe(state);
  });
});

describe('nextAlarmChange', () => {
  it.each([
    ['the end of the period of the first breach', rule, samples([0, 0], [4.5, 1]), 'OK', { at: 5 * minute, state: 'ALARM' }],
    ['nothing while the state is right', rule, samples([0, 0], [4.5, 1]), 'ALARM', null],
    ['back to OK a period after the last breach', rule, samples([3.5, 1], [4.5, 0]), 'ALARM', { at: 6 * minute, state: 'OK' }],
    [
      'as many periods as must breach',
      { ...rule, evaluationPeriods: 3, datapointsToAlarm: 3 },
      samples([0, 0], [4.5, 1]),
      'OK',
      { at: 7 * minute, state: 'ALARM' },
    ],
    ['nothing without data', rule, samples(), 'OK', null],
  ] as const)('is %s', async (_, asked, data, state, change) => {
    const series = await depthOf(data);
    const times = { evaluatedUntil: 4 * minute, steadyFrom: series.steadyFrom(asked.threshold) };
    expect(nextAlarmChange(asked, (from, to) => series.datapoint(from, to), state, times)).toEqual(change);
  });
});

describe('the age of the oldest message', () => {
  const tooOld: AlarmRule = { ...rule, threshold: 600 };

  it('grows by itself, and crosses the threshold when nothing happens', async () => {
    const now = { oldestSentAt: (2 * minute) as number | null };
    const backend = { contents: async () => ({ ...now, nextVisibleAt: null }) } as unknown as MessagingBackend;
    const series = new QueueAge(backend, 'queue');
    const datapoint = (from: number, to: number) => series.datapoint(from, to);
    await series.look(2 * minute);
    const changeAfter = (state: 'OK' | 'ALARM', evaluatedUntil: number) =>
      nextAlarmChange(tooOld, datapoint, state, { evaluatedUntil, steadyFrom: series.steadyFrom(600) });
    expect(changeAfter('OK', 2 * minute)).toEqual({ at: 13 * minute, state: 'ALARM' });
    now.oldestSentAt = null;
    await series.look(14.5 * minute);
    expect(changeAfter('ALARM', 14 * minute)).toEqual({ at: 16 * minute, state: 'OK' });
  });
});

describe('what is counted', () => {
  const beats: AlarmRule = {
    ...rule,
    periodMs: 60 * minute,
    evaluationPeriods: 3,
    datapointsToAlarm: 2,
    threshold: 1,
    comparison: 'LessThanThreshold',
    missingBreaches: true,
  };

  it('is the sum of a period, and nothing where nothing was counted', () => {
    const counts = new Counts();
    counts.count(minute, 2);
    counts.count(1.5 * minute, 3);
    expect([counts.datapoint(minute, 2 * minute), counts.datapoint(2 * minute, 3 * minute)]).toEqual([5, null]);
    counts.forget(2 * minute);
    expect(counts.datapoint(minute, 2 * minute)).toBeNull();
  });

  it('is missed after two of three hours without it, where missing breaches', () => {
    const counts = new Counts();
    const hour = 60 * minute;
    for (const n of [1, 2, 3]) counts.count(n * hour + minute, 1);
    const datapoint = (from: number, to: number) => counts.datapoint(from, to);
    const times = { evaluatedUntil: 4 * hour, steadyFrom: counts.steadyFrom() };
    expect(nextAlarmChange(beats, datapoint, 'OK', times)).toEqual({ at: 6 * hour, state: 'ALARM' });
    expect(nextAlarmChange({ ...beats, missingBreaches: false }, datapoint, 'OK', times)).toBeNull();
  });
});
