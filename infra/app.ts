import { App } from 'aws-cdk-lib';
import { ASSET_RESOURCE_METADATA_ENABLED_CONTEXT } from 'aws-cdk-lib/cx-api';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import { readConfiguration } from '../shared/configuration/configuration-file.ts';
import { configurationWarnings } from '../shared/configuration/configuration-warnings.ts';
import { ConfigurationError, formatMistake } from '../shared/configuration/mistake.ts';
import { stackName } from '../shared/domain/names.ts';
import { withFunctionCode } from './bundle.ts';
import { ReveilleStack } from './stack.ts';

// The program that `cdk` runs: a configuration file in, a cloud assembly out. This file sets what
// the cdk command would set, so that the assembly is the same whether that command or Node runs
// it. A finding of CDK's own template rules stops it. The flags are those that the library
// recommends to new projects; the library's version is pinned, so they change only with it.
const context = {
  ...recommendedFlags,
  [ASSET_RESOURCE_METADATA_ENABLED_CONTEXT]: true,
  '@aws-cdk/core:validateAgainstDefaultRules': true,
};

// A rehearsal sets the time of its own clock.
const now = Number(process.env.REVEILLE_NOW ?? Date.now());

try {
  const configuration = await readConfiguration(process.env.REVEILLE_CONFIG ?? 'reveille.yaml');
  // Warnings go to stderr and never into the assembly. That is the same on every day, but
  // for the rules of schedules that begin or end.
  for (const warning of configurationWarnings(configuration, now)) process.stderr.write(`warning: ${warning}\n`);
  await withFunctionCode(configuration, (code) => {
    const app = new App({ analyticsReporting: false, postCliContext: context });
    new ReveilleStack(app, stackName, { configuration, code, now });
    app.synth();
  });
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  for (const mistake of error.mistakes) process.stderr.write(`${formatMistake(mistake)}\n`);
  process.exitCode = 2;
}
