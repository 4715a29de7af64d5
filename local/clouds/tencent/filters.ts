import * as z from 'zod/mini';
import { type Machines, tagOf } from '../fleet.ts';
import type { Machine } from '../machine.ts';
import { tencentParameters } from './parameters.ts';

/**
 * What a filter compares: instance-id, instance-state, tag-key, or `tag:` and a key (CVM API page
 * 213/15728). Tencent documents more filters, which are refused here like unknown ones.
 */
function comparedBy(name: string): ((machine: Machine) => readonly string[]) | null {
  if (name === 'instance-id') return ({ spec }) => [spec.id];
  if (name === 'instance-state') return ({ status }) => [status];
  if (name === 'tag-key') return ({ spec }) => Object.keys(spec.tags ?? {});
  if (!/^tag:./.test(name)) return null;
  return ({ spec }) => {
    const own = tagOf(spec, name.slice('tag:'.length));
    return own === undefined ? [] : [own];
  };
}

/** Filters: at most ten, each with at most five values (CVM API page 213/15728). */
export const filters = z
  .array(
    tencentParameters({
      Name: z.string('InvalidFilter').check(z.refine((name) => comparedBy(name) !== null, 'InvalidFilter')),
      Values: z
        .array(z.string('InvalidParameter'), 'InvalidParameter')
        .check(z.maxLength(5, 'InvalidParameterValue.LimitExceeded')),
    }),
    'InvalidParameter',
  )
  .check(z.maxLength(10, 'InvalidParameterValue.LimitExceeded'));
/** The filters of one call. */
export type Filters = z.infer<typeof filters>;

/** True when a machine passes every filter, by any of its values. */
export function passes(machine: Machine, chosen: Filters): boolean {
  return chosen.every(({ Name, Values }) => comparedBy(Name)?.(machine).some((own) => Values.includes(own)));
}

/**
 * False when a filter asks for a tag key that no instance of the account has in any region: an
 * error, not an empty answer.
 */
export function tagKeysExist(chosen: Filters, machines: Machines): boolean {
  const asked = chosen.flatMap(({ Name, Values }) => {
    if (Name === 'tag-key') return Values;
    return Name.startsWith('tag:') ? [Name.slice('tag:'.length)] : [];
  });
  return asked.every((key) => [...machines.values()].some(({ spec }) => tagOf(spec, key) !== undefined));
}
