import type { ProviderName } from '../../../shared/domain/vocabulary.ts';
import { manyIds, specsOf } from '../fleet.ts';
import { words } from './matrix-cell.ts';
import { type RestartRow, runningPlan } from './restart-cell.ts';

/** How a provider says what a machine is doing, and why it refuses a reboot. */
interface MachineWords {
  readonly stopped: string;
  readonly starting: string;
  readonly stopping: string;
  readonly rebooting: string;
  readonly broken: string;
  readonly wrongState: string;
}

const wordsOf: Readonly<Record<ProviderName, MachineWords>> = {
  alibaba: {
    ...{ stopped: 'Stopped', starting: 'Starting', stopping: 'Stopping', rebooting: 'Starting' },
    broken: 'InvalidInstance.NotFoundSystemDisk',
    wrongState: 'IncorrectInstanceStatus',
  },
  tencent: {
    ...{ stopped: 'STOPPED', starting: 'STARTING', stopping: 'STOPPING', rebooting: 'REBOOTING' },
    broken: 'UnsupportedOperation.InstanceStateCorrupted',
    wrongState: 'OperationDenied.InstanceOperationInProgress',
  },
  zenlayer: {
    ...{ stopped: 'STOPPED', starting: 'BOOTING', stopping: 'STOPPING', rebooting: 'REBOOT' },
    broken: 'OPERATION_DENIED_INSTANCE_RECYCLED',
    wrongState: 'OPERATION_DENIED_INSTANCE_STATUS',
  },
};

type Second = Parameters<typeof runningPlan>[1];
type Cell = Omit<RestartRow, 'plan' | 'ends'> & { readonly second: Second; readonly end: string };

/**
 * Everything that the second of two running machines may do, while the first is rebooted and comes
 * back: nothing that one does may cost the other its reboot.
 */
export function restartMachineRows(provider: ProviderName): [string, RestartRow][] {
  const cells = { ...states(provider), ...refusals(provider), ...mishaps(provider) };
  const rows = Object.entries(cells).map(([name, { second, end, ...row }]): [string, RestartRow] => [
    name,
    { reboots: 1, ...row, plan: runningPlan(provider, second), ends: ['confirmed reboot', end] },
  ]);
  return [...rows, absentRow(provider), lockedRow(provider)];
}

/** What it is doing at the first look. */
function states(provider: ProviderName): Record<string, Cell> {
  const { stopped, starting, stopping, rebooting } = wordsOf[provider];
  const unsent = { soft: [1, 0] };
  return {
    'nothing-wrong': { second: {}, end: 'confirmed reboot' },
    stopped: { ...unsent, second: { status: stopped }, end: 'confirmed start', starts: 1 },
    'stopped-and-left': {
      ...{ ...unsent, second: { status: stopped }, end: 'rejected Reveille.LeftStopped' },
      restarting: { policy: { whenStopped: 'leave' } },
    },
    // What comes back by itself needs no reboot.
    starting: { ...unsent, second: { status: starting }, end: 'confirmed' },
    rebooting: { ...unsent, second: { status: rebooting }, end: 'confirmed' },
    stopping: { ...unsent, second: { status: stopping }, end: 'confirmed start', starts: 1 },
    'in-a-new-state': { ...unsent, second: { status: 'Dreaming' }, end: 'rejected Reveille.UnknownState' },
  };
}

/** Why it is not rebooted, or not with the first request. */
function refusals(provider: ProviderName): Record<string, Cell> {
  const { broken, wrongState } = wordsOf[provider];
  const throttled = words[provider].throttled;
  // Alibaba answers for each row. Tencent refuses the call, and so does Zenlayer: then each half is
  // asked.
  const apart = provider === 'alibaba' ? 0 : 1;
  return {
    'broken-for-good': {
      ...{ second: { refusesReboot: { code: broken } }, end: `rejected ${broken} reboot` },
      ...{ soft: [1, 0], reboots: 1 + apart },
    },
    'busy-at-first': {
      ...{ second: { refusesReboot: { code: wrongState, times: 1 } }, end: 'confirmed reboot' },
      reboots: 2,
    },
    'busy-for-good': {
      ...{ second: { refusesReboot: { code: wrongState } }, end: `rejected ${wrongState} reboot` },
      ...{ soft: [1, 0], reboots: 5 + apart },
    },
    // A request that is refused is no reboot that did not come back: there is nothing to force.
    'refused-softly': {
      ...{ second: { refusesReboot: { code: wrongState, only: 'soft' } }, end: `rejected ${wrongState} reboot` },
      ...{ soft: [1, 0], reboots: 5 + apart },
      restarting: { policy: { force: true } },
    },
    'refused-with-force': {
      second: { ignoresReboot: 1, refusesReboot: { code: throttled, only: 'forced' } },
      end: 'rejected Reveille.RebootNotSeen reboot',
      reboots: 3,
      restarting: { policy: { force: true } },
    },
  };
}

