import { quote } from '../../text/describe-value.ts';
import { nearestWord } from '../../text/nearest-word.ts';
import type { Reading } from '../../text/reading.ts';

const fixZone = 'write a name such as Asia/Shanghai, America/New_York or UTC';

// Cities that people write, although their zone is named after another city.
const otherCities: Readonly<Record<string, string>> = {
  'asia/beijing': 'Asia/Shanghai',
  'asia/guangzhou': 'Asia/Shanghai',
  'asia/hangzhou': 'Asia/Shanghai',
  'asia/shenzhen': 'Asia/Shanghai',
  'europe/frankfurt': 'Europe/Berlin',
  'europe/munich': 'Europe/Berlin',
};

// ICU also knows old abbreviations such as PST and IST, which are no IANA names and mean different
// places to different people.
const threeLetterNames = ['UTC', 'GMT', 'UCT', 'EST', 'MST', 'HST', 'CET', 'EET', 'MET', 'WET', 'PRC', 'ROC', 'ROK'];

/**
 * Reads an IANA time zone name in its own spelling: `Asia/Shanghai`, `UTC`. Abbreviations are
 * refused, and so are offsets: they know no daylight saving, and the `Etc` ones have the opposite
 * sign of what people write (tz database, file etcetera).
 */
export function readTimeZone(text: string): Reading<string> {
  if (isOffset(text)) {
    return { problem: `${quote(text)} is an offset, not a time zone`, fix: fixZone };
  }
  const spelling = isAbbreviation(text) ? null : spellingOf(text);
  if (spelling === text) return { value: text };
  const city = Object.hasOwn(otherCities, text.toLowerCase()) ? otherCities[text.toLowerCase()] : undefined;
  const meant = spelling ?? city ?? nearestWord(text, ['UTC', ...Intl.supportedValuesOf('timeZone')]);
  const problem = `${quote(text)} is not an IANA time zone`;
  return {
    problem,
    fix: meant === null ? fixZone : `did you mean ${meant}?`,
  };
}

// The name in its right letter case, or null when Intl does not know it. Scheduler may not ignore
// letter case, as Intl does.
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

// `+08:00`, `UTC+8`, `GMT-3`, `Etc/GMT-8`, `UTC+05:30`; not GMT0 and the like, which are UTC.
function isOffset(text: string): boolean {
  return /^(etc\/)?(utc|gmt|z)?\s*[+\u2212-]\s*\d{1,2}(:?\d{2})?$/i.test(text) && !/^(etc\/)?gmt[+-]0$/i.test(text);
}

function isAbbreviation(name: string): boolean {
  return /^[A-Z]{3}$/.test(name) && !threeLetterNames.includes(name);
}
