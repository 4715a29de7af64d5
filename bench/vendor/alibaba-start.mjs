import ecs from '@alicloud/ecs20140526';
import core from '@alicloud/openapi-core';

// The least that a function built on Alibaba's own SDK needs: a client and one StartInstances.
// JavaScript, because the SDK's types are there only where the bench is installed.
export async function handler({ regionId, instanceIds, accessKeyId, accessKeySecret }) {
  const config = new core.$OpenApiUtil.Config({
    accessKeyId,
    accessKeySecret,
    regionId,
    endpoint: `ecs.${regionId}.aliyuncs.com`,
  });
  const client = new ecs.default(config);
  return client.startInstances(
    new ecs.StartInstancesRequest({ regionId, batchOptimization: 'SuccessFirst', instanceId: instanceIds }),
  );
}
