import { describe, expect, it } from 'vitest';
import { lengthText, windowRow, windowsOf } from '../../../shared/plan/windows.ts';
import { chineseOffice, momentsOf, plansOf } from '../../cli/plan/a-plan.ts';

const local = (instant: string | null) => instant?.replace(':00Z', '') ?? null;

/** The windows of a schedule in UTC on these days, as `on to off`, and their hours. */
function windowsIn(lines: readonly string[], from: string, days: number): readonly (readonly [string, number | null])[] {
  const rules = ['timezone: UTC', ...lines].join('\n');
  return windowsOf(momentsOf({ rules }, from, days))
    .map(windowRow)
    .map(({ on, off, hours }) => [`${local(on)} to ${local(off)}`, hours] as const);
}

const night = ['start: { at: "22:00", days: mon-fri }', 'stop: { at: "06:30", days: tue-sat }'];

describe('a window', () => {
  it('goes from a start to the first stop after it, also over midnight', () => {
    expect(windowsIn(night, '2026-11-26', 3)).toEqual([
      ['2026-11-26T22:00 to 2026-11-27T06:30', 8.5],
      ['2026-11-27T22:00 to 2026-11-28T06:30', 8.5],
    ]);
  });

  it('stays what it is when it is started or stopped again', () => {
    const more = ['start: [{ at: "08:00" }, { at: "12:00" }]', 'stop: [{ at: "18:00" }, { at: "21:20" }]'];
    expect(windowsIn(more, '2026-11-26', 2)).toEqual([
      ['2026-11-26T08:00 to 2026-11-26T18:00', 10],
      ['2026-11-27T08:00 to 2026-11-27T18:00', 10],
    ]);
  });

  it('is open where no stop follows', () => {
    expect(windowsIn(['start: { at: "08:00", days: fri }', 'stop: { at: "18:10", days: mon }'], '2026-11-27', 3)).toEqual([
      ['2026-11-27T08:00 to null', null],
    ]);
  });

  it('does not begin with a start that is skipped, and does not end with such a stop', () => {
    const skips = ['exceptions: [{ on: 2026-11-24, skip: start }, { on: 2026-11-26, skip: stop }]'];
    const hours = ['start: { at: "08:00" }', 'stop: { at: "18:00" }', ...skips];
    expect(windowsIn(hours, '2026-11-23', 5)).toEqual([
      ['2026-11-23T08:00 to 2026-11-23T18:00', 10],
      ['2026-11-25T08:00 to 2026-11-25T18:00', 10],
      ['2026-11-26T08:00 to 2026-11-27T18:00', 34],
    ]);
  });

  it.each([
    { date: '2026-03-29', hours: 10, because: 'the clock goes forward in the night' },
    { date: '2026-10-25', hours: 12, because: 'the clock goes back in the night' },
    { date: '2026-06-01', hours: 11, because: 'the clock stays' },
  ])('lasts as long as it really does: $hours h on $date, because $because', ({ date, hours }) => {
    const lines = 'timezone: Europe/London\nstart: { at: "00:00" }\nstop: { at: "11:00" }';
    expect(windowsOf(momentsOf({ rules: lines }, date, 1)).map((window) => windowRow(window).hours)).toEqual([hours]);
  });

  it('keeps the last stop in it that did not run', () => {
    const text = `${chineseOffice}\nexceptions: [{ from: 2026-12-07, to: 2026-12-09, skip: stop, because: freeze }]`;
    const [first, second] = windowsOf(momentsOf({ rules: text }, '2026-12-07', 5));
    expect(first?.missed).toMatchObject({ day: Date.UTC(2026, 11, 9), because: 'exception: freeze' });
    expect(second?.missed).toBeNull();
  });
});

describe('the windows of a plan', () => {
  it('are whole, and are those that are open on its days', () => {
    const rules = ['timezone: UTC', ...night].join('\n');
    const [plan] = plansOf({ rules }, '2026-11-27', 1);
    expect(plan?.windows.map(windowRow)).toEqual([
      { schedule: 'rules', on: '2026-11-26T22:00:00Z', off: '2026-11-27T06:30:00Z', hours: 8.5 },
      { schedule: 'rules', on: '2026-11-27T22:00:00Z', off: '2026-11-28T06:30:00Z', hours: 8.5 },
    ]);
  });

  it('do not have one that ends as the first day begins', () => {
    const rules = 'timezone: UTC\nstart: { at: "12:00" }\nstop: { at: "00:00" }';
    const [plan] = plansOf({ rules }, '2026-11-27', 1);
    expect(plan?.windows.map(({ on }) => on.day)).toEqual([Date.UTC(2026, 10, 27)]);
  });
});

describe('the windows of a plan in the middle of a long window', () => {
  const on = (lines: readonly string[], from: string, days = 1) => {
    const [plan] = plansOf({ rules: ['timezone: UTC', ...lines].join('\n') }, from, days);
    return plan?.windows.map(windowRow).map((row) => `${local(row.on)} to ${local(row.off)}`);
  };

  it.each([
    {
      what: 'reach back to its first start, and forward to its stop',
      lines: ['start: { at: "08:00" }', 'stop: { cron: "0 20 20 3,12 ? *" }'],
      are: ['2026-03-21T08:00 to 2026-12-20T20:00'],
    },
    {
      what: 'have one that nothing has stopped yet',
      lines: ['start: { once: "2026-02-01T08:00" }', 'stop: { once: "2026-12-01T08:00" }'],
      are: ['2026-02-01T08:00 to 2026-12-01T08:00'],
    },
    {
      what: 'have one that nothing will stop',
      lines: ['start: { at: "08:00" }', 'stop: { once: "2026-06-01T20:00" }'],
      are: ['2026-06-02T08:00 to null'],
    },
    { what: 'are none between two of them', lines: ['start: { once: "2026-12-24T08:00" }', 'stop: { at: "20:00" }'], are: [] },
    { what: 'are none where nothing ever stops', lines: ['start: { at: "08:00" }'], are: [] },
  ])('$what', ({ lines, are }) => {
    expect(on(lines, '2026-07-10')).toEqual(are);
  });
});

it.each([
  [37_800_000, '10 h 30 min'],
  [216_000_000, '60 h'],
  [2_700_000, '45 min'],
  [0, '0 min'],
])('writes %i ms as %s', (ms, text) => {
  expect(lengthText(ms)).toBe(text);
});
