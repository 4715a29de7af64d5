import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import '../../support/synthesis/by-synthesis-host.ts';
import type { Report } from '../../../shared/history/report.ts';
import { alertmanagerBody, bearer } from './sending.ts';

/** The machine that falls over again and again. */
export const flapper = 'i-bp1flapper00000001';

const config = `accounts: { ali: { provider: alibaba, secret: ali } }
sources: { prometheus: { kind: alertmanager, secret: prometheus } }
restarts:
  down: { sources: [prometheus], holdOff: 0s, targets: [{ account: ali, region: cn-hangzhou, instances: [${flapper}] }] }
schedules:
  other: { start: { at: "09:00", days: daily }, targets: [{ account: ali, region: cn-hangzhou, instances: [i-bp1other000000001] }] }
`;

/**
 * A machine trips in a rehearsal, is resumed, and is restarted again: three commands, one state.
 */
export async function tripScenario() {
  const folder = await mkdtemp(join(tmpdir(), 'reveille-trip-'));
  try {
    const file = async (name: string, text: string): Promise<string> => {
      await writeFile(join(folder, name), text);
      return join(folder, name);
    };
    const [yaml, state] = [await file('reveille.yaml', config), join(folder, 'state.json')];
    const keys = { ali: { accessKeyId: 'LTAI', accessKeySecret: 'secret' }, prometheus: { token: 'a-token' } };
    const secrets = await file('keys.json', JSON.stringify(keys));
    const rehearse = async (alerts: string) => {
      const { code, stdout } = await run(
        'local',
        '--config',
        yaml,
        '--secrets',
        secrets,
        '--alerts',
        alerts,
        '--state',
        state,
        '--json',
      );
      return { code, report: JSON.parse(stdout) as Report };
    };
    // Six episodes within an hour, each after the cooldown of the one before: it falls over, is
    // restarted, recovers, falls over. Three restarts are an hour's budget.
    const began = Date.now();
    const six = await file('six.json', JSON.stringify([0, 1, 2, 3, 4, 5].flatMap((n) => episode(began, n * 660))));
    const tripped = await rehearse(six);
    const resumed = await run('resume', 'down', '--config', yaml, '--state', state, '--json');
    const { clock = '' } = JSON.parse(await readFile(state, 'utf8')) as { clock?: string };
    const again = await rehearse(await file('again.json', JSON.stringify(episode(Date.parse(clock), 60))));
    return { tripped, resumed: { code: resumed.code, said: JSON.parse(resumed.stdout) as unknown }, again };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * An alert so many seconds after a run begins, and its recovery two minutes later. `began` is
 * roughly when that is: an alert says when its episode began.
 */
function episode(began: number, after: number) {
  const startsAt = new Date(began + after * 1_000).toISOString();
  const said = (status: 'firing' | 'resolved', later: number) => ({
    after: `${after + later}s`,
    ...{ source: 'prometheus', headers: bearer('a-token'), body: alertmanagerBody([{ id: flapper, status, startsAt }]) },
  });
  return [said('firing', 0), said('resolved', 120)];
}

/** Runs a command line in this process, and gives its exit code and what it wrote. */
async function run(...args: string[]) {
  // Now, because the synthesis host is put in its place before it is loaded.
  const { reveille } = await import('../../../cli/reveille.ts');
  const written = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof written) => ({
    write: (text: string) => {
      written[name] += text;
      // The sign of life for which the test waits.
      process.stdout.write(`${args[0]} writes\n`);
    },
  });
  const outside = () => {
    throw new Error('AWS was asked, or cdk was run');
  };
  const code = await reveille(args, {
    ...{ stdin: new PassThrough(), stdout: stream('stdout'), stderr: stream('stderr'), env: {}, now: Date.now },
    ...{ pause: async () => {}, sqs: outside, dynamo: outside, cloudFormation: outside, cdk: outside },
  });
  return { code, ...written };
}
