/** A command line that cannot be carried out. The message is one line (or one per mistake) that says what is wrong and what would be right. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
