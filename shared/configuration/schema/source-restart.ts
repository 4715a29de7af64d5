import * as z from 'zod/mini';
import type { Restart } from '../../contract/compiled-restarts.ts';
import { readDuration, readHoldOff } from '../texts/duration.ts';
import { isLabelName, readLabelValue } from '../texts/field-text.ts';
import { bounded, choice, described, flag, fullList, mapping, oneOrMore, readText } from './source-schema.ts';
import { aboutInstances, instanceIds, placeKeys } from './source-target.ts';

const minute = 60_000;

const duration = () => readText(readDuration, 'write one number and a unit, such as 10m');

/** A whole number from `least` to `most`. */
function count(least: number, most: number) {
  const fix = `write a whole number from ${least} to ${most}`;
  return bounded(z.int({ error: fix }), least, most, fix);
}

const onlyListed = 'write instances: [an id, …], because a restart acts only on machines that it lists';
const noStop = 'delete it, because a restart stops nothing';

const restartTarget = mapping(
  { ...placeKeys(), instances: described(aboutInstances, instanceIds()) },
  'write a target such as { account: ali-prod, region: cn-hangzhou, instances: [an id, …] }',
  new Map([
    ...['tags', 'resourceGroup', 'maxMatches'].map((key) => [key, onlyListed] as const),
    ['stopMode', noStop],
    ['initLocalDisk', 'delete it, because a restart never wipes a disk'],
    ...['force', 'forceAfter'].map((key) => [key, 'move it from the target to the restart'] as const),
  ]),
);

const fixMatch = 'write labels and their values, such as { alertname: InstanceDown, severity: [critical, page] }';
const labelValue = readText(readLabelValue, 'write the value in quotes', 'put it in quotes: {source}');
const match = z.record(z.string(), oneOrMore(labelValue, 'write at least one value'), { error: fixMatch }).check(
  // Every label that is matched on is kept in every statement, and a message holds fifty.
  z.refine((all) => Object.keys(all).length <= 10, {
    error: 'keep ten or fewer',
    params: { problem: 'has more than ten labels' },
  }),
  z.refine((all) => Object.keys(all).every(isLabelName), {
    error: 'write each name as the source sends it',
    params: { problem: 'has the name of a label that is empty, or that starts or ends with a space' },
  }),
);

// The upper bounds are what the table remembers of a machine (shared/restart/machine-item.ts).
const budget = mapping({
  perHour: described('Restarts within any hour, 1 to 20; then it waits. Default 3.', z._default(count(1, 20), 3)),
  perDay: described('Restarts within any 24 hours, 1 to 50; then people are told. Default 6.', z._default(count(1, 50), 6)),
});
const fixPercent = 'write a number from 1 to 100';
const atOnce = mapping({
  percent: described(
    'Percentage of the machines of the restart, 1 to 100, at least one machine. Default 20.',
    z._default(bounded(z.number({ error: fixPercent }), 1, 100, fixPercent), 20),
  ),
  per: described('Within so long: 1m to 24h. Default 10m.', z._default(duration(), 10 * minute)),
});
const flapping = mapping({
  episodes: described('The alert that is one too many, 2 to 100. Default 6.', z._default(count(2, 100), 6)),
  within: described('Within so long: 1m to 24h. Default 60m.', z._default(duration(), 60 * minute)),
});

const fixSources = 'write a list with at least one name of a source, such as [prometheus]';

/** A restart as a person writes it, each text read to its meaning; durations are milliseconds. */
export const sourceRestart = mapping({
  sources: described(
    'Names under sources: whose alerts count.',
    fullList(z.string({ error: 'write the name of a source' }), fixSources),
  ),
  match: described(
    'Labels that an alert must have, each with its value or a list of values of which one is enough. Default: every alert.',
    z._default(match, {}),
  ),
  schedule: described(
    'A name under schedules: only while that schedule wants its machines on. Default always.',
    z._default(z.string({ error: 'write the name of a schedule, or always' }), 'always'),
  ),
  targets: described(
    'The machines, at least one, by their ids.',
    fullList(restartTarget, 'write a list with at least one target'),
  ),
  whenStopped: described('start (default) or leave a stopped machine.', z._default(choice(['start', 'leave']), 'start')),
  whenRunning: described('reboot (default) or leave a running machine.', z._default(choice(['reboot', 'leave']), 'reboot')),
  force: described(
    'true: cut the power once if a soft reboot is not over after forceAfter. Default false.',
    z._default(flag(), false),
  ),
  forceAfter: described(
    'How long a soft reboot may take before that: 1m to 24h. Default 5m.',
    z._default(duration(), 5 * minute),
  ),
  holdOff: described(
    'How long an alert must go on before anything is done: 0s to 1h. Default 60s.',
    z._default(readText(readHoldOff, 'write one number and a unit, such as 60s'), minute),
  ),
  cooldown: described(
    'No second restart of a machine within so long: 1m to 24h. Default 10m.',
    z._default(duration(), 10 * minute),
  ),
  budget: described('How often one machine may be restarted.', z._default(budget, { perHour: 3, perDay: 6 })),
  atOnce: described('How many machines may be restarted together.', z._default(atOnce, { percent: 20, per: 10 * minute })),
  flapping: described(
    'How many alerts mean that restarts do not help a machine; people are told, and it is left alone until somebody resumes it.',
    z._default(flapping, { episodes: 6, within: 60 * minute }),
  ),
  maxAge: described(
    'An alert that began longer ago is not acted on: 1m to 24h. Default 30m.',
    z._default(duration(), 30 * minute),
  ),
});

/** A restart with each text read to its meaning. */
export type SourceRestart = z.output<typeof sourceRestart>;

/** What a restart means: `schedule` null for always, `region` null where there is none. */
export function compileRestart(source: SourceRestart): Restart {
  const { schedule, targets, forceAfter, holdOff, cooldown, maxAge, atOnce: brake, flapping: limit, ...same } = source;
  return {
    ...same,
    schedule: schedule === 'always' ? null : schedule,
    targets: targets.map(({ account, region, instances }) => ({ account, region: region ?? null, instances })),
    forceAfterMs: forceAfter,
    holdOffMs: holdOff,
    cooldownMs: cooldown,
    atOnce: { percent: brake.percent, perMs: brake.per },
    flapping: { episodes: limit.episodes, withinMs: limit.within },
    maxAgeMs: maxAge,
  };
}
