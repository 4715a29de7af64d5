import * as z from 'zod/mini';
import { providerNames } from '../domain/vocabulary.ts';

// A part that is not as it should be counts as not written, so that one mistake does not hide another.
const text = z.catch(z.optional(z.string()), undefined);
const flag = z.catch(z.optional(z.boolean()), undefined);
const list = <Entry extends z.ZodMiniType>(entry: Entry) => z.catch(z.array(entry), []);
const named = <Value extends z.ZodMiniType>(value: Value) => z.catch(z.record(z.string(), value), {});

const account = z.catch(z.object({ provider: z.catch(z.optional(z.enum(providerNames)), undefined) }), {});

// `region` keeps what was written, because one of the wrong kind is not a missing one.
const target = z.catch(z.object({ account: text, region: z.optional(z.unknown()), instances: list(text), initLocalDisk: flag }), {
  instances: [],
});

const schedule = z.catch(z.object({ batchMode: text, targets: list(target) }), { targets: [] });

const alerts = z.catch(z.object({ email: list(text) }), { email: [] });

const whole = z.catch(z.object({ accounts: named(account), schedules: named(schedule), alerts }), {
  accounts: {},
  schedules: {},
  alerts: { email: [] },
});

/** What can be seen of a configuration that may be wrong in places: enough for the rules that look at more than one value. */
export type SeenConfiguration = z.output<typeof whole>;
export type SeenSchedule = z.output<typeof schedule>;
export type SeenTarget = z.output<typeof target>;

/** Sees what there is to see in a parsed YAML value; never throws. */
export function seeConfiguration(source: unknown): SeenConfiguration {
  return whole.parse(source);
}
