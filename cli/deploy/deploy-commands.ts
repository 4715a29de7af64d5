import type { Command } from 'commander';
import { type Frame, makeConfiguredCommand, runs } from '../terminal/make-command.ts';

/** `reveille synth`. */
export function synthCommand(frame: Frame): Command {
  return makeConfiguredCommand(
    {
      name: 'synth',
      summary: 'Write the CloudFormation template and the functions’ code, offline',
      description:
        'Writes the CloudFormation template and the functions’ code. Needs no network and no AWS account. ' +
        'The same configuration gives the same bytes every time, but for schedules that begin or end. Further arguments go to cdk synth.',
      examples: ['synth --config my.yaml'],
    },
    frame,
  )
    .option('-o, --output <folder>', 'the folder to write (default: ./cdk.out)')
    .argument('[cdk arguments...]', 'further arguments for cdk synth')
    .allowUnknownOption()
    .action(
      runs(frame, async ({ config, output = 'cdk.out' }: { readonly config: string; readonly output?: string }, rest, world) => {
        const { synth } = await import('./synth.ts');
        return synth({ config, output, rest }, world);
      }),
    );
}

/** `reveille deploy`. */
export function deployCommand(frame: Frame): Command {
  return makeConfiguredCommand(
    {
      name: 'deploy',
      summary: 'Deploy to AWS with the credentials and region of your environment',
      description:
        'Deploys to AWS with the credentials and region of your environment. Further arguments go to cdk deploy. ' +
        'The account must be bootstrapped once: npx cdk bootstrap.',
      examples: ['deploy --config my.yaml', 'deploy --config my.yaml --require-approval never'],
    },
    frame,
  )
    .argument('[cdk arguments...]', 'further arguments for cdk deploy')
    .allowUnknownOption()
    .action(
      runs(frame, async ({ config }: { readonly config: string }, rest, world) => {
        const { deploy } = await import('./deploy.ts');
        return deploy(config, rest, world);
      }),
    );
}
