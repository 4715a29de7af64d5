/** Where the local stack seems to live. The account number is the one fauxqs has built in. */
export const locality = { partition: 'aws', region: 'us-east-1', accountId: '000000000000' } as const;

/** An ARN of this place: `arn:aws:<service>:us-east-1:000000000000:<resource>`. */
export function localArn(service: string, resource: string): string {
  // IAM is global: its ARNs carry no region (IAM user guide, "IAM identifiers").
  const region = service === 'iam' ? '' : locality.region;
  return `arn:${locality.partition}:${service}:${region}:${locality.accountId}:${resource}`;
}
