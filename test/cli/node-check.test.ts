import { expect, it } from 'vitest';
import { nodeRefusal } from '../../cli/node-check.mjs';

it.each(['14.21.3', '18.20.8', '20.20.2', '22.23.0', '23.11.1'])(
  'Node %s is refused in one line that says what to do',
  (version) => {
    const refusal = nodeRefusal(version);
    expect(refusal).toMatch(
      new RegExp(`^Reveille needs Node 24 or newer, and this is Node ${version.replaceAll('.', '\\.')}\\. `),
    );
    expect(refusal).toMatch(/npm ci .*npx reveille.*Mac, Alpine Linux or Windows on ARM.*install Node 24 first/);
    expect(refusal).not.toContain('\n');
  },
);

it.each(['24.0.0', '24.21.0', '25.1.0', '100.0.0'])('Node %s is taken', (version) => {
  expect(nodeRefusal(version)).toBeNull();
});
