// @ts-check
import { installVirtualDate } from '../virtual-date.mjs';

/**
 * The clock of a function's process. Importing it replaces `Date`; the engine's offset arrives
 * with the start and each invocation.
 */
export const processClock = installVirtualDate(0);
