import { readable } from '../answer.ts';

/** A lock whose reason cannot be read is a lock all the same. */
const unreadableReason = 'in another shape';

/**
 * The reasons of the locks in `OperationLocks`. The pages of DescribeInstances say an object with a
 * list of objects, that of StartInstances (seed 000) an object with a plain word. An empty word is
 * no lock. Never fails: an odd lock must not keep a running instance from being stopped.
 */
export function lockReasons(locks: unknown): readonly string[] {
  if (locks === null || locks === undefined) return [];
  if (typeof locks === 'string') return locks === '' ? [] : [readable(locks) || unreadableReason];
  if (Array.isArray(locks)) return locks.flatMap(lockReasons);
  if (typeof locks !== 'object') return [unreadableReason];
  if (Object.keys(locks).length === 0) return [];
  return 'LockReason' in locks ? lockReasons(locks.LockReason) : [unreadableReason];
}
