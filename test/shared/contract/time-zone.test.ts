import { expect, it } from 'vitest';
import { readTimeZone } from '../../../shared/contract/time-zone.ts';

it.each(['UTC', 'GMT', 'Asia/Shanghai', 'Asia/Kolkata', 'Asia/Calcutta', 'US/Pacific', 'Singapore', 'Etc/GMT+8', 'EST5EDT'])(
  '%s is a time zone',
  (name) => {
    expect(readTimeZone(name)).toEqual({ value: name });
  },
);

it.each([
  ['asia/shanghai', 'did you mean Asia/Shanghai?'],
  ['utc', 'did you mean UTC?'],
  ['Europe/Lodnon', 'did you mean Europe/London?'],
  ['PST', 'write a name such as Asia/Shanghai, America/New_York or UTC'],
  ['SystemV/PST8', 'write a name such as Asia/Shanghai, America/New_York or UTC'],
  ['+08:00', 'write a name such as Asia/Shanghai, America/New_York or UTC'],
  ['', 'write a name such as Asia/Shanghai, America/New_York or UTC'],
  ['Beijing time', 'write a name such as Asia/Shanghai, America/New_York or UTC'],
])('%j is not: %s', (name, fix) => {
  expect(readTimeZone(name)).toEqual({ problem: `${JSON.stringify(name)} is not an IANA time zone`, fix });
});
