import * as z from 'zod/mini';
import { batchModes } from '../../domain/vocabulary.ts';
import { unknownYears } from '../../schedule/transition.ts';
import { readDuration } from '../texts/duration.ts';
import { readTimeZone } from '../texts/time-zone.ts';
import { exception } from './source-exception.ts';
import { choice, flag, fullList, mapping, readText } from './source-schema.ts';
import { stopOptions, target } from './source-target.ts';
import { times } from './source-transition.ts';

const duration = readText(readDuration, 'write one number and a unit, such as 60m');

/** A schedule as a person writes it, each text read to its meaning. That it has a start or a stop is not looked at here. */
export const sourceSchedule = mapping({
  timezone: z._default(readText(readTimeZone, 'write an IANA time zone such as Asia/Shanghai'), 'UTC'),
  calendar: z.optional(z.string({ error: 'write the name of a calendar' })),
  unknownYear: z.optional(choice(unknownYears)),
  start: z.optional(times),
  stop: z.optional(times),
  ...stopOptions,
  exceptions: z._default(z.array(exception, { error: 'write a list such as [{ on: 2026-11-28, run: all }]' }), []),
  expiresAfter: z._default(duration, 60 * 60_000),
  confirmWithin: z._default(duration, 15 * 60_000),
  dryRun: z._default(flag, false),
  batchMode: z._default(choice(batchModes), 'SuccessFirst'),
  targets: fullList(target, 'write a list with at least one target'),
});
export type SourceSchedule = z.output<typeof sourceSchedule>;
