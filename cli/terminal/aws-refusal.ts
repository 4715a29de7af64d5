import { UsageError } from './exit-code.ts';

const howToLogIn = 'log in with aws sso login, or set AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY';

/**
 * What a call of AWS threw, as one line for the operator: no credentials, no region or one that
 * does not exist, AWS out of reach, or AWS's own refusal of `action` (`sqs:GetQueueUrl`) on
 * `resource`. Any other error is a fault of Reveille itself, and is returned unchanged.
 */
export function awsRefusal(error: unknown, action: string, resource: string): unknown {
  if (!(error instanceof Error)) return error;
  // What every service of the SDK throws for a refusal, and for nothing else.
  if ('$fault' in error && !('$response' in error && error.name === 'SyntaxError'))
    return new UsageError(`AWS refused ${action} on ${resource}: ${error.name}${saying(error.message)}`);
  // The SDK's own names for a chain of sources that gave no credentials.
  if (error.name === 'CredentialsProviderError' || error.name === 'TokenProviderError')
    return new UsageError(`no AWS credentials${saying(error.message)}; ${howToLogIn}`);
  if (error.message === 'Region is missing') return new UsageError('no AWS region; set AWS_REGION, or a region in your profile');
  const [, region] = /^Region not accepted: region=(".*?")/.exec(error.message) ?? [];
  if (region !== undefined)
    return new UsageError(`AWS has no region ${region}; correct AWS_REGION, or the region in your profile`);
  // When the SDK cannot parse an answer, it adds the raw answer to its error.
  if ('$response' in error)
    return new UsageError(`the answer to ${action} does not come from AWS; look for a proxy or a block page in between`);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  if (code !== null || error.name === 'TimeoutError')
    return new UsageError(
      `AWS cannot be reached for ${action} (${code ?? error.name}); check the region in AWS_REGION, or in your profile, and the network`,
    );
  return error;
}

/**
 * The first line of a message. AWS explains a wrong signature by quoting headers: such a message
 * is not repeated.
 */
function saying(message: string): string {
  const [line = ''] = message.split('\n');
  return line === '' || /Authorization|Signature=|Credential=|x-amz-security-token/i.test(line) ? '' : `: ${line}`;
}
