/**
 * A text as one word of a command line that somebody copies into a shell: in single quotes where
 * the shell would take a character of it for its own.
 */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
