import { describe, expect, it } from 'vitest';
import { mostRounds } from '../../../local/engine/lambda/lineage.ts';
import { ends, lettered } from '../../support/fleet.ts';
import type { ScenarioResult } from '../../support/scenario.ts';
import { type chains, machine } from './chain-scenarios.ts';

const rounds = ({ logs }: ScenarioResult) => logs.filter((line) => line.includes('"message":"batch carried out"')).length;

/** The tests of jobs that take many rounds, on what those came to. */
export function chainTests(results: () => Readonly<Record<keyof typeof chains, ScenarioResult>>): void {
  describe('a job that takes more rounds than Lambda allows by itself', () => {
    it('waits for capacity until its deadline hours later, and says why it failed', () => {
      const run = results()['sold-out-for-hours'];
      expect(run.settled).toBe(true);
      expect(ends(run)).toEqual([`${machine} rejected OperationDenied.NoStock`]);
      expect(lettered(run)).toEqual([`alibaba: ${machine}`]);
      expect(run.report.alerts).toHaveLength(1);
      expect(rounds(run)).toBeGreaterThan(mostRounds);
    });

    it('looks at a machine that takes an hour to stop until it is off', () => {
      const run = results()['stops-slowly'];
      expect(run.settled).toBe(true);
      expect(ends(run)).toEqual([`${machine} confirmed`]);
      expect(rounds(run)).toBeGreaterThan(mostRounds);
    });

    it.each(['sold-out-in-a-loop', 'stops-in-a-loop'] as const)('is lost without a word where Lambda ends loops: %s', (name) => {
      const run = results()[name];
      expect(ends(run)).toEqual([`${machine} rejected Reveille.Unfinished`]);
      expect(rounds(run)).toBe(mostRounds);
      expect(lettered(run)).toEqual([`alibaba: ${machine}`]);
      expect(run.report.alerts).toEqual([]);
    });
  });
}
