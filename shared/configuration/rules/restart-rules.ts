import type { ReportMistake } from '../mistake.ts';
import { isGiven, type Mapping, mappingsIn, type Part, sound } from '../schema/read-part.ts';
import type { SourceConfiguration } from '../schema/source-configuration.ts';
import type { SourceRestart } from '../schema/source-restart.ts';
import { reportRepeated, reportUnknown } from './listed-names.ts';
import { checkPlace, listedIds } from './place-rules.ts';

type Parts = Part<SourceConfiguration>['parts'];

/**
 * Reports restarts that name sources, schedules or accounts that are not there, list something
 * twice, or have options without effect.
 */
export function checkRestarts(restarts: readonly Mapping<SourceRestart>[], file: Parts, report: ReportMistake): void {
  for (const restart of restarts) {
    const { path, parts } = restart;
    const named = (parts.sources?.parts ?? []).flatMap((each) => (each === undefined ? [] : [{ ...each, key: sound(each) }]));
    reportRepeated(named, report);
    for (const { key, path: at } of named) if (key !== undefined) reportUnknown(key, file?.sources, 'source', at, report);
    const schedule = sound(parts.schedule) ?? 'always';
    if (schedule !== 'always') reportUnknown(schedule, file?.schedules, 'schedule', [...path, 'schedule'], report);
    const targets = mappingsIn(parts.targets);
    for (const target of targets) checkPlace(target, file?.accounts, report);
    reportRepeated(targets.flatMap(listedIds), report);
    checkDeeds(restart, report);
    checkBudget(restart, report);
  }
}

function checkDeeds({ path, parts }: Mapping<SourceRestart>, report: ReportMistake): void {
  if (sound(parts.whenRunning) !== 'leave') return;
  if (sound(parts.whenStopped) === 'leave') {
    const fix = 'write whenRunning: reboot or whenStopped: start, or delete the restart';
    report([...path, 'whenRunning'], { problem: 'leaves every machine alone, together with whenStopped: leave', fix });
  }
  if (sound(parts.force) === true) {
    const problem = 'has no effect, because whenRunning: leave reboots nothing';
    report([...path, 'force'], { problem, fix: 'delete it, or write whenRunning: reboot' });
  }
}

function checkBudget({ parts }: Mapping<SourceRestart>, report: ReportMistake): void {
  const budget = parts.budget;
  const { perHour, perDay } = sound(budget) ?? { perHour: 0, perDay: 0 };
  if (budget === undefined || perDay >= perHour) return;
  const key = isGiven(budget.parts?.perDay) ? 'perDay' : 'perHour';
  const problem = `a day (perDay ${perDay}) allows fewer restarts than an hour (perHour ${perHour})`;
  report([...budget.path, key], { problem, fix: 'raise perDay, or lower perHour' });
}
