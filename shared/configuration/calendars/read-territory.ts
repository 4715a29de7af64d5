import { quote } from '../../text/describe-value.ts';
import { nearestWord } from '../../text/nearest-word.ts';
import type { Reading, Refusal } from '../../text/reading.ts';
import type { Territory } from './calendar-source.ts';
import { loadHolidays } from './library-days.ts';

/**
 * Reads `CN`, `DE-BY` or `US-CA-LA`: a country whose holidays are known, perhaps with a state and
 * a region of it.
 */
export function readTerritory(text: string): Reading<Territory> {
  // China's days come from a source of their own, which knows the whole country only.
  if (text === 'CN') return { value: { country: text, state: null, region: null } };
  const known = new (loadHolidays())();
  const [country = '', state, ...rest] = text.split('-');
  const region = rest.length === 0 ? undefined : rest.join('-');
  const countries = known.getCountries('en');
  if (!Object.hasOwn(countries, country))
    return unknown(`there is no holiday data for a country ${quote(country)}`, country, countries, '');
  if (state === undefined) return { value: { country, state: null, region: null } };
  const states = known.getStates(country, 'en') ?? {};
  if (!Object.hasOwn(states, state)) return unknown(`${quote(state)} is not a state of ${country}`, state, states, `${country}-`);
  if (region === undefined) return { value: { country, state, region: null } };
  const regions = known.getRegions(country, state, 'en') ?? {};
  if (!Object.hasOwn(regions, region))
    return unknown(`${quote(region)} is not a region of ${country}-${state}`, region, regions, `${country}-${state}-`);
  return { value: { country, state, region } };
}

// Code → name, as the library lists them.
type Codes = Readonly<Record<string, string>>;

function unknown(problem: string, code: string, codes: Codes, before: string): Refusal {
  const [example] = Object.keys(codes);
  if (example === undefined) return { problem, fix: `write ${before.slice(0, -1)}` };
  const meant = meantBy(code, codes);
  return { problem, fix: meant === null ? exampleOf(codes, before) : `did you mean ${before}${meant}?` };
}

// Two letters resemble dozens of codes, so only another letter case, or the name in full, tells
// what was meant.
function meantBy(code: string, codes: Codes): string | null {
  const same = Object.keys(codes).find((each) => each.toLowerCase() === code.toLowerCase());
  if (same !== undefined) return same;
  const name = nearestWord(code, Object.values(codes));
  return Object.keys(codes).find((each) => codes[each] === name) ?? null;
}

function exampleOf(codes: Codes, before: string): string {
  if (before === '') return 'write a code such as CN, DE, DE-BY or US-CA';
  const all = Object.keys(codes).map((each) => `${before}${each}`);
  if (all.length === 1) return `write ${all[0]}`;
  return `write one of ${all.slice(0, 20).join(', ')}${all.length > 20 ? ' and others' : ''}`;
}
