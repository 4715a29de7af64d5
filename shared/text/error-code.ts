/** The code of a failed system call, such as `ENOENT`; `otherwise` for an error without a code. */
export function errorCodeOf(error: unknown, otherwise = 'unknown error'): string {
  return error instanceof Error && 'code' in error ? String(error.code) : otherwise;
}
