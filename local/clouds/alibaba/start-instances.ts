import { cloudAction, type Outcome } from '../cloud-action.ts';
import { batchShape, runBatch } from './batch.ts';
import { alibabaParameters } from './parameters.ts';
import { alibabaStartRefusal } from './start-refusal.ts';

/** StartInstances (seed 000). */
export const startInstances = cloudAction(
  alibabaParameters(batchShape),
  (given, context): Outcome =>
    runBatch(
      given,
      {
        request: 'start',
        refusalOf: alibabaStartRefusal,
        carryOut: (machine) => machine.start(context.requestId),
        underWay: 'Starting',
      },
      context,
    ),
);
