import type { PlantedFault } from '../planted-faults.ts';

const domain = (name: string) => `shared/domain/${name}.ts`;

/** Faults in the deciding code of restarts that the model must catch. */
export const plantedInRestarts: readonly PlantedFault[] = [
  {
    what: 'does not ask before a restart whether its hours have ended',
    file: domain('moment'),
    text: 'schedule: options.within ?? null,',
    instead: 'schedule: null,',
  },
  {
    what: 'reboots without a permit',
    file: domain('step/send'),
    text: 'const sent = instances.filter(({ id }) => !refused.has(id));',
    instead: 'const sent = instances.filter(({ id }) => !refused.has(id) || id !== "");',
  },
  {
    what: 'gives a permit back although the reboot may have been carried out',
    file: domain('step/send'),
    text: 'if (failure !== null) return !policyOf(failure).mayHaveActed;',
    instead: 'if (failure !== null) return true;',
  },
  {
    what: 'gives back the permit of a start',
    file: domain('step/send'),
    text: ` && deed !== 'start') await`,
    instead: ') await',
  },
  {
    what: 'reboots what an earlier delivery has started',
    file: 'shared/restart/change-item.ts',
    text: `reboot: ['start', 'reboot', 'force-reboot'],`,
    instead: `reboot: ['reboot', 'force-reboot'],`,
  },
  {
    what: 'takes the permit of any other job for its own',
    file: 'functions/power/restart-memory.ts',
    text: 'message.options.cooldownMs : 0;',
    instead: 'message.options.cooldownMs * 0 : 0;',
  },
  {
    what: 'takes a machine that runs for one that was rebooted',
    file: domain('goal'),
    text: `    provenBy: 'return',`,
    instead: `    provenBy: 'state',`,
  },
  {
    what: 'forces a reboot that nobody wants forced',
    file: domain('outcome'),
    text: 'const asked = canBe && options.force &&',
    instead: `const asked = canBe && (options.action === 'restart' || options.force) &&`,
  },
  {
    what: 'forces what may not have been rebooted',
    file: domain('outcome'),
    text: '(isReboot(did) && unsure !== true)',
    instead: 'isReboot(did)',
  },
  {
    what: 'reboots what is to be left running',
    file: domain('step/place'),
    text: `if (whenRunning === 'leave') return`,
    instead: `if (whenRunning !== 'leave' && whenRunning !== 'reboot') return`,
  },
  {
    what: 'reboots what comes back by itself',
    file: domain('step/place'),
    text: 'if (before.seenAway === true)',
    instead: 'if (before.seenAway === undefined && before.id === "")',
  },
  {
    what: 'starts what is to be left stopped',
    file: domain('step/place'),
    text: `if (whenStopped === 'start') return`,
    instead: 'if (whenStopped !== undefined) return',
  },
  {
    what: 'gives back the claim of a machine that it has acted on',
    file: 'functions/power/deliver.ts',
    text: 'attempts === 0 && did === undefined)',
    instead: 'attempts >= 0)',
  },
  {
    what: 'keeps the claims that nothing came of',
    file: 'functions/power/deliver.ts',
    text: 'attempts === 0 && did === undefined)',
    instead: 'attempts < 0)',
  },
  {
    what: 'does not say what it did',
    file: domain('verdict'),
    text: '...(did !== undefined && { did }) };',
    instead: '...(did !== undefined && {}) };',
  },
];
