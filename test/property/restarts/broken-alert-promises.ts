import { limitOf } from '../../../shared/restart/fleet-item.ts';
import { machineHours } from '../../../shared/restart/machine-hours.ts';
import { type ClaimedAct, claimedActs, machineOf } from './claimed-acts.ts';
import type { AlertHistory } from './run-story.ts';

const hour = 3_600_000;
const day = 24 * hour;
const at = (ms: number): string => new Date(ms).toISOString();

/** Every promise that a history of alerts breaks, as sentences. */
export function brokenAlertPromises(history: AlertHistory): string[] {
  const acts = claimedActs(history);
  return [...limits(acts), ...hoursKept(history, acts), ...trips(history, acts), ...ends(history, acts), ...rebootsOnce(history)];
}

/** Cooldowns, budgets, the brake of the fleet, and one act for an episode. */
function limits(acts: readonly ClaimedAct[]): string[] {
  return acts.flatMap((act, n) => {
    const broken: string[] = [];
    const say = (what: string) => broken.push(`${act.instanceId} is restarted at ${at(act.at)} ${what}`);
    const before = acts.slice(0, n);
    const own = before.filter(({ instanceId }) => instanceId === act.instanceId);
    const counting = own.filter(({ countsUntil }) => countsUntil > act.order);
    const { cooldownMs, budget, atOnce, flapping } = act.policy;
    if (counting.some((earlier) => act.at < Math.max(earlier.until, earlier.at + cooldownMs))) say('inside a cooldown');
    if (act.write.before?.acts.some((known) => known.is === 'counted' && act.at < known.until))
      say('inside a cooldown that it read');
    const within = (ms: number) => counting.filter((earlier) => earlier.at > act.at - ms).length + 1;
    if (within(hour) > budget.perHour) say(`for the ${within(hour)}th time in an hour, and ${budget.perHour} are allowed`);
    if (within(day) > budget.perDay) say(`for the ${within(day)}th time in a day, and ${budget.perDay} are allowed`);
    if (counting.filter((earlier) => earlier.at > act.at - flapping.withinMs).length + 1 >= flapping.episodes)
      say('although it is flapping');
    const together = before.filter(({ restart, at: then }) => restart === act.restart && Math.abs(act.at - then) < atOnce.perMs);
    const limit = limitOf(act.policy);
    // The window may slide over both sides of an act: the clocks of the workers differ.
    const most = Math.max(
      ...[act, ...together].map(
        ({ at: end }) => [act, ...together].filter((each) => each.at <= end && each.at > end - atOnce.perMs).length,
      ),
    );
    if (most > limit) say(`with ${most - 1} other machines at once, and ${limit} are allowed`);
    if (act.episode === undefined) say('and its episode is not noted');
    if (own.some(({ episode }) => episode?.key === act.episode?.key)) say('twice for one episode');
    return broken;
  });
}

/** Hours, transitions, recoveries, age and the hold-off. */
function hoursKept({ story, writes: _writes }: AlertHistory, acts: readonly ClaimedAct[]): string[] {
  const hours = machineHours(story.configuration);
  const statements = new Map(
    story.requests.flatMap((request) => request.statements.map((each) => [each.id, { ...each, request }] as const)),
  );
  return acts.flatMap((act) => {
    const { policy, instanceId } = act;
    const statement = statements.get(act.statement);
    const broken: string[] = [];
    const say = (what: string) => broken.push(`${instanceId} is restarted at ${at(act.at)} ${what}`);
    if (statement === undefined) return [`${instanceId} is restarted without an alert`];
    if (statement.instanceId !== instanceId) say('for the alert of another machine');
    if (statement.status === 'resolved') say('because its alert ended');
    if (!hours.wantsOn(policy.schedule, act.at)) say('outside its hours');
    const machine = { account: 'ali-prod', region: 'cn-hangzhou', instanceId };
    const transition = hours.lastTransition(machine, act.at - policy.cooldownMs, act.at);
    if (transition !== null) say('right after a start or stop of its schedule');
    const received = statement.request.at;
    // Every clock may be off by a second, that of the door and that of the worker.
    const slackMs = 2_000;
    const age = statement.startsAt === null ? 0 : received - Date.parse(statement.startsAt);
    if (age > policy.maxAgeMs + slackMs) say('for an alert that was too old');
    if (act.at < received + policy.holdOffMs - slackMs) say('before its hold-off was over');
    const series = `${statement.request.source}/${statement.series}`;
    if (act.write.before?.resolved.some((known) => known.series === series && known.at >= received + slackMs))
      say('although its alert had ended');
    return broken;
  });
}

