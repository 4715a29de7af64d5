import type { Report } from '../../shared/history/report.ts';
import { hasTripped, type RestartRow } from '../../shared/history/restart-rows.ts';
import { WallTime } from '../../shared/schedule/wall-time.ts';
import type { Paint } from '../terminal/paint.ts';
import { plural } from '../terminal/plural.ts';
import { shellWord } from '../terminal/shell-word.ts';

/** Why a restart left a machine alone, for people. */
const skipped: Readonly<Record<RestartRow['because'], string>> = {
  firing: '',
  resolved: 'the alert is over',
  duplicate: 'this episode has had its answer',
  stale: 'the alert is too old',
  'no-match': 'no restart matches this alert',
  'not-listed': 'no restart lists this machine',
  'outside-hours': 'its schedule wants it off now',
  held: 'somebody holds it',
  cooldown: 'it was started, stopped or rebooted a short time ago',
  budget: 'it was restarted too often',
  flapping: 'it falls over again and again',
  'at-once': 'too many machines at once',
  tripped: 'a person must resume it',
};

/**
 * The alerts of a run as a section: what was refused at the door, then a line for each decision;
 * none without alerts. Times are of the zone of all schedules (`zones`), or of UTC where there are
 * several zones.
 */
export function alertSections(
  { alertsReceived, restarts }: Report,
  zones: Readonly<Record<string, string>>,
  paint: Paint,
): string[] {
  const refused = alertsReceived.filter(({ accepted }) => accepted === null);
  if (refused.length + restarts.length === 0) return [];
  const doors = refused.map(
    ({ source, status }) => `  ${paint.bad(`refused  ${source}: ${refusals[status] ?? ''}(HTTP ${status})`)}`,
  );
  const width = (pick: (row: RestartRow) => string) => Math.max(0, ...restarts.map((row) => pick(row).length));
  const [idWidth, restartWidth] = [width(machineIn), width(restartIn)];
  const zone = zoneOf(zones);
  const timeOf = timesIn(zone);
  const lines = restarts.map((row) => {
    const what = `${machineIn(row).padEnd(idWidth)}  ${restartIn(row).padEnd(restartWidth)}`;
    return `  ${paint.quiet(timeOf(row.at))}  ${what}  ${wordsOf(row, timeOf, paint)}`;
  });
  return [[paint.title(`Alerts, times of ${zone}:`), ...doors, ...lines].join('\n')];
}

/** What to do about the machines that tripped, as lines for the summary. */
export function tripLines({ restarts }: Report, paint: Paint): string[] {
  const tripped = restarts.filter(hasTripped);
  if (tripped.length === 0) return [];
  const resume = tripped.map(
    ({ restart, instanceId }) => `  npx reveille resume ${shellWord(restart ?? '')} --instance ${shellWord(instanceId ?? '')}`,
  );
  return [
    paint.bad(`${plural(tripped.length, 'machine')} tripped and will not be restarted again. Once it is well again:`),
    ...new Set(resume),
  ];
}

/** What a refusal of the ingest endpoint means. */
const refusals: Readonly<Record<number, string>> = {
  400: 'nobody can read the body ',
  404: 'no such source, or not its key ',
  413: 'the body is too large ',
  429: 'too many requests at once ',
  503: 'the alerts queue refused ',
};

function wordsOf(row: RestartRow, timeOf: (instant: string) => string, paint: Paint): string {
  if (row.decision === 'act') return paint.good('restart');
  const until = row.until === null ? '' : ` until ${timeOf(row.until)}`;
  const words = `left alone, ${row.because}${until}: ${skipped[row.because]}`;
  return hasTripped(row) ? paint.bad(words) : words;
}

function machineIn({ instanceId }: RestartRow): string {
  return instanceId ?? '-';
}

function restartIn({ restart }: RestartRow): string {
  return restart ?? '-';
}

function zoneOf(zones: Readonly<Record<string, string>>): string {
  const [zone = 'UTC', another] = new Set(Object.values(zones));
  return another === undefined ? zone : 'UTC';
}

/** Instants as the wall clock of a zone shows them: `2026-11-27 03:10:00`. */
function timesIn(zone: string): (instant: string) => string {
  const wall = new WallTime(zone);
  return (instant) => new Date(wall.at(Date.parse(instant))).toISOString().slice(0, 19).replace('T', ' ');
}
