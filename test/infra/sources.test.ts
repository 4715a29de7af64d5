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
  { of: 'no source', configuration: example, alerts: 0, rules: 0, apis: 0, programs: ['dispatch', 'power', 'watch'] },
  {
    of: 'CloudWatch',
    configuration: onlyAlarms,
    alerts: 1,
    rules: 1,
    apis: 0,
    programs: ['dispatch', 'power', 'watch', 'restart'],
  },
  {
    ...{ of: 'Alertmanager', configuration: onlyRequests, alerts: 1, rules: 0, apis: 1 },
    programs: ['dispatch', 'power', 'watch', 'restart', 'ingest'],
  },
  {
    of: 'both',
    configuration: alerting,
    alerts: 1,
    rules: 1,
    apis: 1,
    programs: ['dispatch', 'power', 'watch', 'restart', 'ingest'],
  },
])('with $of: $alerts alerts queue, $rules rule, $apis API', ({ configuration, alerts, rules, apis, programs }) => {
  const template = templateOf(configuration);
  template.resourceCountIs('AWS::DynamoDB::Table', 1);
  template.resourceCountIs('AWS::Events::Rule', rules);
  template.resourceCountIs('AWS::ApiGatewayV2::Api', apis);
  template.resourceCountIs('AWS::SQS::Queue', 13 + 2 * alerts);
  template.resourceCountIs('AWS::Lambda::Function', 5 + alerts + apis);
  template.resourceCountIs('AWS::Lambda::EventSourceMapping', 5 + alerts);
  expect(programsInUse(configuration)).toEqual(programs);
});

// What a source adds must not replace a queue or a function that is there already. The dashboard and
// the saved queries know one function more.
it('leaves every resource of a deployment without sources as it is, but for what people look at', () => {
  const isLookedAt = ({ Type }: { Type: string }) => /Dashboard$|QueryDefinition$/.test(Type);
  const all: Record<string, { Type: string }> = templateOf(example).toJSON().Resources;
  const before = Object.fromEntries(Object.entries(all).filter(([, resource]) => !isLookedAt(resource)));
  const after = templateOf(alerting).toJSON().Resources;
  for (const [id, resource] of Object.entries(before)) expect(after[id], id).toEqual(resource);
});

it('has not a word of alerts in the template without sources', () => {
  const text = JSON.stringify(templateOf(example).toJSON());
  expect(text).not.toMatch(/ApiGateway|execute-api|AWS::Events|reveille-(ingest|restart|alarms)|AlertsQueue/);
});

it('tells an operator where to send alerts and where they wait', () => {
  const outputs = (configuration: Configuration) => Object.keys(templateOf(configuration).findOutputs('*'));
  const added = outputs(alerting).filter((name) => !outputs(example).includes(name));
  expect(added.sort()).toEqual([
    'AlertsDeadLetterQueueUrl',
    'AlertsEndpoint',
    'AlertsQueueUrl',
    'IngestFunctionName',
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
