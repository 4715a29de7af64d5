/** The header of the Runtime API that carries the engine's clock offset, in milliseconds, with each invocation. */
export const clockOffsetHeader = 'reveille-clock-offset';
