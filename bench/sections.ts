import { providerFacts } from '../shared/contract/provider-facts.ts';
import { providerNames } from '../shared/domain/vocabulary.ts';
import type { ScenarioResult } from '../test/support/scenario.ts';
import type { StormCost } from './alert-storm.ts';
import { aligned } from './aligned.ts';
import type { Weight } from './cold-start.ts';
import type { DoorCost } from './ingest-door.ts';
import { paceKept } from './pace-kept.ts';

/** A part of what the bench prints, and whether the figures are as they must be. */
export interface Section {
  readonly text: string;
  readonly holds: boolean;
}

/**
 * Calls by provider and action, for so many instances of each. Holds when every instance was
 * confirmed.
 */
export function callsSection({ report }: Pick<ScenarioResult, 'report'>, instances: number): Section {
  const rows = providerNames.flatMap((provider) => {
    const calls = Object.entries(report.calls[provider] ?? {});
    const all = calls.reduce((sum, [, count]) => sum + count, 0);
    return [...calls.map(([action, count]) => [`${provider} ${action}`, String(count)]), [`${provider} all`, String(all)]];
  });
  return {
    text: `Provider calls for ${instances} stopped instances of each provider\n${aligned(rows)}`,
    holds: allConfirmed(report),
  };
}

/**
 * How the calls of a run kept to Tencent's limits. Holds when none was throttled and starts came
 * at 90 % of their limit or more.
 */
export function rateSection({ report, received }: Pick<ScenarioResult, 'report' | 'received'>, instances: number): Section {
  const { start, describe } = providerFacts.tencent.limits;
  const paces = [
    { action: 'StartInstances', limit: start },
    { action: 'DescribeInstances', limit: describe },
  ].map(({ action, limit }) => {
    const calls = received.filter((call) => call.action === action);
    return { action, limit, ...paceKept(calls, (code) => code.startsWith('RequestLimitExceeded')) };
  });
  const rows = paces.map(({ action, limit, calls, throttled, perSecond, mostInASecond }) => [
    action,
    String(calls),
    String(throttled),
    `${limit}/s`,
    String(mostInASecond),
    action === 'StartInstances' ? `${perSecond.toFixed(2)}/s` : '',
    action === 'StartInstances' ? percent(perSecond / limit) : '',
  ]);
  const starts = paces[0];
  const header = ['', 'calls', 'throttled', 'limit', 'most in a second', 'while acting', 'of the limit'];
  return {
    text: `${instances} Tencent instances under a cloud that enforces the limits\n${aligned([header, ...rows])}`,
    holds:
      allConfirmed(report) &&
      paces.every(({ throttled }) => throttled === 0) &&
      starts !== undefined &&
      starts.perSecond >= 0.9 * starts.limit,
  };
}

/**
 * What storms of alerts cost. Holds when no statement was lost, the brake of the fleet held, and
 * there was at most one write for each statement.
 */
export function stormSection(storms: readonly StormCost[]): Section {
  const rows = storms.map(({ statements, messages, acted, waiting, reads, writes, lost, largest, ms }) =>
    [statements, messages, acted, waiting, reads, writes, lost, largest, Math.round(ms)].map((figure) =>
      figure.toLocaleString('en'),
    ),
  );
  const header = ['alerts', 'messages', 'acted', 'waiting', 'reads', 'writes', 'lost writes', 'largest, bytes', 'ms'];
  return {
    text: `Alerts about as many machines at once, on a DynamoDB API on this machine\n${aligned([header, ...rows])}`,
    holds: storms.every(
      ({ statements, acted, waiting, writes }) =>
        acted + waiting === statements && acted === statements / 5 && writes <= statements,
    ),
  };
}

/**
 * What the door costs for the same alerts in small requests and in large ones; the last is the
 * measure of the ratios. Holds when each alert is on the queue once, and each request cost one
 * message and one call.
 */
export function doorSection(doors: readonly DoorCost[]): Section {
  const last = doors.at(-1);
  const rows = doors.map((door) => [
    ...[door.inOne, door.alerts, door.requests, door.messages, door.sends, door.secretReads, Math.round(door.ms)].map((figure) =>
      figure.toLocaleString('en'),
    ),
    `${(door.ms / door.alerts / ((last?.ms ?? 0) / (last?.alerts ?? 1))).toFixed(2)}×`,
    `${(door.ms / door.requests / ((last?.ms ?? 0) / (last?.requests ?? 1))).toFixed(2)}×`,
  ]);
  const header = ['in a request', 'alerts', 'requests', 'messages', 'sends', 'secret reads', 'ms', 'an alert', 'a request'];
  return {
    text: `Alerts through the ingest function, with SQS and Secrets Manager on this machine\n${aligned([header, ...rows])}`,
    holds: doors.every(
      ({ alerts, queued, twice, refused, requests, messages, sends }) =>
        queued === alerts && twice === 0 && refused === 0 && messages === requests && sends === requests,
    ),
  };
}

/** Bundles beside each other; the first is ours, and the ratios are to it. */
export function weightSection(weights: readonly Weight[]): Section {
  const ours = weights[0];
  const rows = weights.map(({ name, bytes, importMs }) => [
    name,
    bytes.toLocaleString('en'),
    `${(bytes / (ours?.bytes ?? 0)).toFixed(2)}×`,
    `${importMs.toFixed(1)} ms`,
    `${(importMs / (ours?.importMs ?? 0)).toFixed(2)}×`,
  ]);
  const header = ['', 'minified bytes', 'to ours', 'import, median of 10', 'to ours'];
  return { text: `What a cold start loads\n${aligned([header, ...rows])}`, holds: true };
}

function allConfirmed({ jobs }: ScenarioResult['report']): boolean {
  const verdicts = jobs.flatMap((job) => job.verdicts);
  return verdicts.length > 0 && verdicts.every(({ verdict }) => verdict === 'confirmed');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
