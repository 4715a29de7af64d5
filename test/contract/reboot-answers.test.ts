import { describe, expect, it } from 'vitest';
import type { FailureKind } from '../../shared/domain/failure-table.ts';
import type { ProviderName } from '../../shared/domain/vocabulary.ts';
import { alibabaCodes } from '../../shared/providers/alibaba/codes.ts';
import { tencentCodes } from '../../shared/providers/tencent/codes.ts';
import { zenlayerCodes } from '../../shared/providers/zenlayer/codes.ts';
import { aProvider, failureIn } from '../support/providers/a-provider.ts';
import { alibabaPhrasing } from '../support/providers/alibaba-phrasing.ts';
import { tencentPhrasing } from '../support/providers/tencent-phrasing.ts';
import { zenlayerPhrasing } from '../support/providers/zenlayer-phrasing.ts';
import { always, serve } from '../support/scripted-server.ts';

/** An answer to a reboot: what is so, the code, its HTTP status and the kind of the failure. */
type Row = readonly [what: string, code: string, status: number, kind: FailureKind];

// The error codes of the pages of RebootInstances and RebootInstance, with the statuses there.
const alibaba: readonly Row[] = [
  ['stopped, starting or stopping', 'IncorrectInstanceStatus', 403, 'wrongState'],
  ['another operation at work', 'InvalidOperation.Conflict', 409, 'wrongState'],
  ['not ready', 'InstanceNotReady', 403, 'wrongState'],
  ['locked', 'InstanceLockedForSecurity', 403, 'instance'],
  ['expired', 'InstanceExpiredOrInArrears', 403, 'instance'],
  ['not there', 'InvalidInstanceId.NotFound', 404, 'instance'],
  ['none of them there', 'InvalidInstanceIds.NotFound', 404, 'instance'],
  ['no id', 'Abs.InvalidInstanceIds.MalFormed', 403, 'instance'],
  ['too many ids', 'InvalidParameter.TooManyInstanceIds', 403, 'request'],
  ['no system disk', 'InvalidInstance.NotFoundSystemDisk', 403, 'instance'],
  ['a disk not in order', 'DiskError', 403, 'wrongState'],
  ['no money', 'InsufficientBalance', 403, 'account'],
  ['a key of a disk gone', 'InvalidParameter.KMSKeyId.NotFound', 404, 'instance'],
  ['a key of a disk disabled', 'InvalidParameter.KMSKeyId.CMKNotEnabled', 400, 'instance'],
  ['a key of a disk without its tag', 'InvalidParameter.KMSKeyId.CMKUnauthorized', 403, 'instance'],
  ['a key that ECS may not use', 'InvalidParameter.KMSKeyId.KMSUnauthorized', 400, 'instance'],
  ['unavailable', 'LimitedOperation.ServiceUnavailable', 503, 'transient'],
  ['a fault of theirs', 'InternalError', 500, 'outcomeUnknown'],
  ['no right', 'Forbidden.RAM', 403, 'permission'],
];

// The error codes that the vendor's SDK lists for RebootInstances. All come with HTTP 200.
const tencent: readonly Row[] = [
  ['stopped', 'UnsupportedOperation.InstanceStateStopped', 200, 'wrongState'],
  ['starting', 'UnsupportedOperation.InstanceStateStarting', 200, 'wrongState'],
  ['stopping', 'UnsupportedOperation.InstanceStateStopping', 200, 'wrongState'],
  ['rebooting', 'UnsupportedOperation.InstanceStateRebooting', 200, 'wrongState'],
  ['being created', 'UnsupportedOperation.InstanceStatePending', 200, 'wrongState'],
  ['the same task at work', 'MutexOperation.TaskRunning', 200, 'wrongState'],
  ['another task at work', 'OperationDenied.InstanceOperationInProgress', 200, 'wrongState'],
  ['on the move', 'UnsupportedOperation.InstanceStateServiceLiveMigrate', 200, 'wrongState'],
  ['about to move', 'UnsupportedOperation.InstanceStateEnterServiceLiveMigrate', 200, 'wrongState'],
  ['almost moved', 'UnsupportedOperation.InstanceStateExitServiceLiveMigrate', 200, 'wrongState'],
  ['about to be rescued', 'UnsupportedOperation.InstanceStateEnterRescueMode', 200, 'wrongState'],
  ['almost rescued', 'UnsupportedOperation.InstanceStateExitRescueMode', 200, 'wrongState'],
  ['frozen', 'UnsupportedOperation.InstanceStateFreezing', 200, 'instance'],
  ['expired', 'UnsupportedOperation.InstanceStateIsolating', 200, 'instance'],
  ['awaiting destruction', 'UnsupportedOperation.InstanceStateShutdown', 200, 'instance'],
  ['being destroyed', 'UnsupportedOperation.InstanceStateTerminating', 200, 'instance'],
  ['damaged', 'UnsupportedOperation.InstanceStateCorrupted', 200, 'instance'],
  ['not reinstalled', 'UnsupportedOperation.InstanceReinstallFailed', 200, 'instance'],
  ['stopped without charge', 'UnsupportedOperation.StoppedModeStopCharging', 200, 'charged'],
  ['unsupported', 'UnsupportedOperation', 200, 'instance'],
  ['of an odd kind', 'InvalidInstance.NotSupported', 200, 'wrongState'],
  ['not there', 'InvalidInstanceId.NotFound', 200, 'instance'],
  ['no id', 'InvalidInstanceId.Malformed', 200, 'instance'],
  ['no id either', 'InvalidParameterValue.InstanceIdMalformed', 200, 'instance'],
  ['of another product', 'FailedOperation.InvalidInstanceApplicationRole', 200, 'instance'],
  ['a second factor run out', 'UnauthorizedOperation.MFAExpired', 200, 'account'],
  ['no second factor', 'UnauthorizedOperation.MFANotFound', 200, 'account'],
  ['too many ids', 'InvalidParameterValue.LimitExceeded', 200, 'request'],
  ['a bad value', 'InvalidParameterValue', 200, 'unclear'],
  ['ForceReboot beside StopType', 'InvalidParameterCombination', 200, 'request'],
  ['a part missing', 'MissingParameter', 200, 'request'],
  ['a fault of theirs', 'InternalServerError', 200, 'outcomeUnknown'],
  ['no right', 'UnauthorizedOperation', 200, 'permission'],
];

