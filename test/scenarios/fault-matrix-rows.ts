import type { ProviderName } from '../../shared/domain/vocabulary.ts';
import { oddAnswerRows } from './fault-matrix-answers.ts';
import type { MatrixRow } from './fault-matrix-cell.ts';
import { killRows, repeatRows } from './fault-matrix-deliveries.ts';
import { refusalRows } from './fault-matrix-refusals.ts';

/** Everything that goes wrong quickly, for one provider. */
export function quickRows(provider: ProviderName): [string, MatrixRow][] {
  return [...oddAnswerRows(provider), ...refusalRows(provider), ...repeatRows(provider), ...killRows(provider)];
}
