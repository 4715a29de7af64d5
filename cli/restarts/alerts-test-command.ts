import type { Command } from 'commander';
import { UsageError } from '../terminal/exit-code.ts';
import { type Frame, makeConfiguredCommand, runs } from '../terminal/make-command.ts';

/** What `reveille alerts-test` is asked to do. */
export interface AlertsTestOptions {
  readonly config: string;
  readonly source: string;
  /** The machine it names; null for the first that a restart of this source lists. */
  readonly instance: string | null;
  /** True: it says that the machine is down. */
  readonly firing: boolean;
  /** The origin of the ingest endpoint to send it to; null to print it. */
  readonly send: URL | null;
  /** The file with the source's secret; null for a placeholder. */
  readonly secrets: string | null;
  readonly json: boolean;
}

/** The options of the command line, as they were typed. */
export interface AlertsTestValues {
  readonly config: string;
  readonly source?: string;
  readonly instance?: string;
  readonly firing?: boolean;
  readonly send?: string;
  readonly secrets?: string;
  readonly json?: boolean;
}

/** `reveille alerts-test`. */
export function alertsTestCommand(frame: Frame): Command {
  return makeConfiguredCommand(
    {
      name: 'alerts-test',
      summary: 'Print, or send, an alert as a source sends it, to try the wiring',
      description:
        'Prints an alert about a machine of yours as its source sends it, or sends it to your ingest endpoint. It says that ' +
        'the alert is over, so nothing is restarted; with --firing it says that the machine is down, and it is restarted.',
      examples: ['alerts-test --source prometheus', 'alerts-test --source prometheus --secrets keys.json --send https://…'],
    },
    frame,
  )
    .option('--source <name>', 'the source, as the configuration names it')
    .option('--instance <id>', 'the machine that it names (default: the first that a restart of this source lists)')
    .option('--firing', 'say that the machine is down')
    .option('--send <url>', 'send it to this endpoint: the output AlertsEndpoint of the stack')
    .option(
      '--secrets <file>',
      'the secret of the source, as JSON: {"<secret name>": {"token": …}}; without it a placeholder is printed',
    )
    .option('--json', 'write one JSON object')
    .action(
      runs(frame, async (values: AlertsTestValues, _args, world) => {
        const options = readAlertsTestOptions(values);
        const { alertsTest } = await import('./alerts-test.ts');
        return alertsTest(options, world);
      }),
    );
}

/** Reads the values of `alerts-test`. Throws UsageError naming everything that is wrong. */
export function readAlertsTestOptions(values: AlertsTestValues): AlertsTestOptions {
  const { config, source = '', instance = null, firing = false, send, secrets = null, json = false } = values;
  const mistakes: string[] = [];
  if (source === '') mistakes.push('--source NAME is missing: name a source of the configuration');
  const url = send === undefined ? null : URL.parse(send);
  if (send !== undefined && !isOrigin(url))
    mistakes.push(`--send ${send}: must be an https origin without a path, as the stack's output AlertsEndpoint is`);
  if (send !== undefined && secrets === null)
    mistakes.push('--secrets FILE is missing: --send needs the secret of the source, or the endpoint answers 404');
  if (mistakes.length > 0) throw new UsageError(mistakes.join('\n'));
  return { config, source, instance, firing, send: url, secrets, json };
}

// A token must not go over the wire in the clear, except on this machine.
function isOrigin(url: URL | null): boolean {
  if (url === null || url.pathname !== '/' || url.search !== '' || url.username !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname));
}
