import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/**
 * A request of Alertmanager as an HTTP API hands it over: one firing alert for each machine, of the
 * source `prometheus`.
 */
export function alertRequest(
  requestId: string,
  ids: readonly string[],
  { token, startsAt = '2026-11-27T09:00:00Z' }: { readonly token: string; readonly startsAt?: string },
): APIGatewayProxyEventV2 {
  const alerts = ids.map((id) => ({
    ...{ status: 'firing', startsAt, fingerprint: id },
    labels: { alertname: 'InstanceDown', severity: 'critical', instance_id: id },
    annotations: { summary: `${id} does not answer` },
  }));
  const path = '/v1/alerts/prometheus';
  const http = { method: 'POST', path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'Alertmanager' };
  const api = { accountId: '000000000000', apiId: 'api', domainName: 'api.test', domainPrefix: 'api', stage: '$default' };
  const routeKey = 'POST /v1/alerts/{source}';
  return {
    ...{ version: '2.0', routeKey, rawPath: path, rawQueryString: '', isBase64Encoded: false },
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    pathParameters: { source: 'prometheus' },
    requestContext: { ...api, http, requestId, routeKey, time: '', timeEpoch: 0 },
    body: JSON.stringify({ version: '4', status: 'firing', alerts, truncatedAlerts: 0 }),
  };
}
