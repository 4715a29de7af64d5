import { quote } from '../../text/describe-value.ts';
import { nearestWord } from '../../text/nearest-word.ts';
import type { Reading } from '../../text/reading.ts';
import type { Territory } from './calendar-source.ts';
import { loadHolidays } from './public-holidays.ts';

/** Reads `CN`, `DE-BY` or `US-CA-LA`: a country whose holidays are known, perhaps with a state and a region of it. */
export function readTerritory(text: string): Reading<Territory> {
  // China's days come from a source of their own, which knows the whole country only.
  if (text === 'CN') return { value: { country: text, state: null, region: null } };
  const known = new (loadHolidays())();
  const [country = '', state, ...rest] = text.split('-');
  const region = rest.length === 0 ? undefined : rest.join('-');
  const countries = known.getCountries('en');
  if (countries[country] === undefined) return unknown(country, 'a country whose holidays are known', countries, '');
  if (state === undefined) return { value: { country, state: null, region: null } };
  const states = known.getStates(country, 'en') ?? {};
  if (states[state] === undefined) return unknown(state, `a state of ${country}`, states, `${country}-`);
  if (region === undefined) return { value: { country, state, region: null } };
  const regions = known.getRegions(country, state, 'en') ?? {};
  if (regions[region] === undefined) return unknown(region, `a region of ${country}-${state}`, regions, `${country}-${state}-`);
  return { value: { country, state, region } };
}

// Code → name, as the library lists them.
type Codes = Readonly<Record<string, string>>;

function unknown(code: string, kind: string, codes: Codes, before: string): { readonly problem: string; readonly fix: string } {
  const problem = `${quote(code)} is not ${kind}`;
  const [example] = Object.keys(codes);
  if (example === undefined) return { problem, fix: `none are known: write ${before.slice(0, -1)}` };
  const meant = meantBy(code, codes);
  return { problem, fix: meant === null ? exampleOf(codes, before) : `did you mean ${before}${meant}?` };
}

// Two letters are near to dozens of codes, so only another letter case, or the name written out, says what was meant.
function meantBy(code: string, codes: Codes): string | null {
  const same = Object.keys(codes).find((each) => each.toLowerCase() === code.toLowerCase());
  if (same !== undefined) return same;
  const name = nearestWord(code, Object.values(codes));
  return Object.keys(codes).find((each) => codes[each] === name) ?? null;
}

function exampleOf(codes: Codes, before: string): string {
  if (before === '') return 'write a code such as CN, DE, DE-BY or US-CA';
  const all = Object.keys(codes).map((each) => `${before}${each}`);
  return `known are ${all.slice(0, 20).join(', ')}${all.length > 20 ? ' and others' : ''}`;
}
