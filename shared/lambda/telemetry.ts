import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import {
  callMetric,
  type FoundRecord,
  foundRecordMessage,
  heartbeatMetric,
  metricNamespace,
  noticesLostMetric,
  type RequestOutcome,
  type RestartRecord,
  recordsLostMetric,
  requestMetric,
  restartMetric,
  restartRecordMessage,
  type SkipRecord,
  skipRecordMessage,
  type VerdictRecord,
  verdictMetric,
  verdictRecordMessage,
} from '../contract/records.ts';
import { chunk } from '../domain/cut-job.ts';
import type { ProviderName } from '../domain/vocabulary.ts';

/**
 * What a function tells the world about itself: JSON log lines and EMF metrics on its standard
 * output.
 */
export interface Telemetry {
  readonly logger: Logger;
  /** One record and one metric per verdict. */
  verdict(record: VerdictRecord): void;
  /** One record per part of a selection that was turned into batches. */
  found(record: FoundRecord): void;
  /** One record per job that its schedule does not run on that day. */
  skip(record: SkipRecord): void;
  /** One record and one metric per decision about a statement of a source. */
  restart(record: RestartRecord): void;
  /** One metric per request of a source, null for a source that is unknown. */
  request(source: string | null, outcome: RequestOutcome): void;
  /**
   * One metric per request sent to a provider; `action` is `StartInstances` or
   * `StartInstances:DryRun`. It is written at once, so that a crash loses no metric.
   */
  call(provider: ProviderName, action: string): void;
  /**
   * One metric and one error in the log for what people or the table should have got, and did not.
   * The function goes on: the machines come first.
   */
  lost(what: 'run record' | 'notice', reason: unknown): void;
  /** One metric per watch message: Scheduler, the jobs queue and dispatch work. */
  heartbeat(): void;
}

/**
 * A log event holds at most 1 MB (CloudWatch Logs quotas), and nobody reads a longer list of ids
 * in one line.
 */
const idsPerLine = 1_000;

/**
 * Telemetry of one function. Nothing here ever logs an event, a header or a secret: records name
 * ids, codes and reasons.
 */
export function telemetryOf(serviceName: string): Telemetry {
  const logger = new Logger({ serviceName });
  const metrics = new Metrics({ namespace: metricNamespace, serviceName });
  const count = (name: string, dimensions: Record<string, string>) => {
    const metric = metrics.singleMetric();
    // Powertools adds the service as a dimension by default. CloudWatch finds a metric only under
    // exactly its dimensions.
    metric.clearDefaultDimensions();
    metric.addDimensions(dimensions).addMetric(name, MetricUnit.Count, 1);
  };
  return {
    logger,
    verdict(record) {
      logger.info(verdictRecordMessage, { record });
      count(verdictMetric, { account: record.account, verdict: record.verdict });
    },
    found(record) {
      const parts = chunk(record.instances, idsPerLine);
      // The end of the selection is recorded even when its last pages held nothing new.
      if (parts.length === 0 && record.complete) parts.push([]);
      for (const [n, instances] of parts.entries()) {
        const complete = record.complete && n + 1 === parts.length;
        logger.info(foundRecordMessage, { record: { ...record, instances, complete } });
      }
    },
    skip(record) {
      logger.info(skipRecordMessage, { record });
    },
    restart(record) {
      logger.info(restartRecordMessage, { record });
      const { restart, decision, because } = record;
      // A dimension cannot be empty. A name of the configuration begins with a letter.
      count(restartMetric, { restart: restart ?? '-', decision, because });
    },
    request(source, outcome) {
      count(requestMetric, { source: source ?? '-', outcome });
    },
    call(provider, action) {
      count(callMetric, { provider, action });
    },
    heartbeat() {
      count(heartbeatMetric, {});
    },
    lost(what, reason) {
      const why = reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason);
      logger.error(`${what} lost`, { reason: why });
      count(what === 'notice' ? noticesLostMetric : recordsLostMetric, {});
    },
  };
}
