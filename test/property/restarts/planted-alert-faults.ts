import type { PlantedFault } from '../planted-faults.ts';

const restart = (name: string) => `shared/restart/${name}.ts`;
const functions = (name: string) => `functions/restart/${name}.ts`;

/** Faults in what decides, remembers and sends restarts, which the stories must tell of. */
export const plantedAlertFaults: readonly PlantedFault[] = [
  {
    what: 'forgets that this very statement has acted',
    file: restart('decide'),
    text: 'if (answered !== undefined)',
    instead: 'if (answered !== undefined && now < 0)',
  },
  {
    what: 'tells of a trip only when its first delivery lives',
    file: restart('decide'),
    text: 'if (tripped?.statement === statement.id)',
    instead: 'if (tripped?.statement === statement.id && now < 0)',
  },
  {
    what: 'acts on an alert that has ended',
    file: restart('decide'),
    text: `if (isResolved(question, machine)) return skip(question, 'resolved');`,
    instead: '',
  },
  {
    what: 'acts twice on an episode',
    file: restart('episodes'),
    text: `state === 'acted' || (`,
    instead: '(',
  },
  {
    what: 'takes what fires after a recovery for a repeat',
    file: restart('episodes'),
    text: 'known.at > last.receivedAt',
    instead: 'known.at > last.receivedAt + 9e15',
  },
  {
    what: 'lets a recovery end what fired after it',
    file: restart('episodes'),
    text: 'known.at > last.receivedAt',
    instead: 'known.at > 0',
  },
  {
    what: 'forgets an episode that is over when it fires again',
    file: restart('episodes'),
    text: 'each !== before)',
    instead: 'each.key !== episode.key)',
  },
  {
    what: 'takes an alert for over after an hour of silence',
    file: restart('episodes'),
    text: 'dayMs + 2 * hourMs',
    instead: 'hourMs',
  },
  {
    what: 'never takes an alert for over that is silent',
    file: restart('episodes'),
    text: 'last.heardAt + silentMs',
    instead: 'last.heardAt + 9e15',
  },
  {
    what: 'acts outside the hours',
    file: restart('decide'),
    text: `if (!question.wantsOn) return skip(question, 'outside-hours');`,
    instead: '',
  },
  {
    what: 'acts on a machine that is tripped',
    file: restart('decide'),
    text: `if (tripped !== null) return skip(question, 'tripped');`,
    instead: '',
  },
  {
    what: 'never finds a machine flapping',
    file: restart('decide'),
    text: 'if (known === undefined && flaps(',
    instead: 'if (known === undefined && now < 0 && flaps(',
  },
  {
    what: 'ends a cooldown three seconds early',
    file: restart('decide'),
    text: 'if (now < cool)',
    instead: 'if (now < cool - 3_000)',
  },
  {
    what: 'does not see that a schedule has just stopped the machine',
    file: restart('limits'),
    text: 'transitionAt === null ? 0 : transitionAt + cooldownMs',
    instead: '0',
  },
  {
    what: 'does not see that a schedule has started a machine that it finds by tags',
    file: restart('machine-hours'),
    text: 'if (schedule !== null) names.add(schedule);',
    instead: '',
  },
  {
    what: 'counts the day budget over 20 hours',
    file: restart('decide'),
    text: 'windowMs: dayMs, most',
    instead: 'windowMs: dayMs - 4 * hourMs, most',
  },
  {
    what: 'allows one restart more than a budget',
    file: restart('limits'),
    text: 'times.length < limit',
    instead: 'times.length <= limit',
  },
  {
    what: 'forgets acts after an hour',
    file: restart('machine-item'),
    text: 'const actsForMs = dayMs + hourMs;',
    instead: 'const actsForMs = hourMs;',
  },
  {
    what: 'lets one machine more act at once',
    file: restart('fleet-item'),
    text: 'counting[counting.length - limit]',
    instead: 'counting[counting.length - limit - 1]',
  },
  {
    what: 'moves a place back to a clock that is behind',
    file: restart('fleet-item'),
    text: '{ at, statement }].toSorted',
    instead: '{ at: now, statement }].toSorted',
  },
  {
    what: 'lets a place count from the first delivery of a statement',
    file: restart('fleet-item'),
    text: 'const others = fleet.acts.filter((act) => act.statement !== statement);',
    instead: 'if (fleet.acts.some((act) => act.statement === statement)) return { fleet }; const others = fleet.acts;',
  },
  {
    what: 'believes in a write of a restart that was lost',
    file: functions('claim-round'),
    text: '(await store.writeFleet(restart, fleet, at))',
    instead: '((await store.writeFleet(restart, fleet, at)) || at > 0)',
  },
  {
    what: 'believes in a claim that was lost',
    file: functions('claim-round'),
    text: 'if (value === true)',
    instead: 'if (value !== undefined)',
  },
  {
    what: 'claims before it has asked the restart',
    file: functions('claim-round'),
    text: 'if (!asks || (isRead &&',
    instead: 'if (!asks || (!isRead ||',
  },
  {
    what: 'leaves statements for which it has no time',
    file: functions('deliver-decisions'),
    text: '...again(left, 0), ',
    instead: '',
  },
  {
    what: 'leaves statements that failed beside others',
    file: functions('deliver-decisions'),
    text: ', ...again(failedStatements, failedDelaySeconds)]',
    instead: ']',
  },
  {
    what: 'never decides again what had to wait',
    file: functions('deliver-decisions'),
    text: 'const alerts = [...delayed, ',
    instead: 'const alerts = [',
  },
  {
    what: 'sends the batch of a claim only at its first delivery',
    file: functions('deliver-decisions'),
    text: 'decision: { decision, sends, job }',
    instead: 'decision: { decision, machine: sends, job }',
  },
  {
    what: 'acts before the hold-off is over',
    file: functions('decide-message'),
    text: 'else if (now < receivedAt + found.policy.holdOffMs)',
    instead: 'else if (now < 0)',
  },
  {
    what: 'acts on old alerts',
    file: functions('decide-message'),
    text: `phase === 'received' && isStale(`,
    instead: `phase === 'received' && now < 0 && isStale(`,
  },
  {
    what: 'notes no recovery',
    file: functions('decide-message'),
    text: `if (found.kind === 'listed' || (found.kind === 'no-match' && found.heard))`,
    instead: "if (now < 0 && found.kind !== 'not-listed')",
  },
  {
    what: 'gives back the claims of other jobs',
    file: restart('change-item'),
    text: `job === jobId && is === 'counted'`,
    instead: `job !== '' && is === 'counted'`,
  },
  {
    what: 'permits a second reboot inside a cooldown',
    file: restart('change-item'),
    text: 'permit.at < own.at + cooldownMs',
    instead: 'permit.at < own.at + 20_000',
  },
  {
    what: 'keeps the acts of a machine that a person has resumed',
    file: restart('change-item'),
    text: `(act.is === 'counted' ? { ...act, is: 'forgiven' } : act)`,
    instead: 'act',
  },
];
