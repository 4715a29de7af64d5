/**
 * Rows of text as lines with aligned columns: the first to the left, the others, which are
 * figures, to the right.
 */
export function aligned(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const lines = rows.map((row) => {
    const cells = widths.map((width, column) =>
      column === 0 ? (row[column] ?? '').padEnd(width) : (row[column] ?? '').padStart(width),
    );
    return `  ${cells.join('  ')}`.trimEnd();
  });
  return lines.join('\n');
}
