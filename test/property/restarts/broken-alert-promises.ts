import { limitOf } from '../../../shared/restart/fleet-item.ts';
import { machineHours } from '../../../shared/restart/machine-hours.ts';
import { Timetable } from '../../../shared/schedule/timetable.ts';
import { type AlertHistory, recoveriesOf, statementsOf, type ToldStatement } from './alert-history.ts';
import { brokenEnds, brokenTrips } from './broken-ends.ts';
import { type ClaimedAct, claimedActs } from './claimed-acts.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** Every clock may be off by a second, that of the door and that of the worker. */
const slackMs = 2_000;
const at = (ms: number): string => new Date(ms).toISOString();

/** Every promise that a history of alerts breaks, as sentences. */
export function brokenAlertPromises(history: AlertHistory): string[] {
  const acts = claimedActs(history);
  return [
    ...limits(history, acts),
    ...hoursKept(history, acts),
    ...brokenTrips(history, acts),
    ...brokenEnds(history, acts),
    ...rebootsOnce(history),
    ...givenBackRightly(history),
    ...episodesKept(history),
  ];
}

/** Cooldowns, budgets, the brake of the fleet, and one act for an episode. */
function limits(history: AlertHistory, acts: readonly ClaimedAct[]): string[] {
  const statements = statementsOf(history.story);
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
    const noted = (act.write.before?.episodes ?? []).filter(({ counts, at: met }) => counts && met > act.at - flapping.withinMs);
    const isNew = !act.write.before?.episodes.some(({ key, at: met }) => key === act.episode?.key && met === act.episode.at);
    if (isNew && noted.length + 1 >= flapping.episodes) say('although it is flapping');
    const together = before.filter(
      ({ restart, at: then, countsUntil }) =>
        restart === act.restart && countsUntil > act.order && Math.abs(act.at - then) < atOnce.perMs,
    );
    const limit = limitOf(act.policy);
    // The window may slide over both sides of an act: the clocks of the workers differ.
    const most = Math.max(
      ...[act, ...together].map(({ at: end }) => {
        const inWindow = [act, ...together].filter((each) => each.at <= end && each.at > end - atOnce.perMs);
        return new Set(inWindow.map(({ instanceId }) => instanceId)).size;
      }),
    );
    if (most > limit) say(`with ${most - 1} other machines at once, and ${limit} are allowed`);
    if (act.episode === undefined) say('and its episode is not noted');
    const same = own.filter(({ episode }) => episode?.key === act.episode?.key);
    if (same.some((earlier) => !isOver(history, statements.get(earlier.statement), statements.get(act.statement))))
      say('twice for one episode');
    return broken;
  });
}

/** Whether the episode of a statement had ended when a later one of the same key came in. */
function isOver(history: AlertHistory, earlier: ToldStatement | undefined, later: ToldStatement | undefined): boolean {
  if (earlier === undefined || later === undefined) return false;
  const { request } = later;
  const isSilent = later.startsAt === null && request.at - earlier.request.at > day;
  return isSilent || recoveriesOf(history, later, earlier.request.at - slackMs, request.at + slackMs).length > 0;
}

/** Hours, transitions, recoveries, age and the hold-off. */
function hoursKept(history: AlertHistory, acts: readonly ClaimedAct[]): string[] {
  const { story, records } = history;
  const { schedules } = story.configuration;
  const hours = machineHours(story.configuration);
  const statements = statementsOf(story);
  return acts.flatMap((act) => {
    const { policy, instanceId } = act;
    const statement = statements.get(act.statement);
    const broken: string[] = [];
    const say = (what: string) => broken.push(`${instanceId} is restarted at ${at(act.at)} ${what}`);
    if (statement === undefined) return [`${instanceId} is restarted without an alert`];
    if (statement.instanceId !== instanceId) say('for the alert of another machine');
    if (statement.status === 'resolved') say('because its alert ended');
    if (!hours.wantsOn(policy.schedule, act.at)) say('outside its hours');
    const listed = Object.values(schedules).filter(({ targets }) =>
      targets.some(({ instances }) => instances.includes(instanceId)),
    );
    const own = policy.schedule === null ? [] : [schedules[policy.schedule]];
    const transition = [...listed, ...own].some(
      (schedule) => schedule !== undefined && new Timetable(schedule, null).lastRun(act.at - policy.cooldownMs, act.at) !== null,
    );
    if (transition) say('right after a start or stop of its schedule');
    const received = statement.request.at;
    const age = statement.startsAt === null ? 0 : received - Date.parse(statement.startsAt);
    if (age > policy.maxAgeMs + slackMs) say('for an alert that was too old');
    if (act.at < received + policy.holdOffMs - slackMs) say('before its hold-off was over');
    const ended = recoveriesOf(history, statement, received + slackMs, Number.POSITIVE_INFINITY).some((other) =>
      records.some(({ id, order }) => id === other && order <= act.order),
    );
    if (ended) say('although its alert had ended');
    return broken;
  });
}

/**
 * Power gives back the claims of its own job alone, and after a person nothing stands against a
 * machine.
 */
function givenBackRightly({ writes }: AlertHistory): string[] {
  return writes.flatMap(({ before, after, by }) => {
    const was = new Map(before?.acts.map((act) => [act.statement, act.is] as const));
    const changed = after.acts.filter(({ statement, is }) => was.has(statement) && was.get(statement) !== is);
    const isWrong = by.who === 'power' && changed.some(({ job }) => job !== by.job);
    const isHeld = by.who === 'person' && (after.tripped !== null || after.acts.some(({ is }) => is === 'counted'));
    return [
      ...(isWrong ? ['a claim is given back that is of another job'] : []),
      ...(isHeld ? ['a person resumes in vain'] : []),
    ];
  });
}

/** No episode is forgotten before its time, also when another one has its key. */
function episodesKept({ writes }: AlertHistory): string[] {
  return writes.flatMap(({ pk, before, after }) => {
    const kept = new Set(after.episodes.map(({ key, at: met }) => `${key} ${met}`));
    const latest = Math.max(...after.episodes.map(({ at: met }) => met));
    const lost = before?.episodes.filter(({ key, at: met }) => met > latest - 7 * day && !kept.has(`${key} ${met}`)) ?? [];
    return lost.map(({ key }) => `an episode ${key} of ${pk} is forgotten`);
  });
}

/**
 * No two reboots of one machine are permitted inside a cooldown, whatever power delivers twice,
 * unless a person has resumed the machine in between.
 */
function rebootsOnce({ reboots, resumes }: AlertHistory): string[] {
  const isResumed = (id: string, from: number, to: number) =>
    resumes.some(({ instanceId, at: when }) => instanceId === id && when >= from && when <= to);
  return reboots.flatMap(({ instanceId, at: then, cooldownMs }, n) =>
    reboots
      .slice(0, n)
      .some(
        (earlier) =>
          earlier.instanceId === instanceId && then < earlier.at + cooldownMs && !isResumed(instanceId, earlier.at, then),
      )
      ? [`${instanceId} is rebooted twice inside a cooldown, at ${at(then)}`]
      : [],
  );
}
