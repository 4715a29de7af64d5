import { expect, it } from 'vitest';
import { dispatchPart, ingestPart, powerPart, providersInUse, restartPart } from '../../infra/function-configuration.ts';
import {
  dispatchConfiguration,
  ingestConfiguration,
  powerConfiguration,
  restartConfiguration,
} from '../../shared/contract/compiled-configuration.ts';
import { alerting, example, smallest } from './example.ts';

it.each([
  { configuration: example, providers: ['alibaba', 'tencent', 'zenlayer'] },
  { configuration: smallest, providers: ['tencent'] },
  { configuration: { ...smallest, accounts: {} }, providers: [] },
])('uses $providers', ({ configuration, providers }) => {
  expect(providersInUse(configuration)).toEqual(providers);
});

it('tells dispatch whose an account is and the calendars that are asked, and nothing of a secret or endpoint', () => {
  const part = dispatchPart(example);
  expect(part.accounts['ali-test']).toEqual({ provider: 'alibaba' });
  expect(part.schedules).toEqual(example.schedules);
  expect(Object.keys(part.calendars)).toEqual(['cn']);
  expect(dispatchConfiguration.parse(JSON.parse(JSON.stringify(part)))).toEqual(part);
});

it('tells no function what only people are told of a calendar', () => {
  const { cn } = example.calendars;
  if (cn === undefined) throw new Error('the example has no calendar cn');
  const told = { ...cn, incomplete: { 2027: ['National Day'] } };
  const calendars = { cn: { ...told, unsure: { '2027-03-09': 'perhaps a holiday' }, lacks: ['make-up workdays'] } };
  expect(dispatchPart({ ...example, calendars }).calendars).toEqual({ cn: told });
});

it('tells a power function of the accounts of its own provider only, and of the times of every schedule, but of no target', () => {
  const part = powerPart(example, 'alibaba');
  expect(Object.keys(part)).toEqual(['accounts', 'calendars', 'schedules']);
  expect(Object.keys(part.calendars)).toEqual(['cn']);
  const { timezone, transitions, calendar, unknownYear, exceptions } = example.schedules['office-hours'] ?? {};
  expect(part.schedules['office-hours']).toEqual({ timezone, transitions, calendar, unknownYear, exceptions });
  expect(Object.keys(part.schedules)).toEqual(Object.keys(example.schedules));
  expect(part.accounts).toEqual({ 'ali-prod': example.accounts['ali-prod'], 'ali-test': example.accounts['ali-test'] });
  expect(powerConfiguration.parse(JSON.parse(JSON.stringify(part)))).toEqual(part);
});

it('tells restart of every restart and the ids that a schedule lists, and of the sources only those without a secret', () => {
  const part = restartPart(alerting);
  expect(part.restarts).toEqual(alerting.restarts);
  expect(Object.keys(part.sources)).toEqual(['aws']);
  expect(part.accounts['ali-test']).toEqual({ provider: 'alibaba' });
  expect(part.schedules['office-hours']?.targets).toContainEqual({
    account: 'zen-edge',
    region: null,
    instances: ['1500000000000000001'],
  });
  expect(Object.keys(part.calendars)).toEqual(['cn']);
  expect(restartConfiguration.parse(JSON.parse(JSON.stringify(part)))).toEqual(part);
  expect(JSON.stringify(part)).not.toContain('"reveille/');
});

it('tells ingest of the sources that send requests and the labels that their restarts match on, and of no account', () => {
  const part = ingestPart(alerting);
  const common = { idLabel: 'instance_id', names: {} };
  expect(part).toEqual({
    sources: {
      prometheus: { ...common, kind: 'alertmanager', secret: 'reveille/prometheus', labels: ['alertname', 'severity', 'team'] },
      panels: { ...common, kind: 'grafana', secret: 'reveille/panels', labels: ['alertname', 'team'] },
    },
  });
  expect(ingestConfiguration.parse(JSON.parse(JSON.stringify(part)))).toEqual(part);
});

it('does not deploy a source that sends requests without a secret', () => {
  const sources = { prometheus: { kind: 'alertmanager', secret: null, idLabel: 'instance_id', names: {} } } as const;
  expect(() => ingestPart({ sources, restarts: {} })).toThrow('source "prometheus" has no secret');
});

it('tells power the first and last day of a schedule, by which its hours end', () => {
  const nightly = { ...example.schedules.nightly, from: '2026-12-01', until: '2027-06-30' } as (typeof example.schedules)[string];
  const { schedules } = powerPart({ ...example, schedules: { nightly } }, 'alibaba');
  expect(schedules.nightly).toMatchObject({ from: '2026-12-01', until: '2027-06-30' });
});
