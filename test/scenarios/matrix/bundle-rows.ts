import type { ProviderName } from '../../../shared/domain/vocabulary.ts';
import { manyIds, specsOf } from '../../support/fleet.ts';
import { type MatrixRow, planOf } from '../../support/matrix/matrix-cell.ts';
import { oddAnswerRows } from '../../support/matrix/odd-answers.ts';
import { refusalRows, staleKeyRow } from '../../support/matrix/refusals.ts';
import { seedRows } from '../../support/seeds/seed-rows.ts';
import { killRows, repeatRows } from './deliveries.ts';

/**
 * Cells that also run in process (test/jobs/fault-matrix.test.ts), one for each thing that a
 * deployed function does about a failure.
 */
const alsoOnBundle = [
  'cut-json-on-look',
  'huge-on-look',
  'challenge-on-start',
  'html-502-on-every-look',
  'throttle-storm-on-start',
  'wrong-time-on-start',
  'refused-connections',
  'reset-after-the-start',
];

/** Everything that goes wrong quickly and wants the deployed functions, for one provider. */
export function bundleRows(provider: ProviderName): [string, MatrixRow][] {
  const answers = [...oddAnswerRows(provider), ...refusalRows(provider)].filter(([name]) => alsoOnBundle.includes(name));
  return [...answers, staleKeyRow(provider), ...seedRowsOf(provider), ...repeatRows(provider), ...killRows(provider)];
}

/**
 * One row of the seeds for each way in which a refusal can end: the second of three machines is
 * refused so each time.
 */
function seedRowsOf(provider: ProviderName): [string, MatrixRow][] {
  const own = seedRows.filter((row) => row.provider === provider && row.action === 'StartInstances');
  const firsts = [...Map.groupBy(own, ({ ends }) => ends).values()].flatMap((rows) => rows.slice(0, 1));
  const [before = '', offender = '', after = ''] = manyIds[provider](3);
  return firsts.map(({ code, message, status, ends }) => {
    const isShared = ends === 'call' || ends === 'callRounds';
    const refused = `rejected ${code}`;
    const refuses = { code, message, status };
    const instances = [...specsOf[provider]([before, after]), ...specsOf[provider]([offender], { refuses })];
    return [
      `seed-row-${ends.toLowerCase()}`,
      {
        plan: planOf(provider, { ids: [before, offender, after], instances }),
        ends: isShared ? [refused, refused, refused] : ['confirmed', refused, 'confirmed'],
        // Five rounds, an hour in steps of minutes, and two more for taking three ids apart.
        starts: { once: 3, call: 1, rounds: 7, callRounds: 5, deadline: 12 }[ends],
        alerts: 1,
      },
    ];
  });
}
