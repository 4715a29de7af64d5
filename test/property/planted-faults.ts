import { plantedInRestarts } from './reboots/planted-in-restarts.ts';

/**
 * A fault to plant in the source: `text` stands once in `file`, and `instead` takes its place.
 * `what`: what Reveille does with it, as a sentence without its subject.
 */
export interface PlantedFault {
  readonly what: string;
  readonly file: string;
  readonly text: string;
  readonly instead: string;
}

const domain = (name: string) => `shared/domain/${name}.ts`;

/** Faults in the deciding code that the model must catch, by what they do to people. */
export const plantedFaults: readonly PlantedFault[] = [
  {
    what: 'sends a letter back without asking what its schedule wants by now',
    file: domain('moment'),
    text: 'return wayBack === null ? null : job;',
    instead: 'return wayBack === null || job.schedule !== null ? null : job;',
  },
  {
    what: 'forgets on the way that a message came from a letter',
    file: domain('outcome'),
    text: '...(sentBack !== null && { sentBack })',
    instead: '...(sentBack !== null && {})',
  },
  {
    what: 'forces a stop when its schedule wants the machine running',
    file: domain('step/settle-confirm'),
    text: `if (over !== null && over.kind !== 'late') return false;`,
    instead: '',
  },
  {
    what: 'writes letters that say nothing was done',
    file: domain('step/dead-letter'),
    text: '({ ...freshInstance(instanceId), acted })',
    instead: '({ ...freshInstance(instanceId), acted: acted && false })',
  },
  {
    what: 'forgets that an earlier delivery may have acted',
    file: domain('step/settle-look'),
    text: '({ ...instance, acted: true })) };',
    instead: '({ ...instance })) };',
  },
  {
    what: 'takes what others have under way for its own',
    file: domain('step/settle-look'),
    text: '...(!instance.acted && { notOurs: true })',
    instead: '...(!instance.acted && {})',
  },
  {
    what: 'forgets that what was handed on may have been wiped',
    file: domain('step/settle-look'),
    text: 'acted: part.acted || wipesDisks(part.options)',
    instead: 'acted: part.acted',
  },
  {
    what: 'does not see that another message of the job has started a machine',
    file: domain('step/sort-observed'),
    text: 'acted: instance.acted || mayBeOurs',
    instead: 'acted: instance.acted || (mayBeOurs && false)',
  },
  {
    what: 'ends a late batch without a look',
    file: domain('step/carry-out'),
    text: 'if (over !== null && batch.options.dryRun)',
    instead: 'if (over !== null)',
  },
  {
    what: 'ends a machine that it may have started when the last look fails',
    file: domain('step/settle-look'),
    text: 'const ended = untouched.map(',
    instead: 'looked.length = 0; const ended = batch.instances.map(',
  },
  {
    what: 'acts after the deadline',
    file: domain('moment'),
    text: 'instant >= deadline ?',
    instead: 'instant >= deadline + 90_000 ?',
  },
  {
    what: 'tells of a refused account only where a message leads',
    file: 'shared/notice/failure-notice.ts',
    text: 'refusal !== null && refusal.code === message.told;',
    instead: 'refusal !== null && message.rest === undefined;',
  },
  {
    what: 'tells of a refused account in each of its batches',
    file: domain('hand-on'),
    text: 'told: refusal?.code ?? message.told }',
    instead: 'told: refusal === null ? message.told : null }',
  },
  {
    what: 'hands on what relies on a notice before the notice is sent',
    file: 'functions/power/deliver.ts',
    text: 'next.batch.told !== null && next.batch.told !== batch.told',
    instead: 'next.batch.told === "nothing"',
  },
  {
    what: 'ends accepted machines when the key is refused afterwards',
    file: domain('step/settle-look'),
    text: `if (batch.phase === 'confirm') return settleUnconfirmed(batch, failure, moment);`,
    instead: `if (batch.phase === 'confirm' && policyOf(failure).next === 'again') return settleUnconfirmed(batch, failure, moment);`,
  },
  {
    what: 'lets a text of a provider have any length',
    file: 'shared/providers/answer.ts',
    text: '.slice(0, longest)\n',
    instead: '\n',
  },
  {
    what: 'lets characters through that SQS refuses',
    file: 'shared/providers/answer.ts',
    text: String.raw`[\s\p{Cc}\ufffe\uffff]+`,
    instead: String.raw`[\s\p{Cc}]+`,
  },
  {
    what: 'ends all machines of a call with the failure of one',
    file: domain('step/in-parts'),
    text: `return !failure.unsent && (concerns === 'instance' || mayBeOne);`,
    instead: `return failure.unsent === true && (concerns === 'instance' || mayBeOne);`,
  },
  {
    what: 'ends all machines of a look with the failure of one',
    file: domain('step/in-parts'),
    text: '(ids) => port.observe(ids), division)',
    instead: '(ids) => port.observe(ids), { ...division, divisible: false })',
  },
  {
    what: 'takes an AllTogether batch apart',
    file: domain('step/in-parts'),
    text: `divisible: options.batchMode !== 'AllTogether', apart`,
    instead: 'divisible: options !== undefined, apart',
  },
  {
    what: 'acts on a part of an AllTogether batch while the rest is busy',
    file: domain('step/sort-observed'),
    text: `if (batch.options.batchMode !== 'AllTogether' || sorted.busy.length === 0) return sorted;`,
    instead: 'if (batch !== undefined) return sorted;',
  },
  {
    what: 'acts on a part of an AllTogether batch when the rest cannot be acted on',
    file: domain('step/sort-observed'),
    text: `batch.options.batchMode === 'AllTogether' && first !== undefined`,
    instead: 'batch === undefined && first !== undefined',
  },
  {
    what: 'lets every machine of a call wait for what one of them lacks',
    file: domain('step/settle-act'),
    text: `batch.options.batchMode === 'AllTogether' ? longest : waitFor(failure)`,
    instead: 'longest',
  },
  {
    what: `takes yesterday's failed operation for its own`,
    file: domain('goal'),
    text: ' && operation.requestId === acceptedBy',
    instead: '',
  },
  {
    what: 'gives up a machine without capacity after two starts',
    file: domain('step/settle-confirm'),
    text: `const isWithoutStock = askedFor(action, instance) === 'start' && billing.is === 'not-charged';`,
    instead: `const isWithoutStock = askedFor(action, instance) === 'stop' && billing.is === 'not-charged';`,
  },
  {
    what: 'takes the old state that a look still shows for a fall back',
    file: domain('step/settle-confirm'),
    text: 'const graceMs = 60_000;',
    instead: 'const graceMs = 0;',
  },
  {
    what: 'looks for as long as it takes',
    file: domain('step/not-confirmed'),
    text: `if (now < confirmBy(batch, instance)) return { next: 'look', instance };`,
    instead: `if (now > 0) return { next: 'look', instance };`,
  },
  {
    what: 'forces a stop again and again',
    file: domain('outcome'),
    text: '&& !forced && acceptedAt',
    instead: '&& acceptedAt',
  },
  ...plantedInRestarts,
];
