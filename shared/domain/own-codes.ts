/** What a code tells a person. */
export interface Explanation {
  /** What it means, in one sentence. */
  readonly meaning: string;
  /** What to do about it. */
  readonly advice: string;
}

/**
 * The codes that Reveille itself gives. Any other `code` of a verdict is the provider's own word.
 */
export const ownCodes = {
  'Reveille.Blocked': {
    meaning: 'Calls from the network of the function are refused for legal reasons (HTTP 451).',
    advice: 'ask the provider; run Reveille in a region of AWS whose addresses it serves',
  },
  'Reveille.Busy': {
    meaning: 'Until the deadline the instance was changing its state, or another operation was at work on it.',
    advice: 'look at the instance in its console; redrive when no operation is under way',
  },
  'Reveille.Challenged': {
    meaning: 'A bot protection in front of the provider refused the request: it lets only browsers pass.',
    advice: 'have the provider allow the addresses of the function, then redrive',
  },
  'Reveille.Expired': {
    meaning: 'The job came after its deadline, so nothing was sent.',
    advice: 'find out why it was late (the schedule, the queue, a backlog); redrive if the machines are still wanted',
  },
  'Reveille.FailedWithoutReason': {
    meaning: 'Zenlayer lists the instance among those that failed and gives no reason.',
    advice: 'look at the instance in its console, or ask Zenlayer with the request id',
  },
  'Reveille.FellBack': {
    meaning:
      'Its start or stop was accepted, then the instance went back to its old state. If there was time for a second try, it ended in the same way.',
    advice:
      'after a start look for missing capacity, or for a guest that shuts itself down; after a stop look for a guest that ignores ' +
      'the shutdown (force: true then cuts its power); redrive',
  },
  'Reveille.GaveUp': {
    meaning: 'Five rounds did not change the state of the instance.',
    advice: 'look at the log of the power function for its rounds, and at the instance in its console',
  },
  'Reveille.Interrupted': {
    meaning: 'The function died while it carried out the batch, and the deadline came before the batch was delivered again.',
    advice: 'look at the log of the power function for why it died, and at the instance; redrive',
  },
  'Reveille.LeftStopped': {
    meaning: 'An alert asked for a restart of an instance that is stopped, and whenStopped of the restart is leave.',
    advice: 'start the instance if it should run; write whenStopped: start if the restart may do so',
  },
  'Reveille.Locked': {
    meaning:
      'The state of the instance forbids the action: it is locked, expired, isolated or recycled. The message has the word of the provider.',
    advice: 'unlock or renew the instance, or take it out of the schedule',
  },
  'Reveille.NoAnswer': {
    meaning: 'A request was sent and never answered, so nobody knows whether it took effect.',
    advice: 'look at the status page of the provider and at the instance, then redrive',
  },
  'Reveille.NoMatch': {
    meaning: 'No instance carries the tags of the target, or the key may not see the instance.',
    advice: 'compare the tags of the target with those in the console of the provider, and what the key may see; redrive',
  },
  'Reveille.NotAnswered': {
    meaning: 'The answer of the provider does not mention this instance.',
    advice: 'look at the instance; report it to the provider with the time of the job',
  },
  'Reveille.NotConfirmed': {
    meaning: 'Its start or stop was accepted, but the instance was not seen running (or stopped) within confirmWithin.',
    advice: 'look at the instance: it may still get there; lengthen confirmWithin if it needs more time every day',
  },
  'Reveille.NotListed': {
    meaning:
      'The provider does not list the instance: in a dry run, or after its start or stop was accepted. A key may be allowed to act ' +
      'on what it may not see.',
    advice: 'check the id and region in reveille.yaml, and allow the key to describe the instance; look at the instance',
  },
  'Reveille.OutOfTime': {
    meaning: 'In every round the function had no time left to send the request.',
    advice: 'the provider answers very slowly: look at its status page, then redrive',
  },
  'Reveille.Overtaken': {
    meaning:
      'By now its schedule wants the opposite, so nothing more was sent: its letter was sent back outside the hours, or the hours ' +
      'of a restart ended before it was done.',
    advice:
      'nothing for what is skipped; else leave the letter until the hours of its schedule, or purge it; to act all the same: ' +
      'dlq redrive --against-the-plan',
  },
  'Reveille.Paced': {
    meaning: 'The request limit of the account left no room for this request before the deadline.',
    advice:
      'raise the limits of the account in reveille.yaml if the provider allows more, or spread the schedules of the account; redrive',
  },
  'Reveille.RebootNotSeen': {
    meaning:
      'Its reboot was accepted, but the instance was never seen away from running, so nothing proves that it was rebooted.',
    advice: 'look at the instance; with force: true a soft reboot that does nothing is followed by a power cut',
  },
  'Reveille.SecretUnusable': {
    meaning:
      'The secret of the account is missing, denied or lacks a field, or a key in it has a character that cannot be sent. The message names the secret.',
    advice: 'correct the secret, then redrive',
  },
  'Reveille.Shifted': {
    meaning: 'The list of instances changed every time while it was read, so an instance could have been missed.',
    advice: 'find out what creates and releases instances at that time; redrive',
  },
  'Reveille.StartedByOthers': {
    meaning: 'Somebody started or rebooted the instance after its stop. Reveille did not stop it again.',
    advice: 'find out who started it; redrive if it should be stopped after all',
  },
  'Reveille.StoppedByOthers': {
    meaning: 'Somebody stopped the instance after its start. Reveille did not start it again.',
    advice: 'find out who stopped it; redrive if it should run after all',
  },
  'Reveille.TooManyMatches': {
    meaning: 'More instances carry the tags of the target than its maxMatches allows, so none was touched.',
    advice:
      'look for a mistake in the tags; if the number is right, raise maxMatches, deploy, and purge the dead letter: it keeps the old ' +
      'maxMatches, and the next job has the new one',
  },
  'Reveille.Unfinished': {
    meaning: 'Only in reports: all work had ended and the instance had no verdict.',
    advice: 'look at the log of the power function for a batch that was not carried out',
  },
  'Reveille.UnknownAccount': {
    meaning: 'The batch names an account that this deployment does not have.',
    advice:
      'purge the dead letter if the account was removed on purpose; else deploy a configuration with the account, then redrive',
  },
  'Reveille.UnknownState': {
    meaning: 'The provider reported a state that it does not document. Reveille does not act on an unknown state.',
    advice: 'look at the instance; please report the state to the maintainers of Reveille',
  },
  'Reveille.Unreachable': {
    meaning: 'The host of the provider could not be reached.',
    advice: 'look at network, DNS and the endpoint of the account, then redrive',
  },
  'Reveille.Unreadable': {
    meaning: 'The answer was not what the provider documents: HTML, cut-off JSON, another shape.',
    advice: 'look for a proxy or a block page in between, and at the status page of the provider, then redrive',
  },
} as const satisfies Readonly<Record<string, Explanation>>;

/** What one of our own codes means; null for any other code. */
export function explainOwn(code: string): Explanation | null {
  const known: Readonly<Record<string, Explanation>> = ownCodes;
  return (Object.hasOwn(known, code) ? known[code] : undefined) ?? null;
}
