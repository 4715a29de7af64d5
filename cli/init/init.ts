import { access, constants, lstat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { errorCodeOf } from '../../shared/text/error-code.ts';
import { exitCodes, UsageError } from '../terminal/exit-code.ts';
import { configOption } from '../terminal/make-command.ts';
import { type OutputStream, type World, writeLines } from '../terminal/world.ts';
import { answerRefusal, type InitAnswers, type InitQuestion, initQuestions, usualAnswers } from './init-answers.ts';
import { initText } from './init-text.ts';

/**
 * Writes a first configuration, from answers that it asks for on a terminal, or from the usual
 * answers.
 * @returns the exit code, 0
 * @throws UsageError when there is no terminal to ask on, when the file is there already or cannot
 * be written, and when the answers end early. Nothing is written then.
 */
export async function init(file: string, { asks }: { readonly asks: boolean }, world: World): Promise<number> {
  if (asks && world.stdin.isTTY !== true)
    throw new UsageError('init asks questions, and there is no terminal to ask on; add --yes to take the default answers');
  await requireWritable(file);
  const answers = asks ? await ask(world) : usualAnswers();
  await write(file, initText(answers));
  writeLines(world.stdout, [
    `${file}: written, with the schedule ${answers.name}`,
    `Next: put your own machines into it, then npx reveille validate${configOption(file)} and npx reveille plan${configOption(file)}`,
  ]);
  return exitCodes.allWell;
}

async function ask({ stdin, stderr }: World): Promise<InitAnswers> {
  writeLines(stderr, ['Press Enter to take the answer in brackets. Nothing is written before the last question.', '']);
  const reader = createInterface({ input: stdin });
  const lines = reader[Symbol.asyncIterator]();
  try {
    let answers = usualAnswers();
    for (const question of initQuestions) {
      if (question.usual(answers.provider) !== '') answers = await withAnswer(answers, question, { lines, stderr });
    }
    return answers;
  } finally {
    reader.close();
  }
}

/** The answers with one more, which is asked for until it is usable. */
async function withAnswer(
  answers: InitAnswers,
  { key, asks, usual }: InitQuestion,
  { lines, stderr }: { readonly lines: AsyncIterator<string>; readonly stderr: OutputStream },
): Promise<InitAnswers> {
  const fallback = usual(answers.provider);
  for (;;) {
    stderr.write(`${asks} [${fallback}]: `);
    const line = await lines.next();
    if (line.done === true) {
      // Ctrl-D leaves the cursor behind the question.
      stderr.write('\n');
      throw new UsageError('init: the answers ended before the last question; nothing was written');
    }
    const answer = line.value.trim() || fallback;
    const next = key === 'provider' ? { ...usualAnswers(answer), name: answers.name } : { ...answers, [key]: answer };
    const refusal = answerRefusal(next, key);
    if (refusal === null) return next;
    writeLines(stderr, [`  ${refusal.problem}; ${refusal.fix}`]);
  }
}

// Checked before the questions, because answers that cannot be written are lost.
async function requireWritable(file: string): Promise<void> {
  if (await isThere(file)) throw new UsageError(`${file} is there already; name another file with --config FILE`);
  try {
    await access(dirname(file), constants.W_OK);
  } catch (error) {
    throw notWritten(file, error);
  }
}

async function isThere(file: string): Promise<boolean> {
  try {
    // A link that leads nowhere is there too.
    await lstat(file);
    return true;
  } catch {
    return false;
  }
}

async function write(file: string, text: string): Promise<void> {
  try {
    // Fails when somebody has written the file meanwhile.
    await writeFile(file, text, { flag: 'wx' });
  } catch (error) {
    throw notWritten(file, error);
  }
}

function notWritten(file: string, error: unknown): UsageError {
  const code = errorCodeOf(error);
  return new UsageError(
    `${file}: cannot be written (${code}); name a file in a folder that you may write to, with --config FILE`,
  );
}
