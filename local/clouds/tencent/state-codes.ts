/** The codes that StartInstances (seed 003) and StopInstances (its list of errors) have for a state alike. */
const shared = [
  ['STARTING', 'UnsupportedOperation.InstanceStateStarting'],
  ['STOPPING', 'UnsupportedOperation.InstanceStateStopping'],
  ['REBOOTING', 'UnsupportedOperation.InstanceStateRebooting'],
  ['PENDING', 'UnsupportedOperation.InstanceStatePending'],
  ['LAUNCH_FAILED', 'UnsupportedOperation.InstanceStateCorrupted'],
  ['SHUTDOWN', 'UnsupportedOperation.InstanceStateShutdown'],
  ['TERMINATING', 'UnsupportedOperation.InstanceStateTerminating'],
  ['ENTER_RESCUE_MODE', 'UnsupportedOperation.InstanceStateEnterRescueMode'],
  ['RESCUE_MODE', 'UnsupportedOperation.InstanceStateRescueMode'],
  ['EXIT_RESCUE_MODE', 'UnsupportedOperation.InstanceStateExitRescueMode'],
  ['SERVICE_LIVE_MIGRATE', 'UnsupportedOperation.InstanceStateServiceLiveMigrate'],
] as const;

/** The code for each state that cannot be started. States not in it get the bare UnsupportedOperation. */
export const startStateCodes: ReadonlyMap<string, string> = new Map([
  ...shared,
  ['RUNNING', 'UnsupportedOperation.InstanceStateRunning'],
]);

/** The code for each state that cannot be stopped. States not in it get the bare UnsupportedOperation. */
export const stopStateCodes: ReadonlyMap<string, string> = new Map([
  ...shared,
  ['STOPPED', 'UnsupportedOperation.InstanceStateStopped'],
  ['ENTER_SERVICE_LIVE_MIGRATE', 'UnsupportedOperation.InstanceStateEnterServiceLiveMigrate'],
  ['EXIT_SERVICE_LIVE_MIGRATE', 'UnsupportedOperation.InstanceStateExitServiceLiveMigrate'],
]);
