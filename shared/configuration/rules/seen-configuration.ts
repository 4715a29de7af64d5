import * as z from 'zod/mini';
import { providerNames, stopModes } from '../../domain/vocabulary.ts';

// A part that is not as it should be counts as not written, so that one mistake does not hide another.
const text = z.catch(z.optional(z.string()), undefined);
const flag = z.catch(z.optional(z.boolean()), undefined);
const stopMode = z.catch(z.optional(z.enum(stopModes)), undefined);
const list = <Entry extends z.ZodMiniType>(entry: Entry) => z.catch(z.array(entry), []);
const named = <Value extends z.ZodMiniType>(value: Value) => z.catch(z.record(z.string(), value), {});
// What counts is that it was written at all, however wrong.
const written = z.optional(z.unknown());

const account = z.catch(z.object({ provider: z.catch(z.optional(z.enum(providerNames)), undefined) }), {});

// `region` keeps what was written, because one of the wrong kind is not a missing one.
const target = z.catch(
  z.nullable(
    z.object({
      ...{ account: text, region: written, initLocalDisk: flag, stopMode },
      instances: z.catch(z.optional(list(text)), undefined),
      ...{ tags: written, resourceGroup: written, maxMatches: written },
    }),
  ),
  null,
);

const schedule = z.catch(
  z.nullable(z.object({ batchMode: text, calendar: text, start: written, stop: written, stopMode, targets: list(target) })),
  null,
);

const alerts = z.catch(z.object({ email: list(text) }), { email: [] });

const whole = z.catch(z.object({ accounts: named(account), calendars: named(z.unknown()), schedules: named(schedule), alerts }), {
  accounts: {},
  calendars: {},
  schedules: {},
  alerts: { email: [] },
});

/** What can be seen of a configuration that may be wrong in places: enough for the rules that look at more than one value. */
export type SeenConfiguration = z.output<typeof whole>;
/** A schedule, or null where something else stands. */
export type SeenSchedule = NonNullable<z.output<typeof schedule>>;
/** A target that can be seen. */
export type SeenTarget = NonNullable<z.output<typeof target>>;

/** Sees what there is to see in a parsed YAML value; never throws. */
export function seeConfiguration(source: unknown): SeenConfiguration {
  return whole.parse(source);
}
