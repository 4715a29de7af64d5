import { quote } from './describe-value.ts';
import { nearestWord } from './nearest-word.ts';
import type { Reading } from './reading.ts';

// ICU also knows old abbreviations such as PST and IST, which are no IANA names and mean different places to different people.
const threeLetterNames = ['UTC', 'GMT', 'UCT', 'EST', 'MST', 'HST', 'CET', 'EET', 'MET', 'WET', 'PRC', 'ROC', 'ROK'];

/** Reads an IANA time zone name in its own spelling: `Asia/Shanghai`, `UTC`. Offsets and abbreviations are refused. */
export function readTimeZone(text: string): Reading<string> {
  const spelling = isAbbreviation(text) ? null : spellingOf(text);
  if (spelling === text) return { value: text };
  const meant = spelling ?? nearestWord(text, ['UTC', ...Intl.supportedValuesOf('timeZone')]);
  const problem = `${quote(text)} is not an IANA time zone`;
  return {
    problem,
    fix: meant === null ? 'write a name such as Asia/Shanghai, America/New_York or UTC' : `did you mean ${meant}?`,
  };
}

// The name itself when Intl knows it; Intl ignores letter case, EventBridge Scheduler is not known to.
function spellingOf(name: string): string | null {
  if (!/^[A-Za-z]/.test(name) || name.startsWith('SystemV/')) return null;
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    if (known.toLowerCase() === name.toLowerCase()) return known;
    // An older or newer name of the same zone, which Intl answers under its main name.
    return /^[A-Z]/.test(name) ? name : known;
  } catch {
    return null;
  }
}

function isAbbreviation(name: string): boolean {
  return /^[A-Z]{3}$/.test(name) && !threeLetterNames.includes(name);
}
