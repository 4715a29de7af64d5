import { expect, it } from 'vitest';
import { programsInUse } from '../../infra/function-configuration.ts';
import type { Configuration } from '../../shared/contract/compiled-configuration.ts';
import { alerting, example, sources, templateOf } from './example.ts';

const withSources = (...names: readonly string[]): Configuration => ({
  ...alerting,
  sources: Object.fromEntries(Object.entries(sources).filter(([name]) => names.includes(name))),
});
const onlyAlarms = withSources('aws');
const onlyRequests = withSources('prometheus');

it.each([
  { of: 'no source', configuration: example, table: 0, rules: 0, apis: 0, programs: ['dispatch', 'power'] },
  { of: 'CloudWatch', configuration: onlyAlarms, table: 1, rules: 1, apis: 0, programs: ['dispatch', 'power', 'restart'] },
  {
    ...{ of: 'Alertmanager', configuration: onlyRequests, table: 1, rules: 0, apis: 1 },
    programs: ['dispatch', 'power', 'restart', 'ingest'],
  },
  { of: 'both', configuration: alerting, table: 1, rules: 1, apis: 1, programs: ['dispatch', 'power', 'restart', 'ingest'] },
])('with $of: $table table, $rules rule, $apis API', ({ configuration, table, rules, apis, programs }) => {
  const template = templateOf(configuration);
  template.resourceCountIs('AWS::DynamoDB::Table', table);
  template.resourceCountIs('AWS::Events::Rule', rules);
  template.resourceCountIs('AWS::ApiGatewayV2::Api', apis);
  template.resourceCountIs('AWS::SQS::Queue', 8 + 2 * table);
  template.resourceCountIs('AWS::CloudWatch::Alarm', 4 + table);
  template.resourceCountIs('AWS::Lambda::Function', 4 + table + apis);
  template.resourceCountIs('AWS::Lambda::EventSourceMapping', 4 + table);
  expect(programsInUse(configuration)).toEqual(programs);
});

// What a source adds must not replace a queue or a function that is there already.
it('leaves every resource of a deployment without sources as it is, but for what power is told', () => {
  const before = templateOf(example).toJSON().Resources;
  const after = structuredClone(templateOf(alerting).toJSON().Resources);
  for (const [id, resource] of Object.entries<{ Type: string; Properties: Record<string, never> }>(before)) {
    const now = after[id];
    if (String(resource.Properties?.FunctionName).includes('power')) delete now.Properties.Environment.Variables.TABLE_NAME;
    if (resource.Type === 'AWS::IAM::Policy') {
      const { Statement } = now.Properties.PolicyDocument;
      now.Properties.PolicyDocument.Statement = Statement.filter(
        ({ Action }: { Action: unknown }) => !String(Action).includes('dynamodb'),
      );
    }
    expect(now, id).toEqual(resource);
  }
});

it('has not a word of alerts in the template without sources', () => {
  const text = JSON.stringify(templateOf(example).toJSON());
  expect(text).not.toMatch(
    /TABLE_NAME|DynamoDB|dynamodb|ApiGateway|execute-api|AWS::Events|reveille-(ingest|restart|alarms)|AlertsQueue/,
  );
});

it('tells an operator where to send alerts and where they wait', () => {
  const outputs = (configuration: Configuration) => Object.keys(templateOf(configuration).findOutputs('*'));
  const added = outputs(alerting).filter((name) => !outputs(example).includes(name));
  expect(added.sort()).toEqual([
    'AlertsDeadLetterQueueUrl',
    'AlertsEndpoint',
    'AlertsQueueUrl',
    'IngestFunctionName',
    'MachinesTableName',
    'RestartFunctionName',
  ]);
  expect(outputs(onlyAlarms)).not.toContain('AlertsEndpoint');
});

it('looks like this as a whole', () => {
  const { accounts, schedules } = example;
  const whole = {
    ...alerting,
    accounts: { 'tc-dev': accounts['tc-dev'] },
    schedules: { nightly: schedules.nightly },
    restarts: {},
  } as Configuration;
  expect(templateOf(whole).toJSON()).toMatchSnapshot();
});