/** A tripped machine is left alone until it is resumed, and people are told. */
function trips({ writes, notices, dead }: AlertHistory, acts: readonly ClaimedAct[]): string[] {
  const told = notices.flatMap((notice) => (notice.kind === 'tripped' ? [`${notice.machine.instanceId} ${notice.at}`] : []));
  const trip = writes.flatMap((write, order) => {
    const { tripped } = write.after;
    return tripped !== null && write.before?.tripped?.statement !== tripped.statement ? [{ write, order, tripped }] : [];
  });
  const known = new Set(trip.map(({ write, tripped }) => `${machineOf(write)} ${at(tripped.at)}`));
  return [
    ...told.filter((each) => !known.has(each)).map((each) => `people are told of a trip that never was: ${each}`),
    ...trip.flatMap(({ write, order, tripped }) => {
      const instanceId = machineOf(write);
      const resumed = writes.findIndex(({ pk, after }, later) => later > order && pk === write.pk && after.tripped === null);
      const end = resumed === -1 ? Number.POSITIVE_INFINITY : resumed;
      const touched = acts.some((act) => act.instanceId === instanceId && act.order > order && act.order < end);
      // A person who resumes it first knows already.
      const silent = !told.includes(`${instanceId} ${at(tripped.at)}`) && resumed === -1 && !dead.has(tripped.statement);
      return [
        ...(touched ? [`${instanceId} is restarted although it is tripped`] : []),
        ...(silent ? [`nobody is told that ${instanceId} is tripped`] : []),
      ];
    }),
  ];
}

/** Nothing is lost: every statement has its record, every claim its batch, every wait its decision. */
function ends({ story, batches, records, dead }: AlertHistory, acts: readonly ClaimedAct[]): string[] {
  const alive = story.requests.flatMap(({ statements }) => statements).filter(({ id }) => !dead.has(id));
  const sent = new Set(batches.map(({ job, instanceId }) => `${job} ${instanceId}`));
  const claimed = new Set(acts.map(({ job, instanceId }) => `${job} ${instanceId}`));
  const acted = new Map(acts.map((act) => [act.statement, act] as const));
  return [
    ...alive.filter(({ id }) => !records.some((record) => record.id === id)).map(({ id }) => `statement ${id} has no record`),
    ...acts
      .filter(({ job, instanceId, statement }) => !sent.has(`${job} ${instanceId}`) && !dead.has(statement))
      .map(({ instanceId, at: then }) => `the claim of ${instanceId} at ${at(then)} leads to no batch`),
    ...[...sent].filter((each) => !claimed.has(each)).map((each) => `a batch is sent without a claim: ${each}`),
    ...records.flatMap((record) => {
      const { id, until, decision, because } = record;
      if (decision === 'act') {
        const act = acted.get(id);
        return act?.job === record.job && at(act.at) === record.at ? [] : [`the record of ${id} tells of an act that never was`];
      }
      if (because === 'duplicate') {
        const others = records.some(
          (other) => other.id !== id && other.episode === record.episode && other.source === record.source,
        );
        const known =
          others || acts.some(({ episode }) => episode?.key === `${record.source}/${record.episode}`) || dead.size > 0;
        return known ? [] : [`statement ${id} is a duplicate of nothing`];
      }
      if (until === null || dead.has(id)) return [];
      // Each delivery of a message may be decided by another clock.
      const again = records.some((later) => later.id === id && later !== record && Date.parse(later.at) >= Date.parse(until));
      return again || acted.has(id) ? [] : [`statement ${id} waits until ${until} and is never decided again`];
    }),
  ];
}

/** No two reboots of one machine are permitted inside a cooldown, whatever power delivers twice. */
function rebootsOnce({ reboots }: AlertHistory): string[] {
  return reboots.flatMap(({ instanceId, at: then, cooldownMs }, n) =>
    reboots.slice(0, n).some((earlier) => earlier.instanceId === instanceId && then < earlier.at + cooldownMs)
      ? [`${instanceId} is rebooted twice inside a cooldown, at ${at(then)}`]
      : [],
  );
}