// The page of RebootInstances of the current version lists no codes. These are on the pages of the
// other power actions of Elastic Compute, of its ModifyInstanceType, and of the reboot of the older
// virtual machines.
const zenlayer: readonly Row[] = [
  ['in a state that forbids it', 'OPERATION_DENIED_INSTANCE_STATUS', 403, 'wrongState'],
  ['in a state that does not support it', 'OPERATION_DENIED_INSTANCE_STATUS_NOT_SUPPORT', 400, 'wrongState'],
  ['not running', 'OPERATION_DENIED_INSTANCE_NOT_RUNNING', 403, 'wrongState'],
  ['in the recycle bin', 'OPERATION_DENIED_INSTANCE_RECYCLED', 403, 'instance'],
  ['being recycled', 'OPERATION_FAILED_FOR_RECYCLE_RESOURCE', 403, 'instance'],
  ['not there', 'INVALID_INSTANCE_NOT_FOUND', 404, 'instance'],
  ['too long in the making', 'INVALID_OPERATION_TIMEOUT', 500, 'outcomeUnknown'],
  ['a fault of theirs', 'INTERNAL_SERVER_ERROR', 500, 'outcomeUnknown'],
  ['no right', 'AUTHFAILURE_UNAUTHORIZED_OPERATION', 403, 'permission'],
];

const rows = { alibaba, tencent, zenlayer };
const tables = { alibaba: alibabaCodes, tencent: tencentCodes, zenlayer: zenlayerCodes };
const phrasings = { alibaba: alibabaPhrasing, tencent: tencentPhrasing, zenlayer: zenlayerPhrasing };

/** A client whose every request gets that refusal. */
async function refusing(name: ProviderName, code: string, status: number) {
  const phrasing = phrasings[name];
  const { body } = phrasing.refused(code, 'as the page says');
  const server = await serve(always(status, JSON.stringify(body)));
  const { credentials, region } = phrasing;
  return { phrasing, ...aProvider(name, { origin: server.origin, credentials, region }) };
}

describe.each(Object.entries(rows) as [ProviderName, readonly Row[]][])('a reboot that %s refuses', (name, own) => {
  it.each(own)('%s: %s with HTTP %i is %s', async (_what, code, status, kind) => {
    const { reboot, provider, phrasing } = await refusing(name, code, status);
    const { failure } = await failureIn(reboot([phrasing.id(0)]));
    expect(failure).toMatchObject({ kind, code });
    expect(tables[name].exact, 'a row of its own').toHaveProperty([code]);
    if (kind === 'permission') expect(provider.explain(code, '')?.advice).toContain('RebootInstances');
  });
});

// RebootInstances page: with SuccessFirst the same codes come with HTTP 200, in the row of the id.
// The text says that an accepted one is Starting, the sample says Stopping.
it('reads the rows of Alibaba, one by one', async () => {
  const { id, credentials, region } = alibabaPhrasing;
  const refused = alibaba.filter(([, , , kind]) => kind === 'instance' || kind === 'wrongState');
  const accepted = ['Starting', 'Stopping'].map((CurrentStatus) => ({ Code: '200', Message: 'success', CurrentStatus }));
  const answers = [...accepted, ...refused.map(([, Code]) => ({ Code, Message: 'no' }))];
  const InstanceResponse = answers.map((row, n) => ({ InstanceId: id(n), PreviousStatus: 'Running', ...row }));
  const server = await serve(always(200, JSON.stringify({ RequestId: 'R', InstanceResponses: { InstanceResponse } })));
  const { reboot } = aProvider('alibaba', { origin: server.origin, credentials, region });
  const said = [...(await reboot(answers.map((_, n) => id(n)))).values()];
  expect(said.map((each) => (each.result === 'failed' ? [each.failure.code, each.failure.kind] : each.result))).toEqual([
    'accepted',
    'accepted',
    ...refused.map(([, code, , kind]) => [code, kind]),
  ]);
});
