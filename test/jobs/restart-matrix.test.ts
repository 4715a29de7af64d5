import { describe, it } from 'vitest';
import { providerNames } from '../../shared/domain/vocabulary.ts';
import { restartAnswerRows } from '../support/matrix/restart-answers.ts';
import { expectRestartCell } from '../support/matrix/restart-cell.ts';
import { restartDeliveryRows } from '../support/matrix/restart-deliveries.ts';
import { restartMachineRows } from '../support/matrix/restart-machines.ts';
import { restarting } from '../support/restarts/restarting.ts';

describe.each(providerNames)('what goes wrong with a restart at %s', (provider) => {
  it.each([...restartAnswerRows(provider), ...restartMachineRows(provider), ...restartDeliveryRows(provider)])(
    '%s',
    async (_name, row) => {
      expectRestartCell(row, await restarting(row.plan, row.restarting));
    },
  );
});
