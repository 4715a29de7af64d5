import type { Command } from 'commander';
import { letterOwners } from '../../shared/domain/names.ts';
import { defaultConfig, type Frame, makeCommand, runs } from '../terminal/make-command.ts';
import { type DlqValues, readListOptions, readRedriveOptions } from './dlq-options.ts';

const queues = letterOwners.join('|');

/** `reveille dlq`, with its two commands. */
export function dlqCommand(frame: Frame): Command {
  return makeCommand({
    name: 'dlq',
    summary: 'List the machines that failed, or send them back to work',
    description:
      'Failed machines wait in dead-letter queues. Lists them with their reasons, or sends them back to work. ' +
      'Asks AWS with the credentials and region of your environment, unless --state names the file of a rehearsal.',
    examples: ['dlq list', 'dlq redrive --queue alibaba'],
  })
    .addCommand(listCommand(frame))
    .addCommand(redriveCommand(frame));
}

function listCommand(frame: Frame): Command {
  const command = makeCommand({
    name: 'list',
    summary: 'List the failed machines and why they failed',
    examples: ['dlq list --queue alibaba --json'],
  }).option('--queue <queue>', `this queue only: ${queues} (default: all)`);
  return withCommonOptions(command).action(
    runs(frame, async (values: DlqValues, _args, world) => {
      const options = readListOptions(values);
      const { listLetters } = await import('./dlq.ts');
      return listLetters(options, world);
    }),
  );
}

function redriveCommand(frame: Frame): Command {
  const command = makeCommand({
    name: 'redrive',
    summary: 'Send the dead letters of a queue back to work: their machines are started, or stopped, again',
    description:
      'Sends the dead letters of a queue back to work, and says what each would do now. ' +
      'A letter stays when its schedule wants the opposite by now: a start is not sent back in the evening.',
    examples: ['dlq redrive --queue alibaba'],
  })
    .option('--queue <queue>', `whose letters: ${queues}`)
    .option('--config <file>', `the configuration that knows the hours (default: ${defaultConfig}, if it is there)`)
    .option('--against-the-plan', 'also letters whose schedule wants the opposite by now');
  return withCommonOptions(command).action(
    runs(frame, async (values: DlqValues, _args, world) => {
      const options = readRedriveOptions(values);
      const { redriveLetters } = await import('./dlq.ts');
      return redriveLetters(options, world);
    }),
  );
}

function withCommonOptions(command: Command): Command {
  return command
    .option('--state <file>', 'the dead letters in the state file of a rehearsal, instead of AWS')
    .option('--json', 'write one JSON object');
}
