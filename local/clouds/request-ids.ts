/** Request ids in the form of a UUID that count up, so that a run repeats itself and no two answers share one. */
export function requestIds(): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `00000000-0000-4000-8000-${last.toString(16).padStart(12, '0')}`;
  };
}
