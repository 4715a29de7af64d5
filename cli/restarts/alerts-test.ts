import { readSecrets } from '../../shared/configuration/secrets-file.ts';
import type { Configuration } from '../../shared/contract/compiled-configuration.ts';
import type { Restart, Source } from '../../shared/contract/compiled-restarts.ts';
import { type SourceSecret, sourceSecret } from '../../shared/contract/secret.ts';
import { NoAnswer, nodeTransport } from '../../shared/http/transport.ts';
import { readConfigurationFile } from '../configuration/read-configuration-file.ts';
import { exitCodes, UsageError } from '../terminal/exit-code.ts';
import { shellWord } from '../terminal/shell-word.ts';
import { type World, writeJson, writeLines } from '../terminal/world.ts';
import type { AlertsTestOptions } from './alerts-test-command.ts';
import { sampleBodies } from './sample-bodies.ts';
import { type SampleRequest, sampleAlert, sampleRequest } from './sample-request.ts';

/** How long an answer may take, in milliseconds: API Gateway itself ends a request after 30 s. */
const answerWithinMs = 35_000;

/**
 * Prints the alert of a source, or sends it.
 * @returns the exit code: 1 when the endpoint refused it. Throws UsageError and ConfigurationError
 * for the operator's mistakes, also when the endpoint cannot be reached
 */
export async function alertsTest(options: AlertsTestOptions, world: World): Promise<number> {
  const { config, send, json } = options;
  const configuration = await readConfigurationFile(config);
  const source = sourceOf(configuration, options);
  const { restart, instanceId } = machineOf(configuration, source, options);
  const now = world.now();
  const alert = sampleAlert(restart, source, instanceId, options.firing ? 'firing' : 'resolved', now);
  if (source.kind === 'cloudwatch') {
    if (send !== null)
      throw new UsageError(
        `--send: ${options.source} is of kind cloudwatch, which has no endpoint; set its alarm with: aws cloudwatch set-alarm-state`,
      );
    const event: unknown = JSON.parse(sampleBodies.cloudwatch(alert, source).body);
    if (json) writeJson(world, { event });
    else writeLines(world.stdout, [JSON.stringify(event, null, 2)]);
    return exitCodes.allWell;
  }
  const secret = options.secrets === null ? null : await secretIn(options.secrets, source);
  const request = sampleRequest([options.source, source], alert, secret, now);
  if (send !== null) return sendTo(send, request, options, world);
  if (json) writeJson(world, { source: options.source, ...request });
  else writeLines(world.stdout, curlLines(request));
  return exitCodes.allWell;
}

/** The secret of a source, as a file of secrets has it. */
async function secretIn(file: string, source: Source): Promise<SourceSecret> {
  const secrets = await readSecrets(file, { accounts: {}, sources: { source } });
  return sourceSecret.parse(secrets[source.secret ?? '']);
}

function sourceOf({ sources }: Configuration, { source, config }: AlertsTestOptions): Source {
  const found = Object.hasOwn(sources, source) ? sources[source] : undefined;
  if (found !== undefined) return found;
  const names = Object.keys(sources);
  const has = names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`;
  throw new UsageError(`--source ${source}: ${config} has no source of that name; ${has}`);
}

function machineOf({ restarts }: Configuration, { kind, names }: Source, { source, config, instance }: AlertsTestOptions) {
  const own: { restart: Restart; instanceId: string }[] = Object.values(restarts).flatMap((restart) =>
    restart.sources.includes(source)
      ? restart.targets.flatMap(({ instances }) => instances.map((instanceId) => ({ restart, instanceId })))
      : [],
  );
  const wanted = own.filter(({ instanceId }) => instance === null || instanceId === instance);
  if (wanted.length === 0) {
    const ids = own.map(({ instanceId }) => instanceId).join(', ');
    throw new UsageError(`--instance ${instance}: no restart of ${source} in ${config} lists it; they list ${ids}`);
  }
  // Uptime Kuma says nothing of a machine but the name of its monitor.
  const named = wanted.find(({ instanceId }) => kind !== 'uptime-kuma' || Object.values(names).includes(instanceId));
  if (named !== undefined) return named;
  if (instance === null) throw new UsageError(`source ${source} names no machine: put its monitors into names`);
  throw new UsageError(`source ${source} does not name ${instance}: put its monitor into names`);
}

async function sendTo(endpoint: URL, request: SampleRequest, { json }: AlertsTestOptions, world: World): Promise<number> {
  const { status, body } = await answerOf(endpoint, request);
  const isTaken = status < 300;
  if (json) writeJson(world, { status, answer: body });
  else writeLines(world.stdout, [`${status}${body === '' ? '' : ` ${body}`}${isTaken ? '' : `: ${refusalOf(status)}`}`]);
  return isTaken ? exitCodes.allWell : exitCodes.notAllWell;
}

function refusalOf(status: number): string {
  if (status === 404) return 'the endpoint does not know this source, or its secret is another one';
  return status === 503 ? 'its queue refused the alert; send it again' : 'it was not taken';
}

async function answerOf(endpoint: URL, { path, headers, body }: SampleRequest) {
  const transport = nodeTransport();
  try {
    const request = {
      origin: endpoint.origin,
      path,
      method: 'POST' as const,
      headers: { host: endpoint.host, ...headers },
      body,
    };
    return await transport.send(request, AbortSignal.timeout(answerWithinMs));
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    throw new UsageError(`--send ${endpoint.origin}: ${error.message}; check the address and the network`);
  } finally {
    await transport.close();
  }
}

/** The request as a command line to copy. */
function curlLines({ path, headers, body }: SampleRequest): string[] {
  const words = [
    ...Object.entries(headers).map(([name, value]) => `-H ${shellWord(`${name}: ${value}`)}`),
    `--data-raw ${shellWord(body)}`,
  ];
  return [`curl -i "$ENDPOINT${path}" \\`, ...words.map((word, n) => `  ${word}${n < words.length - 1 ? ' \\' : ''}`)];
}
