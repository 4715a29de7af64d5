import { expect, it } from 'vitest';
import { readTimeZone } from '../../../../shared/configuration/texts/time-zone.ts';

it.each(['UTC', 'GMT', 'Asia/Shanghai', 'Asia/Kolkata', 'Asia/Calcutta', 'US/Pacific', 'Singapore', 'Etc/GMT+0', 'EST5EDT'])(
  '%s is a time zone',
  (name) => {
    expect(readTimeZone(name)).toEqual({ value: name });
  },
);

it.each([
  ['asia/shanghai', 'did you mean Asia/Shanghai?'],
  ['utc', 'did you mean UTC?'],
  ['Europe/Lodnon', 'did you mean Europe/London?'],
  ['Asia/Beijing', 'did you mean Asia/Shanghai?'],
  ['PST', 'write a name such as Asia/Shanghai, America/New_York or UTC'],
  ['SystemV/PST8', 'write a name such as Asia/Shanghai, America/New_York or UTC'],
  ['', 'write a name such as Asia/Shanghai, America/New_York or UTC'],
  ['constructor', 'write a name such as Asia/Shanghai, America/New_York or UTC'],
  ['Beijing time', 'write a name such as Asia/Shanghai, America/New_York or UTC'],
])('%j is not: %s', (name, fix) => {
  expect(readTimeZone(name)).toEqual({ problem: `${JSON.stringify(name)} is not an IANA time zone`, fix });
});

it.each(['+08:00', '-3', '+0530', 'UTC+8', 'utc+08:00', 'GMT+8', 'GMT -8', 'Etc/GMT-8', 'Etc/GMT+8', 'Z+1', '\u22123'])(
  '%j is an offset, which knows no daylight saving',
  (name) => {
    const fix = 'write a name such as Asia/Shanghai, America/New_York or UTC';
    expect(readTimeZone(name)).toEqual({ problem: `${JSON.stringify(name)} is an offset, not a time zone`, fix });
  },
);
