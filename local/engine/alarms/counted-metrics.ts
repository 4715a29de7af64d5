import * as z from 'zod/mini';
import type { EngineEvent } from '../engine-event.ts';
import { Counts } from './series.ts';

/** A metric of CloudWatch: its namespace, its name, and its dimensions by name. */
export interface MetricId {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

interface Counted extends MetricId {
  readonly value: number;
}

// What a function writes as embedded metric format (CloudWatch user guide, "Specification: Embedded
// metric format").
const embedded = z.looseObject({
  _aws: z.object({
    CloudWatchMetrics: z.array(
      z.object({
        Namespace: z.string(),
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.object({ Name: z.string() })),
      }),
    ),
  }),
});

/** Counts what happens in the engine as AWS's services count it, for the alarms that ask for it. */
export class CountedMetrics {
  readonly #series = new Map<string, Counts>();

  /** The series of a metric, which counts from now on. */
  seriesOf(metric: MetricId): Counts {
    const known = this.#series.get(keyOf(metric)) ?? new Counts();
    this.#series.set(keyOf(metric), known);
    return known;
  }

  /** Counts what an event of the engine means. */
  hear(event: EngineEvent): void {
    for (const { value, ...metric } of countedIn(event)) this.#series.get(keyOf(metric))?.count(event.at, value);
  }
}

function countedIn(event: EngineEvent): Counted[] {
  switch (event.kind) {
    case 'invoked':
      return [ofFunction('Invocations', event.functionName)];
    case 'finished':
      if (event.outcome === 'ok') return [];
      // Lambda counts an invocation that it refuses as throttled, and as nothing else (Lambda
      // developer guide, "Types of metrics").
      return [ofFunction(event.outcome === 'TooManyRequestsException' ? 'Throttles' : 'Errors', event.functionName)];
    case 'loop-ended':
      return [ofFunction('RecursiveInvocationsDropped', event.functionName)];
    case 'delivery-failed':
      return ofGroup(event.group, event.final ? ['TargetErrorCount', 'InvocationDroppedCount'] : ['TargetErrorCount']);
    case 'delivery-lost':
      return ofGroup(event.group, ['InvocationsFailedToBeSentToDeadLetterCount']);
    case 'answered': {
      const name = event.status >= 500 ? '5xx' : event.status >= 400 ? '4xx' : 'Count';
      return [{ namespace: 'AWS/ApiGateway', name, dimensions: { ApiId: event.apiId }, value: 1 }];
    }
    case 'call-failed':
      return event.service === 'dynamodb' ? ofTable(event) : [];
    case 'logged':
      return embeddedIn(event.line);
    default:
      return [];
  }
}

function ofFunction(name: string, functionName: string): Counted {
  return { namespace: 'AWS/Lambda', name, dimensions: { FunctionName: functionName }, value: 1 };
}

function ofGroup(group: string, names: readonly string[]): Counted[] {
  return names.map((name) => ({ namespace: 'AWS/Scheduler', name, dimensions: { ScheduleGroup: group }, value: 1 }));
}

// DynamoDB developer guide, "DynamoDB metrics and dimensions".
function ofTable({ code, resource, action }: Extract<EngineEvent, { kind: 'call-failed' }>): Counted[] {
  if (!/Throttl|ThroughputExceeded/.test(code)) return [];
  const name = action === 'GetItem' || action === 'Query' ? 'ReadThrottleEvents' : 'WriteThrottleEvents';
  const TableName = resource.slice(resource.lastIndexOf('/') + 1);
  return [{ namespace: 'AWS/DynamoDB', name, dimensions: { TableName }, value: 1 }];
}

function embeddedIn(line: string): Counted[] {
  if (!line.includes('"CloudWatchMetrics"')) return [];
  const { success, data } = embedded.safeParse(JSON.parse(line));
  if (!success) return [];
  return data._aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((names) =>
      Metrics.map(({ Name }) => ({
        namespace: Namespace,
        name: Name,
        dimensions: Object.fromEntries(names.map((name) => [name, String(data[name])])),
        value: [data[Name]].flat().reduce((sum: number, each) => sum + Number(each), 0),
      })),
    ),
  );
}

function keyOf({ namespace, name, dimensions }: MetricId): string {
  return JSON.stringify([namespace, name, Object.entries(dimensions).sort()]);
}
