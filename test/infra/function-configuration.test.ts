import { expect, it } from 'vitest';
import { dispatchPart, powerPart, providersInUse } from '../../infra/function-configuration.ts';
import { dispatchConfiguration, powerConfiguration } from '../../shared/contract/compiled-configuration.ts';
import { example, smallest } from './example.ts';

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
