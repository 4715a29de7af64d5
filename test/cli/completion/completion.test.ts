import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { reveilleProgram } from '../../../cli/reveille.ts';
import { aWorld, runReveille } from '../a-world.ts';

const program = reveilleProgram({ world: aWorld().world, exitWith: () => {} });

/** What bash offers after these words, the last of which is being typed. */
async function offered(...words: string[]): Promise<string[]> {
  const { stdout } = await runReveille(['completion', 'bash']);
  const line = ['reveille', ...words].map((word) => `'${word}'`).join(' ');
  const script = `${stdout}\nCOMP_WORDS=(${line}); COMP_CWORD=${words.length}; _reveille; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', script], { encoding: 'utf8' }).trim().split('\n');
}

describe('completion in bash', () => {
  it.each([
    { words: ['p'], offers: ['plan'] },
    { words: ['va'], offers: ['validate'] },
    { words: ['plan', '--i'], offers: ['--ics'] },
    { words: ['plan', '--json', '--d'], offers: ['--days'] },
    { words: ['dlq', ''], offers: ['list', 'redrive', 'help', '-h', '--help'] },
    { words: ['dlq', 'list', '--q'], offers: ['--queue'] },
    { words: ['dlq', 'redrive', '--s'], offers: ['--state'] },
    { words: ['start', '--str'], offers: ['--strict'] },
    { words: ['local', '--str'], offers: [''] },
  ])('after $words offers $offers', async ({ words, offers }) => {
    expect(await offered(...words)).toEqual(offers);
  });
});

describe.each(['bash', 'zsh', 'fish'])('the script for %s', (shell) => {
  it('has every command and every option that the help shows', async () => {
    const { code, stdout, stderr } = await runReveille(['completion', shell]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const command of program.commands) {
      expect(stdout).toContain(command.name());
      for (const option of command.options) if (!option.hidden) expect(stdout).toContain(option.long?.slice(2));
    }
  });
});

it('refuses a shell that it does not know in one line', async () => {
  const line = 'completion tcsh: there is no script for this shell; the shells are bash, zsh, fish\n';
  expect(await runReveille(['completion', 'tcsh'])).toEqual({ code: 2, stdout: '', stderr: line });
});
