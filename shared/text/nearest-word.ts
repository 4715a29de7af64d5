/**
 * The candidate that a person most likely meant by `word`, or null when none is near: at most two
 * edits, or one for words of up to four letters. Letter case does not count as an edit.
 */
export function nearestWord(word: string, candidates: Iterable<string>): string | null {
  // The distance below is quadratic, and no candidate is this long.
  if (word.length > 100) return null;
  let nearest: string | null = null;
  let fewest = word.length <= 4 ? 2 : 3;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= fewest) continue;
    const edits = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (edits < fewest) {
      fewest = edits;
      nearest = candidate;
    }
  }
  return nearest;
}

// Levenshtein's distance, one row at a time.
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (const [column, other] of [...to].entries()) {
      const replaced = (row[column] ?? 0) + Number(letter !== other);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
