import type { RestartMemory } from '../../functions/power/restart-memory.ts';
import type { RunRecorder } from '../../shared/store/run-recorder.ts';

/** The memory of a test that is not about restarts: nothing is permitted, nothing is noted. */
export const noMemory: RestartMemory = {
  permitsOf: () => ({
    permit: () => Promise.reject(new Error('this test has no table')),
    withdraw: () => Promise.resolve(),
  }),
  giveBack: () => Promise.resolve(),
  seenDone: () => Promise.resolve(),
};

/** The run record of a test that is not about it. */
export const noRecorder: RunRecorder = { decided: () => Promise.resolve(), ended: () => Promise.resolve() };
