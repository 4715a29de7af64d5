import { describe, expect, it } from 'vitest';
import { type AlarmRule, alarmStateAt, nextAlarmChange, type Sample } from '../../../local/engine/alarms/alarm-state.ts';

const minute = 60_000;
const rule: AlarmRule = {
  periodMs: minute,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  threshold: 0,
  comparison: 'GreaterThanThreshold',
};
const samples = (...values: [number, number][]): Sample[] => values.map(([minutes, value]) => ({ at: minutes * minute, value }));

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
  ] as const)('%s', (_, asked, data, at, state) => {
    expect(alarmStateAt(asked, data, at * minute)).toBe(state);
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
  ] as const)('is %s', (_, asked, data, state, change) => {
    expect(nextAlarmChange(asked, data, state, 4 * minute)).toEqual(change);
  });
});