/** What becomes of what was accepted. */
function mishaps(provider: ProviderName): Record<string, Cell> {
  const { stopped } = wordsOf[provider];
  const force = { restarting: { policy: { force: true } } };
  // Only Tencent has a record of a reboot that was over before anybody looked.
  const quick = provider === 'tencent' ? 'confirmed reboot' : 'rejected Reveille.RebootNotSeen reboot';
  // On Tencent an instance that is rebooting refuses a second reboot, the forced one too.
  const isForced = provider !== 'tencent';
  return {
    'reboot-ignored': { second: { ignoresReboot: 1 }, end: 'rejected Reveille.RebootNotSeen reboot' },
    'reboot-ignored-then-forced': {
      ...{ ...force, second: { ignoresReboot: 1 }, end: 'confirmed force-reboot' },
      ...{ reboots: 2, cuts: [0, 1] },
    },
    'reboot-stuck': { second: { stuckRebooting: true }, end: 'rejected Reveille.NotConfirmed reboot' },
    'reboot-stuck-then-forced': {
      ...{ ...force, second: { stuckRebooting: true } },
      end: isForced ? 'confirmed force-reboot' : 'rejected Reveille.NotConfirmed reboot',
      ...{ reboots: isForced ? 2 : 3, cuts: [0, isForced ? 1 : 0] },
    },
    'reboot-in-three-seconds': { second: { rebootSeconds: 3 }, end: quick },
    'reboot-in-ten-minutes': { second: { rebootSeconds: 600 }, end: 'confirmed reboot' },
    'reboot-in-an-hour': { second: { rebootSeconds: 3_600 }, end: 'rejected Reveille.NotConfirmed reboot' },
    'falls-over-once-back': { second: { crashesAfterSeconds: 200 }, end: 'confirmed reboot' },
    'start-falls-back': {
      ...{ second: { status: stopped, fallsBack: 1 }, end: 'confirmed start' },
      ...{ soft: [1, 0], starts: 2 },
    },
    'start-falls-back-twice': {
      ...{ second: { status: stopped, fallsBack: 2 }, end: 'rejected Reveille.FellBack start' },
      ...{ soft: [1, 0], starts: 2 },
    },
  };
}

/** An id that the provider does not list. Nothing is sent to what nobody sees. */
function absentRow(provider: ProviderName): [string, RestartRow] {
  const { missing } = words[provider];
  const [first = ''] = manyIds[provider](1);
  const code = provider === 'zenlayer' ? 'INVALID_INSTANCE_NOT_FOUND' : 'Reveille.NotListed';
  const instances = runningPlan(provider).instances.filter(({ id }) => id === first);
  const plan = { provider, ids: [first, missing], instances };
  return ['not-there', { plan, ends: ['confirmed reboot', `rejected ${code}`], reboots: 1, soft: [1, 0] }];
}

/** A lock; Zenlayer has none, and keeps what was deleted in a bin. */
function lockedRow(provider: ProviderName): [string, RestartRow] {
  const [first = '', second = ''] = manyIds[provider](2);
  const [running] = runningPlan(provider).instances.filter(({ id }) => id === first);
  const locked = {
    alibaba: { status: 'Stopped', lock: 'security' },
    tencent: { status: 'STOPPED', lock: 'EXPIRED' },
    zenlayer: { status: 'RECYCLE' },
  }[provider];
  const instances = [...(running === undefined ? [] : [running]), ...specsOf[provider]([second], locked)];
  const plan = { provider, ids: [first, second], instances };
  return ['locked', { plan, ends: ['confirmed reboot', 'rejected Reveille.Locked'], reboots: 1, soft: [1, 0] }];
}
