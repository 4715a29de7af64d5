import { Duration } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { type ILogGroup, QueryDefinition, QueryString } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import {
  metricNamespace,
  restartRecordMessage,
  skipRecordMessage,
  verdictMetric,
  verdictRecordMessage,
} from '../../shared/contract/records.ts';
import { dashboardName } from '../../shared/domain/names.ts';
import { failedVerdicts } from '../../shared/domain/verdict.ts';
import type { FunctionQueue } from './function-queue.ts';

/** What the dashboard shows, and the logs that the saved queries look into. */
export interface MorningDashboardProps {
  readonly queues: readonly FunctionQueue[];
  readonly functions: readonly LambdaFunction[];
}

const fiveMinutes = Duration.minutes(5);

/**
 * What an operator looks at when somebody asks whether the machines are up: one page of graphs, and
 * the questions to the logs that the runbook names.
 */
export class MorningDashboard extends Construct {
  constructor(scope: Construct, id: string, { queues, functions }: MorningDashboardProps) {
    super(scope, id);
    const dashboard = new Dashboard(this, 'Dashboard', { dashboardName, defaultInterval: Duration.hours(26) });
    const graph = (title: string, left: IMetric[]): GraphWidget => new GraphWidget({ title, left, width: 12 });
    dashboard.addWidgets(
      graph('Machines by verdict', [found(`MetricName="${verdictMetric}"`, 'account,verdict')]),
      graph(
        'Machines that failed',
        failedVerdicts.map((verdict) => found(`MetricName="${verdictMetric}" verdict="${verdict}"`, 'account,verdict')),
      ),
      graph(
        'Age of the oldest message, in seconds',
        queues.map(({ queue }) => queue.metricApproximateAgeOfOldestMessage({ statistic: Stats.MAXIMUM, period: fiveMinutes })),
      ),
      graph(
        'Messages that wait for a person',
        queues.flatMap(({ deadLetters, poison }) =>
          [...new Set([deadLetters, poison])].map((queue) =>
            queue.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, period: fiveMinutes }),
          ),
        ),
      ),
      graph(
        'Errors of functions',
        functions.map((each) => each.metricErrors({ statistic: Stats.SUM, period: fiveMinutes })),
      ),
      graph(
        'Invocations that Lambda refused',
        functions.map((each) => each.metricThrottles({ statistic: Stats.SUM, period: fiveMinutes })),
      ),
      graph('Requests to providers', [found('MetricName="ProviderCalls"', 'provider,action')]),
    );
    saveQueries(
      this,
      functions.map(({ logGroup }) => logGroup),
    );
  }
}

/** The sums of every metric of ours with these dimensions, whichever values they have by now. */
function found(words: string, dimensions: string): MathExpression {
  const expression = `SEARCH('{${metricNamespace},${dimensions}} ${words}', 'Sum', 300)`;
  return new MathExpression({ expression, label: '', usingMetrics: {}, period: fiveMinutes });
}

const queries: Readonly<Record<string, { readonly fields: string[]; readonly filter: string }>> = {
  verdicts: {
    fields: ['record.job.id', 'record.account', 'record.instanceId', 'record.verdict', 'record.code'],
    filter: `message = "${verdictRecordMessage}"`,
  },
  failures: {
    fields: ['record.job.id', 'record.account', 'record.instanceId', 'record.verdict', 'record.code', 'record.message'],
    filter: `message = "${verdictRecordMessage}" and record.verdict in [${failedVerdicts.map((each) => `"${each}"`).join(', ')}]`,
  },
  skipped: { fields: ['record.job.id', 'record.because'], filter: `message = "${skipRecordMessage}"` },
  restarts: {
    fields: ['record.at', 'record.restart', 'record.instanceId', 'record.decision', 'record.because'],
    filter: `message = "${restartRecordMessage}"`,
  },
  errors: { fields: ['service', 'message', 'reason'], filter: 'level = "ERROR"' },
};

function saveQueries(scope: Construct, logGroups: ILogGroup[]): void {
  for (const [name, { fields, filter }] of Object.entries(queries)) {
    new QueryDefinition(scope, name, {
      queryDefinitionName: `Reveille/${name}`,
      queryString: new QueryString({
        fields: ['@timestamp', ...fields],
        filterStatements: [filter],
        sort: '@timestamp desc',
        limit: 10_000,
      }),
      logGroups,
    });
  }
}
