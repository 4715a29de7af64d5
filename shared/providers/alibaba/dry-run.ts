import type { AlibabaSecret } from '../../contract/secret.ts';
import type { Failure } from '../../domain/failure.ts';
import type { ActOptions, StartOptions } from '../../domain/port.ts';
import { failureIn, unreadable } from '../answer.ts';
import { type CallContext, ProviderFailure } from '../provider.ts';
import { batchCall, meetsAll } from './act.ts';
import { type AlibabaParts, requestEcs } from './request.ts';

type Context = CallContext<AlibabaSecret>;

/**
 * Codes that mean "the dry run passed", sent as errors with HTTP 400 (seeds 000 and 001, DryRun).
 */
const dryRunPassed: ReadonlySet<string> = new Set(['DRYRUN.SUCCESS', 'DryRunOperation']);

/**
 * A dry run of the start, stop or reboot of all ids, always with AllTogether: with SuccessFirst it
 * always answers success (seed 000).
 */
export async function preCheckAll(
  parts: AlibabaParts,
  ids: readonly string[],
  options: ActOptions,
  context: Context,
): Promise<ReadonlyMap<string, Failure>> {
  const { action, parameters } = batchCall(ids, { ...options, batchMode: 'AllTogether' }, context.region);
  await dryRun(parts, action, { ...parameters, DryRun: 'true' }, context);
  return new Map();
}

/**
 * A dry run of a start per id, with InitLocalDisk where the start will have it. Resolves with the
 * ids that were refused singly; when time runs out in between, the ids that are left are among
 * them. Throws at the first refusal that concerns more than its own id.
 */
export async function preCheckEach(
  parts: AlibabaParts,
  ids: readonly string[],
  { wipe }: StartOptions,
  context: Context,
): Promise<ReadonlyMap<string, Failure>> {
  const refused = new Map<string, Failure>();
  const failures: (Failure | null)[] = [];
  for (const [index, id] of ids.entries()) {
    const parameters = { InstanceId: id, InitLocalDisk: String(wipe.has(id)), DryRun: 'true' };
    const failure = await failureIn(() => dryRun(parts, 'StartInstance', parameters, context));
    if (failure !== null && meetsAll(failure, failures, ids.length) && !(failure.unsent && index > 0))
      throw new ProviderFailure(failure);
    if (failure !== null) refused.set(id, failure);
    failures.push(failure);
  }
  return refused;
}

async function dryRun(
  parts: AlibabaParts,
  action: string,
  parameters: Readonly<Record<string, string>>,
  context: Context,
): Promise<void> {
  try {
    await requestEcs(parts, action, parameters, context);
  } catch (error) {
    if (error instanceof ProviderFailure && dryRunPassed.has(error.failure.code)) return;
    throw error;
  }
  // A plain success would mean that the action was carried out. Then the outcome is unknown, so
  // the instances are observed first.
  throw unreadable(`${action} with DryRun answered success instead of a dry-run code`);
}
