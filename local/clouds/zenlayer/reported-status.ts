/** The word a describe has for a state: the action pages say STARTING, the product's own list of states knows only BOOTING. */
export function reportedStatus(status: string): string {
  return status === 'STARTING' ? 'BOOTING' : status;
}
