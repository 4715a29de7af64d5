import { describe, expect, it } from 'vitest';
import { expressionInstants, isKnownExpression } from '../../../local/engine/scheduler/schedule-expression.ts';

describe('an expression the engine knows', () => {
  it.each([
    ['cron(30 8 ? * MON-FRI *)', true],
    ['at(2026-12-24T18:00:00)', true],
    ['at(2028-02-29T23:59:59)', true],
    ['at(2026-02-29T18:00:00)', false],
    ['at(2026-12-24T24:00:00)', false],
    ['at(2026-12-24T18:00:60)', false],
    ['at(2026-12-24T18:00)', false],
    ['at(2026-12-24T18:00:00Z)', false],
    ['At(2026-12-24T18:00:00)', false],
    ['rate(5 minutes)', false],
    ['cron()', false],
  ])('%s: %s', (expression, known) => {
    expect(isKnownExpression(expression)).toBe(known);
  });
});

/** At most three instants of an expression after the beginning of a year. */
function instants(expression: string, zone: string, from = '2026-01-01T00:00:00Z'): string[] {
  const found: string[] = [];
  for (const instant of expressionInstants(expression, zone, Date.parse(from))) {
    found.push(new Date(instant).toISOString());
    if (found.length === 3) break;
  }
  return found;
}

describe('the instants of an expression', () => {
  it.each([
    {
      what: 'a one-time expression, once',
      of: 'at(2026-12-24T18:00:05)',
      zone: 'Asia/Shanghai',
      are: ['2026-12-24T10:00:05.000Z'],
    },
    { what: 'one that is over, never', of: 'at(2025-12-24T18:00:00)', zone: 'Asia/Shanghai', are: [] },
    { what: 'a time that the clock jumps over, never', of: 'at(2026-03-29T01:30:00)', zone: 'Europe/London', are: [] },
    { what: 'half an hour that is jumped over', of: 'at(2026-10-04T02:15:00)', zone: 'Australia/Lord_Howe', are: [] },
    {
      what: 'a time that comes twice, the first time',
      of: 'at(2026-11-01T01:30:00)',
      zone: 'America/New_York',
      are: ['2026-11-01T05:30:00.000Z'],
    },
    {
      what: 'cron, in its zone',
      of: 'cron(30 8 ? * MON *)',
      zone: 'Asia/Shanghai',
      are: ['2026-01-05T00:30:00.000Z', '2026-01-12T00:30:00.000Z', '2026-01-19T00:30:00.000Z'],
    },
  ])('$what', ({ of, zone, are }) => {
    expect(instants(of, zone)).toEqual(are);
  });

  it('come strictly after the given one', () => {
    expect(instants('at(2026-12-24T18:00:00)', 'UTC', '2026-12-24T18:00:00Z')).toEqual([]);
    expect(instants('at(2026-12-24T18:00:00)', 'UTC', '2026-12-24T17:59:59.999Z')).toEqual(['2026-12-24T18:00:00.000Z']);
  });

  it('refuse a range of weekdays that runs backwards, which the guide does not explain', () => {
    expect(() => instants('cron(0 9 ? * SAT-SUN *)', 'UTC')).toThrow(
      '0 9 ? * SAT-SUN * has a range of weekdays that runs backwards; write 0 9 ? * SAT,SUN *',
    );
  });
});
