import { cvm } from 'tencentcloud-sdk-nodejs-cvm';

// The least that a function built on Tencent's own SDK needs: a client and one StartInstances.
// JavaScript, because the SDK's types are there only where the bench is installed.
export async function handler({ region, instanceIds, secretId, secretKey }) {
  const client = new cvm.v20170312.Client({ credential: { secretId, secretKey }, region });
  return client.StartInstances({ InstanceIds: instanceIds });
}
