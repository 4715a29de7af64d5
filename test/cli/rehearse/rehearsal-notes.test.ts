import { expect, it } from 'vitest';
import { rehearsalLine, withState } from '../../../cli/rehearse/rehearsal-notes.ts';

it('says that nothing was sent to a provider', () => {
  expect(rehearsalLine({})).toBe('Rehearsal: nothing was sent to a provider; stand-in clouds on this machine answered.');
});

it('says where the requests of accounts with an endpoint were sent', () => {
  expect(rehearsalLine({ ali: 'https://ecs.example.com', tc: 'http://127.0.0.1:9' })).toBe(
    'Rehearsal: requests were sent to endpoints (those of ali to https://ecs.example.com, those of tc to http://127.0.0.1:9); ' +
      'stand-in clouds on this machine answered all others.',
  );
});

it('adds the state file to each advice to redrive, once', () => {
  const advice = '  npx reveille dlq redrive --queue alibaba\nredrive --queue jobs --state f.json\nthen redrive.';
  expect(withState(advice, 'f.json')).toBe(
    '  npx reveille dlq redrive --queue alibaba --state f.json\nredrive --queue jobs --state f.json\nthen redrive.',
  );
  expect(withState('redrive --queue jobs', "Bob's 机器.json")).toBe("redrive --queue jobs --state 'Bob'\\''s 机器.json'");
});
