import { parseConfiguration } from '../../shared/configuration/configuration-file.ts';
import { ConfigurationError } from '../../shared/configuration/mistake.ts';
import { byProvider, providerFacts } from '../../shared/contract/provider-facts.ts';
import { providerNames } from '../../shared/domain/vocabulary.ts';
import type { Refusal } from '../../shared/text/reading.ts';
import { initText, timesIn } from './init-text.ts';

/** What `reveille init` asks for, as a person types it. */
export interface InitAnswers {
  readonly name: string;
  readonly provider: string;
  /** Empty for a provider without regions. */
  readonly region: string;
  readonly timezone: string;
  /** Two times of day: `08:30-19:00`. */
  readonly hours: string;
  /** A country as calendars name it, or `none`. */
  readonly country: string;
  /** Ids, or tags such as `power=office-hours`. */
  readonly machines: string;
  /** Addresses, or `none`. */
  readonly email: string;
}

/** One question, and the answer of a person who just presses Enter. */
export interface InitQuestion {
  readonly key: keyof InitAnswers;
  readonly asks: string;
  readonly usual: (provider: string) => string;
}

const regions: Readonly<Record<string, string>> = byProvider((provider) => providerFacts[provider].region ?? '');

/**
 * The questions, in order. The question of a region is left out for a provider without regions.
 */
export const initQuestions: readonly InitQuestion[] = [
  { key: 'name', asks: 'Name of the schedule', usual: () => 'office-hours' },
  {
    key: 'provider',
    asks: `Provider: ${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(providerNames)}`,
    usual: () => 'alibaba',
  },
  { key: 'region', asks: 'Region', usual: (provider) => regions[provider] ?? '' },
  { key: 'timezone', asks: 'Time zone', usual: () => 'Asia/Shanghai' },
  { key: 'hours', asks: 'Start and stop, from Monday to Friday', usual: () => '08:30-19:00' },
  { key: 'country', asks: 'Country whose public holidays count, such as CN, DE-BY or US-CA, or none', usual: () => 'CN' },
  { key: 'machines', asks: 'Machines: their ids, or a tag that they carry', usual: () => 'power=office-hours' },
  { key: 'email', asks: 'E-mail address for notices, or none', usual: () => 'none' },
];

/** The answers of a person who just presses Enter every time. */
export function usualAnswers(provider = 'alibaba'): InitAnswers {
  const usual = Object.fromEntries(initQuestions.map((question) => [question.key, question.usual(provider)]));
  return { ...(usual as Record<keyof InitAnswers, string>), provider };
}

/**
 * What is wrong with an answer; null when nothing is. The answer is tried in a configuration that
 * has the usual answers for the questions that are still to come.
 */
export function answerRefusal(answers: InitAnswers, key: keyof InitAnswers): Refusal | null {
  if (key === 'provider' && !Object.hasOwn(regions, answers.provider))
    return { problem: `${answers.provider} is not a provider`, fix: `write ${Object.keys(regions).join(', ')}` };
  if (key === 'hours' && timesIn(answers.hours) === null)
    return { problem: `${answers.hours} is not two times of day`, fix: 'write them such as 08:30-19:00' };
  try {
    parseConfiguration(initText(answers), 'answer');
    return null;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const { problem, fix } = error.mistakes[0] ?? { problem: 'not usable', fix: 'write another' };
    return { problem, fix };
  }
}
