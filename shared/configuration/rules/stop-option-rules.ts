import { providerFacts } from '../../contract/provider-facts.ts';
import type { ProviderName } from '../../domain/vocabulary.ts';
import type { Path, ReportMistake } from '../mistake.ts';
import { isGiven, type Mapping } from '../schema/read-part.ts';
import type { SoundSchedule, SourceSchedule } from '../schema/source-schedule.ts';
import type { SourceTarget } from '../schema/source-target.ts';
import { durationText } from '../texts/duration.ts';

const options = ['stopMode', 'force', 'forceAfter'] as const;

/** A schedule or one of its targets: both can have stop options. */
interface Holder {
  readonly path: Path;
  readonly source: Pick<SourceSchedule, (typeof options)[number]>;
}

/** Reports stop options of a schedule without a stop, and a force that would come too late. */
export function checkStopOptions({ source, meaning, path }: SoundSchedule, report: ReportMistake): void {
  const targets: Holder[] = source.targets.map((each, index) => ({ path: [...path, 'targets', index], source: each }));
  const schedule: Holder = { path, source };
  if (source.stop === undefined) for (const holder of [schedule, ...targets]) reportIdle(holder, report);
  else checkForce(meaning, schedule, targets, report);
}

function reportIdle({ path, source }: Holder, report: ReportMistake): void {
  const refusal = { problem: 'has no effect, because the schedule has no stop', fix: 'add a stop, or delete it' };
  for (const option of options) if (source[option] !== undefined) report([...path, option], refusal);
}

// After confirmWithin a machine that has not stopped already has its verdict.
function checkForce(
  { confirmWithinMs, targets }: SoundSchedule['meaning'],
  schedule: Holder,
  holders: readonly Holder[],
  report: ReportMistake,
): void {
  const late = targets.findIndex(({ force, forceAfterMs }) => force && forceAfterMs >= confirmWithinMs);
  const [target, holder] = [targets[late], holders[late]];
  if (target === undefined || holder === undefined) return;
  const [confirm, force] = [durationText(confirmWithinMs), durationText(target.forceAfterMs)];
  const problem = `a stop would count as failed (confirmWithin ${confirm}) before it is forced (forceAfter ${force})`;
  report(placeOfForce([holder, schedule]), { problem, fix: 'shorten forceAfter or lengthen confirmWithin' });
}

// The forceAfter of the target, or else of the schedule, or else the `force` that turned it on.
function placeOfForce(holders: readonly Holder[]): Path {
  for (const option of ['forceAfter', 'force'] as const) {
    const holder = holders.find(({ source }) => source[option] !== undefined);
    if (holder !== undefined) return [...holder.path, option];
  }
  return [];
}

/**
 * Reports a schedule that leaves open what its stopped machines cost. `targets`: those of the
 * schedule, which has a stop and no stopMode. The choice between the bill and the public IP is
 * written, never made by a default (ADR 21).
 */
export function checkStopMode(
  schedule: Path,
  targets: readonly { readonly provider: ProviderName | undefined; readonly parts: Mapping<SourceTarget>['parts'] }[],
  report: ReportMistake,
): void {
  const undecided = targets.flatMap(({ provider, parts }) =>
    provider !== undefined && providerFacts[provider].features.stopCharging && !isGiven(parts.stopMode) ? [provider] : [],
  )[0];
  if (undecided === undefined) return;
  const problem = `is missing: it decides what a stopped machine on ${providerFacts[undecided].vendor} costs`;
  const fix =
    'write stop-charging (saves CPU and memory, but the public IP may change and a start may find no stock), ' +
    'or keep-charging (keeps both, and saves nothing)';
  report([...schedule, 'stopMode'], { problem, fix });
}
