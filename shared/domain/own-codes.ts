/** What a code tells a person. */
export interface Explanation {
  /** What it means, in one sentence. */
  readonly meaning: string;
  /** What to do about it. */
  readonly advice: string;
}

/** The codes that Reveille itself gives; whatever else stands in a verdict's `code` is the provider's own word. */
export const ownCodes = {
  'Reveille.Blocked': {
    meaning: 'Calls from the network of the function are refused for legal reasons (HTTP 451).',
    advice: 'ask the provider; run Reveille in a region of AWS whose addresses it serves',
  },
  'Reveille.Busy': {
    meaning: 'The instance was on its way elsewhere or otherwise occupied until the deadline.',
    advice: 'look at the instance in its console; redrive when nothing is under way there',
  },
  'Reveille.Challenged': {
    meaning: 'Bot protection in front of the provider wants a browser.',
    advice: 'have the provider allow the addresses of the function, then redrive',
  },
  'Reveille.Expired': {
    meaning: 'The job came too late to be run at all: nothing was sent.',
    advice: 'find out why it was late (the schedule, the queue, a backlog); redrive if the machines are still wanted',
  },
  'Reveille.FailedWithoutReason': {
    meaning: 'Zenlayer lists the instance among those that failed and says no more.',
    advice: 'look at the instance in its console, or ask Zenlayer with the request id',
  },
  'Reveille.FellBack': {
    meaning: 'Its start or stop was accepted and it fell back; so did a second one where there was still time.',
    advice:
      'after a start look for missing capacity, or for a guest that shuts itself down; after a stop for a guest that ignores the ' +
      'shutdown, which force: true would end; redrive',
  },
  'Reveille.GaveUp': {
    meaning: 'The instance was still as it was after five rounds.',
    advice: 'look at the log of the power function for its rounds, and at the instance in its console',
  },
  'Reveille.Interrupted': {
    meaning: 'The function died while it carried out the batch, and the deadline came before the batch was delivered again.',
    advice: 'look at the log of the power function for why it died, and at the instance; redrive',
  },
  'Reveille.Locked': {
    meaning: 'Its state forbids the action: locked, expired, isolated or recycled. The message has the word of the provider.',
    advice: 'unlock or renew the instance, or take it out of the schedule',
  },
  'Reveille.NoAnswer': {
    meaning: 'A request was sent and never answered, so nobody knows whether it took effect.',
    advice: 'look at the status page of the provider and at the instance, then redrive',
  },
  'Reveille.NoMatch': {
    meaning: 'No instance carries the tags of the target, or the key may not see those that do.',
    advice: 'compare the tags of the target with those in the console of the provider, and what the key may see; redrive',
  },
  'Reveille.NotAnswered': {
    meaning: 'The answer left this instance out.',
    advice: 'look at the instance; report it to the provider with the time of the job',
  },
  'Reveille.NotConfirmed': {
    meaning: 'Its start or stop was accepted, and it was not seen running or stopped within confirmWithin.',
    advice: 'look at the instance: it may still get there; allow more time with confirmWithin if it needs it every day',
  },
  'Reveille.NotListed': {
    meaning: 'A dry run met an instance that the provider does not list.',
    advice: 'check the id and region in reveille.yaml, and whether the key may see the instance',
  },
  'Reveille.OutOfTime': {
    meaning: 'Again and again no time was left in the invocation to send the request.',
    advice: 'the provider answers very slowly: look at its status page, then redrive',
  },
  'Reveille.Paced': {
    meaning: "The account's own limit left no room for the request until the deadline.",
    advice: 'raise the limits of the account in reveille.yaml if the provider allows more, or spread its schedules; redrive',
  },
  'Reveille.SecretUnusable': {
    meaning: 'The secret of the account is missing, denied or lacks a field. The message names it.',
    advice: 'put the secret in order, then redrive',
  },
  'Reveille.Shifted': {
    meaning: 'The list of instances changed while it was read, again and again, so that one could have been overlooked.',
    advice: 'find out what keeps creating and releasing instances at that time; redrive',
  },
  'Reveille.StartedByOthers': {
    meaning: 'Somebody started or rebooted the instance after its stop. Reveille does not fight.',
    advice: 'find out who; redrive if it should be stopped after all',
  },
  'Reveille.StoppedByOthers': {
    meaning: 'Somebody stopped the instance after its start. Reveille does not fight.',
    advice: 'find out who; redrive if it should run after all',
  },
  'Reveille.TooManyMatches': {
    meaning: 'More instances carry the tags of the target than its maxMatches allows, so none was touched.',
    advice:
      'look for a mistake in the tags; if the number is right, raise maxMatches and deploy: it counts from the next job on, and the letter, which keeps the old one, can be purged',
  },
  'Reveille.Unfinished': {
    meaning: 'In reports only: there was no verdict when all work had ended.',
    advice: 'look at the log of the power function for a batch that was not carried out',
  },
  'Reveille.UnknownAccount': {
    meaning: 'The batch names an account that this deployment does not have.',
    advice: 'purge the letter if the account was removed on purpose; else deploy the configuration that has it and redrive',
  },
  'Reveille.UnknownState': {
    meaning: 'The provider gave a state that it does not document, and Reveille does not act on what it does not know.',
    advice: 'look at the instance; please report the state to the maintainers of Reveille',
  },
  'Reveille.Unreachable': {
    meaning: 'There was no connection to the host of the provider.',
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
