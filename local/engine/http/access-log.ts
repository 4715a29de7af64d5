/**
 * A line of an access log: the stage's format with every `$context.…` variable replaced, `-` for
 * one without a value (API Gateway developer guide, "Customize HTTP API access logs").
 */
export function accessLogLine(format: string, values: Readonly<Record<string, string | number | undefined>>): string {
  return format.replace(/\$context\.([A-Za-z0-9]+(?:\.[A-Za-z0-9]+)*)/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined || value === '' ? '-' : String(value);
  });
}

/**
 * Why API Gateway would not take a format: it is one line of at most 3 KB with the id of the
 * request in it (API Gateway API reference, AccessLogSettings; quotas of HTTP APIs). Null for one
 * that it takes.
 */
export function formatFault(format: string): string | null {
  if (/[\r\n]/.test(format)) return 'it must be a single line';
  if (format.length > 3 * 1024) return 'it must be at most 3 KB long';
  return /\$context\.requestId\b/.test(format) ? null : 'it must have $context.requestId in it';
}
